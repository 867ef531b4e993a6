/// XML as a sequence of events, from libxml2, with everything off that makes XML dangerous: no
/// document type, no entities but those of XML and HTML, no network, bounded depth.
///
/// Threads: one thread a parser.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gisa {

using XmlAttributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// Told what stands in the document. Names are without prefix, unless it is that of a vocabulary
/// whose names would be mistaken: "content:encoded" is "content:encoded", "ns2:HeadLine" is
/// "HeadLine" with prefix "ns2".
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin_element(std::string_view prefix, std::string_view name,
                             const XmlAttributes& attributes) = 0;
  virtual void end_element(std::string_view prefix, std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
};

/// Parses UTF-8 in pieces of any size.
class XmlParser {
 public:
  explicit XmlParser(XmlHandler& handler);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  /// The next piece. Control characters that XML does not allow become blanks.
  void parse(std::string_view piece);

  /// The end of the document. What is wrong with it, if it is too wrong to be trusted: tags that do
  /// not match, a document cut short. Slips that cost nothing (an `&` by itself, an unknown entity
  /// or prefix) are passed over.
  std::optional<std::string> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same for a whole document.
std::optional<std::string> parse_xml(std::string_view document, XmlHandler& handler);

}  // namespace gisa

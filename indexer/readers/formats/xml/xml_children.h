/// The children of one element of a large XML document, each by itself as a tree: the rows of a
/// sheet, the texts of a workbook.
///
///     XmlChildren rows(stream, "sheetData", "row");
///     while (const auto row = rows.next()) {
///       if (!row->fault) use(row->element);
///     }
///
/// The document is cut at the children's tags, and pugixml parses what lies between, several times
/// faster than libxml2 makes events of it: nearly all of a workbook is short elements of Korean
/// text, which libxml2 takes a character at a time. Many children are parsed at once, and one by
/// one where that fails, so that a broken one costs no other. Only children are parsed, so that no
/// document type is ever read: there are no entities but those of XML, whatever is declared, and
/// others stay in the text as they are. Memory is bounded by the longest child.
///
/// Threads: one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "indexer/readers/bytes/byte_stream.h"
#include "indexer/readers/bytes/record_window.h"

namespace gisa {

/// A child, or what is wrong with it.
struct XmlChild {
  pugi::xml_node element;            ///< of a broken one what could be read, perhaps nothing
  std::optional<std::string> fault;  ///< why it cannot be used
};

class XmlChildren {
 public:
  /// `text` is UTF-8, perhaps broken. Names are without prefix; the children's is that of their
  /// parent.
  XmlChildren(ByteStream& text, std::string_view parent, std::string_view child);

  /// The next child, valid until the next call; nothing behind the last one, when the document was
  /// read to its end. A fault may also be about what stands between two children or behind the last
  /// one (the document is cut short); reading goes on behind it. Control characters that XML does
  /// not allow are blanks in children. Throws what `text` throws.
  std::optional<XmlChild> next();

  /// Characters of children that were broken and became U+FFFD.
  std::uint64_t broken() const { return broken_; }

 private:
  // Where a child ends, as far as it can be told; goes on where it stopped.
  struct EndScan {
    std::size_t at = 0;
    std::size_t tags = 0;
    std::string_view closes;  // the mark that ends what we are in: a comment, CDATA
    bool in_begin_tag = true;
  };

  bool load_many();
  bool find_parent();
  bool find_child();
  std::size_t measure_child();
  std::optional<std::size_t> find_end(std::string_view text, EndScan& scan) const;
  pugi::xml_parse_result load(std::string_view child);
  bool take_gap(std::size_t size, bool is_last);
  bool is_misc(std::string_view between);
  void recover(std::size_t looked_at);
  void drop(std::size_t bytes);
  std::size_t give_up(const std::string& reason);
  bool fail_at_end();

  RecordWindow window_;
  std::string parent_;
  std::string child_;
  std::string end_tag_;  // of a child
  bool has_parent_ = false;
  bool is_done_ = false;
  bool is_rest_ = false;  // what comes next, up to a child, belongs to a broken one
  RescanBudget budget_;
  std::string buffer_;  // of the children at hand, which their tree points into
  pugi::xml_document document_;
  pugi::xml_node next_of_many_;
  std::uint64_t one_by_one_ = 0;  // up to this position in the document
  std::uint64_t broken_ = 0;
  std::uint64_t broken_loaded_ = 0;  // in the buffer
  std::optional<std::string> fault_;
};

/// True if the element is named so, with or without a prefix: "x:row" is "row".
inline bool is_named(const pugi::xml_node& element, std::string_view name) {
  // Names are a letter or two: calls to compare them would take longer than all else.
  const char* local = element.name();
  for (const char* at = local; *at != '\0'; ++at) {
    if (*at == ':') local = at + 1;
  }
  for (const char c : name) {
    if (*local++ != c) return false;
  }
  return *local == '\0';
}

}  // namespace gisa

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/cleaner/findings.h"
#include "indexer/cleaner/line_cuts.h"

/// What pages and agencies wrap around an article and no reader looks for: bylines, datelines,
/// photo credits, copyright notices, calls for tips and subscriptions, links to other articles.
///
/// How it works: one pass over a line looks for *triggers* - an opening bracket, or the first word
/// of a notice of the tables in boilerplate_rules.h. Only there a rule is tried, and it takes away
/// what it recognises as a whole: a bracket with all its content, a sentence from its first word to
/// its last (line_cuts.h). Then the end of the line is peeled: e-mail, `(끝)`, `사진=…`, `ⓒ …` and
/// so on until nothing more comes off. At the end of the whole article, and there only, less has to
/// be known of what goes: see article_end.h. What is not recognised stays; prose that merely speaks
/// of 무단전재 or of 김 기자 stays.
///
/// Time is linear; every look around a trigger is bounded. No shared state: one LineCleaner a
/// thread, used again for every article so that its buffers are.
namespace gisa::cleaning {

/// What signed a line.
enum class Signature : uint8_t { kNone, kAddress, kReporter };

class LineCleaner {
 public:
  LineCleaner() = default;
  LineCleaner(const LineCleaner&) = delete;
  LineCleaner& operator=(const LineCleaner&) = delete;

  /// Forgets what the previous article told.
  void start_article();

  /// Appends what is worth keeping of one line to `out`, as one or more lines, each ended by '\n';
  /// a byline in the middle of a line ends a paragraph. Appends nothing when all of it is
  /// boilerplate. `line` is normalised (see paragraphs.h) and without '\n'.
  void clean_line(std::string_view line, std::string& out);

  /// What the lines cleaned since the last call lost: a reporter with an address, or an address.
  Signature take_signature() { return std::exchange(signature_, Signature::kNone); }

  /// Takes bylines off the end of the finished text, where they stand bare: `…했다. 홍길동 기자`,
  /// sign-offs (sign_off.h), and what advertises other articles. Further up the same words could be
  /// prose. True when something came off.
  bool trim_end(std::string& text);

  /// The same for the first lines: `홍길동 기자 = 정부가 …`.
  bool trim_start(std::string& text);

  /// What the article told since start_article().
  const Findings& findings() const { return findings_; }

 private:
  bool edit(std::string_view line, size_t from, std::string& to);
  static void emit(std::string_view line, std::string& out);
  std::string_view peel(std::string_view line, bool at_article_end);
  std::string_view peel_end_once(std::string_view line, bool at_article_end);
  bool is_chrome_line(std::string_view line);
  bool take_page_byline(std::string_view line);
  bool drop_byline_below_headline(std::string& text);
  bool drop_sign_off(std::string& text);

  Findings findings_;
  LineCuts cuts_{findings_};
  Signature signature_ = Signature::kNone;
  bool joined_ = false;  // a cut brought text together that no rule has seen so
  std::string pending_;
  std::string edited_;
};

}  // namespace gisa::cleaning

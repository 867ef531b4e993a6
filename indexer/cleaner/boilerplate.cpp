#include "indexer/cleaner/boilerplate.h"

#include <algorithm>
#include <optional>

#include "indexer/cleaner/article_end.h"
#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/copyright.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/dates.h"
#include "indexer/cleaner/line_end.h"
#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/paragraphs.h"
#include "indexer/cleaner/sign_off.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

constexpr int kMaxPasses = 8;  // removals that uncover further ones; two is the rule

/// A line that was searched needs no second search but at its ends, where removals have changed
/// what rules see: all of it when a bracket now leads it, else the last bytes.
size_t first_unseen(std::string_view line) {
  const auto opens = [&](const Bracket& bracket) { return line.starts_with(bracket.open); };
  if (std::any_of(kBrackets.begin(), kBrackets.end(), opens)) return 0;
  return line.size() - std::min(line.size(), kMaxBracketBytes);
}

bool is_page_script(std::string_view line) {
  return length_of_any_at(line, 0, kScriptLines) > 0 &&
         std::none_of(line.begin(), line.end(), [](char c) { return c >= '\xEA' && c <= '\xED'; });
}

/// `line` without what scripts left in front of it.
std::string_view without_script_leads(std::string_view line) {
  while (const size_t length = length_of_any_at(line, 0, kScriptLeads)) {
    line = trim_left(line.substr(length));
  }
  return line;
}

template <typename Action>
void for_each_line(std::string_view text, Action&& action) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = trim(text.substr(0, end)); !line.empty()) action(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

void LineCleaner::start_article() {
  findings_ = {};
  signature_ = Signature::kNone;
}

void LineCleaner::clean_line(std::string_view line, std::string& out) {
  edited_.clear();
  joined_ = false;
  if (!edit(line, 0, edited_)) return emit(line, out);
  bool changed = true;
  for (int pass = 1; changed && pass < kMaxPasses; ++pass) {
    changed = false;
    pending_.swap(edited_);
    edited_.clear();
    const bool joined = joined_;
    joined_ = false;
    for_each_line(pending_, [&](std::string_view piece) {
      if (edit(piece, joined ? 0 : first_unseen(piece), edited_)) {
        changed = true;
      } else {
        edited_.append(piece);
        edited_ += '\n';
      }
    });
  }
  for_each_line(edited_, [&](std::string_view piece) { emit(piece, out); });
}

/// One step on one line: true when something came off, and then what is left went to `to`. Rules
/// are tried from byte `from` on.
bool LineCleaner::edit(std::string_view line, size_t from, std::string& to) {
  if (cuts_.find(line, from)) {
    joined_ = cuts_.append_kept(line, to) || joined_;
    to += '\n';
    return true;
  }
  if (is_chrome_line(line)) return true;
  const std::string_view peeled = peel(line, false);
  const size_t tags = ends_like_prose(peeled) ? 0 : hashtags_begin(peeled);
  if (tags > 0 && tags < peeled.size()) {
    // On a line of their own: text that was glued to them shows its end.
    to.append(peeled, 0, tags);
    to += '\n';
    to.append(peeled, tags);
  } else if (peeled.size() < line.size()) {
    to.append(peeled);
  } else {
    return false;
  }
  to += '\n';
  return true;
}

void LineCleaner::emit(std::string_view line, std::string& out) {
  if (line.empty()) return;
  append_with_sentence_blanks(line, out);
  out += '\n';
}

/// `기자명 홍길동 기자 입력 2021.12.05 11:52 댓글 0`: what pages tell of an article above its text.
bool LineCleaner::take_page_byline(std::string_view line) {
  constexpr std::string_view kLabel = "기자명 ";
  if (!line.starts_with(kLabel)) return false;
  line = line.substr(0, std::min(line.find(" 댓글"), line.find(" 좋아요")));
  const size_t stamp = std::min({line.find(" 입력"), line.find(" 승인"), line.size()});
  const std::string date = date_of_stamp_line(line.substr(stamp));
  const std::optional<Byline> byline =
      parse_byline(line.substr(kLabel.size(), stamp - std::min(stamp, kLabel.size())), 1);
  if (date.empty() && !byline) return false;
  if (byline) findings_.note_reporters(byline->reporters);
  findings_.note_date(date);
  return true;
}

/// Buttons, rulers, advertising and `입력 2021.12.05.` lines: dropped as a whole.
bool LineCleaner::is_chrome_line(std::string_view line) {
  constexpr size_t kMaxChromeBytes = 400;
  if (line.empty() || is_only_marks(line)) return true;
  if (line.size() > kMaxChromeBytes) return false;
  constexpr size_t kMaxButtonBytes = 60;  // spares most lines the comparing
  static_assert(std::all_of(kChromeLines.begin(), kChromeLines.end(), [](std::string_view button) {
    return button.size() <= kMaxButtonBytes;
  }));
  if (line.size() <= kMaxButtonBytes && is_one_of(line, kChromeLines)) return true;
  if (is_page_script(line)) return true;
  if (is_half_copyright(line)) {
    findings_.note_press(copyright_owner(line), PressSource::kCopyright);
    return true;
  }
  const bool promotes = length_of_any_at(line, 0, kPromoMarks) > 0 && !holds_sentences(line) &&
                        !line.ends_with("다.") && contains_any(line, kPromoSigns);
  if (promotes || line.ends_with("(으로) 기사보내기") || take_page_byline(line)) return true;
  const std::string date = date_of_stamp_line(line);
  if (date.empty()) return false;
  findings_.note_date(date);
  return true;
}

// ------------------------------------------------------------------------------ peeling ends

std::string_view LineCleaner::peel(std::string_view line, bool at_article_end) {
  line = trim(line);
  if (!line.empty() && line[0] == '|') line = trim_left(line, "| ");
  line = without_script_leads(line);
  while (!ends_like_prose(line)) {
    const std::string_view peeled = trim_right(peel_end_once(line, at_article_end));
    if (peeled.size() == line.size()) break;
    line = peeled;
  }
  return line;
}

std::string_view LineCleaner::peel_end_once(std::string_view line, bool at_article_end) {
  std::string_view peeled = without_end_noise(line);
  if (at_article_end && peeled.size() == line.size()) peeled = without_staff(line);
  if (peeled.size() < line.size()) return peeled;
  const std::string_view open = trim_right(line, " )]>");
  const size_t address = email_begin(open, open.size());
  const bool has_address = address < open.size();
  if (!has_address) {
    const size_t spaced = spaced_email_begin(open);
    if (spaced < open.size()) return line.substr(0, spaced);
  }
  if (!has_address && !ends_with_role(open) && !open.ends_with("@")) return line;
  const std::string_view before =
      has_address ? trim_right(line.substr(0, address), " /|([<,") : line;
  if (const std::optional<size_t> segment = last_segment(before)) {
    const std::string_view words = trim(line.substr(*segment));
    const bool after_sentence = line.substr(0, *segment).ends_with("다.");
    if (at_article_end || has_address || after_sentence) {
      const bool roomy = has_address || contains(words, '=');
      if (const std::optional<Byline> byline = parse_byline(words, roomy ? 1 : 0)) {
        findings_.note_reporters(byline->reporters);
        findings_.note_press(byline->press, PressSource::kByline);
        if (has_address) signature_ = Signature::kReporter;
        return line.substr(0, *segment);
      }
    }
  }
  if (!has_address || !can_precede_signature(before)) return line;
  if (signature_ == Signature::kNone) signature_ = Signature::kAddress;
  return before;
}

bool LineCleaner::drop_sign_off(std::string& text) {
  const std::optional<SignOff> found = read_sign_off(text);
  if (!found) return false;
  findings_.note_reporters({found->reporter});
  findings_.note_press(found->press, PressSource::kByline);
  text.resize(trim_right(std::string_view(text).substr(0, found->begin)).size());
  return true;
}

bool LineCleaner::trim_end(std::string& text) {
  bool any = false;
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    any = drop_sign_off(text) || any;
    const size_t advertising = std::min(promotions_begin(text), related_articles_begin(text));
    if (advertising == text.size() && ends_like_prose(text)) break;
    const std::string_view kept = trim_right(std::string_view(text).substr(0, advertising));
    const size_t begin = kept.rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view line = kept.substr(begin);
    const std::string_view peeled = ends_like_prose(line) ? line : peel(line, true);
    if (begin + peeled.size() == text.size()) break;
    any = true;
    const std::string rest(peeled);
    text.resize(begin);
    clean_line(rest, text);
    while (!text.empty() && text.back() == '\n') text.pop_back();
  }
  return any;
}

/// A line of a byline below the headline: scraped pages begin so. What stands above it is no
/// sentence, and what stands below it is one.
bool LineCleaner::drop_byline_below_headline(std::string& text) {
  constexpr int kMaxHeadlines = 4;
  constexpr size_t kMinHeadlineBytes = 30;  // of the first: `이달의 기자` heads what follows
  constexpr size_t kMaxHeadlineBytes = 180;
  const size_t first = std::string_view(text).substr(0, kMaxHeadlineBytes).find('\n');
  if (first == std::string::npos || first < kMinHeadlineBytes) return false;
  size_t begin = 0;
  for (int count = 0; count < kMaxHeadlines; ++count) {
    const size_t end = text.find('\n', begin);
    if (end == std::string::npos) return false;
    const std::string_view headline = std::string_view(text).substr(begin, end - begin);
    if (headline.size() > kMaxHeadlineBytes || ends_like_prose(headline)) return false;
    begin = end + 1;
    const size_t line_end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, line_end - begin);
    const size_t body = std::min(line_end + 1, text.size());
    const std::string_view below =
        std::string_view(text).substr(body, text.find('\n', body) - body);
    const std::optional<Byline> byline = parse_byline(line, 0);
    if (!byline) continue;
    if (!contains(line, "기자") || !contains(below, "다.")) return false;
    findings_.note_reporters(byline->reporters);
    findings_.note_press(byline->press, PressSource::kByline);
    text.erase(begin, body - begin);
    return true;
  }
  return false;
}

bool LineCleaner::trim_start(std::string& text) {
  constexpr int kMaxLines = 5;
  bool any = drop_byline_below_headline(text);
  for (int count = 0; count < kMaxLines && !text.empty(); ++count) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = std::string_view(text).substr(0, end);
    Byline byline;
    size_t length = match_reporter_and_equals(line, byline);
    if (length == 0) {
      std::optional<Byline> whole = parse_byline(line, 0);
      if (!whole) break;
      byline = std::move(*whole);
      length = end;
    }
    findings_.note_reporters(byline.reporters);
    findings_.note_press(byline.press, PressSource::kByline);
    std::string kept;
    clean_line(line.substr(length), kept);
    if (end == text.size() && !kept.empty()) kept.pop_back();  // no line end after the last line
    text.replace(0, std::min(end + 1, text.size()), kept);
    any = true;
  }
  return any;
}

}  // namespace gisa::cleaning

#include "indexer/cleaner/boilerplate.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/cleaner/article_end.h"
#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/dates.h"
#include "indexer/cleaner/line_end.h"
#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/paragraphs.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/sign_off.h"
#include "indexer/cleaner/text_scan.h"
#include "indexer/cleaner/triggers.h"

namespace gisa::cleaning {
namespace {

constexpr int kMaxPasses = 8;  // removals that uncover further ones; two is the rule
constexpr size_t kMinNoticeBytes = 9;

enum PressRank { kAgencyRank = 1, kCopyrightRank = 2, kBylineRank = 3 };

constexpr std::array<std::string_view, 5> kClosingBrackets = {"]", ")", ">", "】", "＞"};

/// The owner in `ⓒ 어느신문 무단전재 …` or `저작권자(c) 어느신문, …`; empty when none is named.
std::string_view copyright_owner(std::string_view notice) {
  constexpr std::array<std::string_view, 6> kCopySigns = {"ⓒ",   "©",   "(c)",
                                                          "(C)", "(ⓒ)", "Copyrights"};
  constexpr std::array<std::string_view, 11> kEnds = {",", "무단", "All", "(",       ">",   "]",
                                                      "&", ".",    "www", "AI 학습", "http"};
  size_t begin = std::string_view::npos;
  for (const std::string_view sign : kCopySigns) {
    const size_t found = notice.find(sign);
    if (found != std::string_view::npos) begin = std::min(begin, found + sign.size());
  }
  if (begin == std::string_view::npos) return {};
  std::string_view owner = trim(notice.substr(begin));
  for (const std::string_view sign : kCopySigns) {  // Copyrights ⓒ
    if (owner.starts_with(sign)) owner.remove_prefix(sign.size());
  }
  for (const std::string_view end : kEnds) owner = owner.substr(0, owner.find(end));
  owner = trim_left(trim(owner), " 0123456789-");
  constexpr size_t kMaxOwnerBytes = 45;
  return owner.size() <= kMaxOwnerBytes ? owner : std::string_view{};
}

/// `‹저작권자(c) 어느신문,`: a notice that goes on in the next line.
bool is_half_copyright(std::string_view line) {
  constexpr size_t kMaxBytes = 90;
  if (line.back() != ',' || line.size() > kMaxBytes) return false;
  const size_t word = line.find("저작권자");
  if (word == std::string_view::npos || skip_marks_back(line, word) > 0) return false;
  return !copyright_owner(line).empty();
}

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

// -------------------------------------------------------------------------------- LineCleaner

void LineCleaner::start_article() {
  findings_ = {};
  signature_ = Signature::kNone;
  press_rank_ = 0;
}

void LineCleaner::note_reporters(const std::vector<std::string_view>& names) {
  if (!findings_.reporter.empty()) return;
  for (const std::string_view name : names) {
    if (!findings_.reporter.empty()) findings_.reporter += ',';
    findings_.reporter.append(name);
  }
}

void LineCleaner::note_press(std::string_view press, int rank) {
  if (press.empty() || rank <= press_rank_) return;
  press_rank_ = rank;
  findings_.press.assign(press);
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
  if (find_cuts(line, from)) {
    append_kept(line, to);
    to += '\n';
    return true;
  }
  if (is_chrome_line(line)) return true;
  const std::string_view peeled = peel(line, false);
  const size_t tags = ends_like_prose(peeled) ? 0 : hashtags_begin(peeled);
  if (tags > 0 && tags < peeled.size()) {
    to.append(peeled, 0,
              tags);  // on a line of their own: text that was glued to them shows its end
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
  if (byline) note_reporters(byline->reporters);
  if (findings_.date.empty()) findings_.date = date;
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
    note_press(copyright_owner(line), kCopyrightRank);
    return true;
  }
  const bool promotes = length_of_any_at(line, 0, kPromoMarks) > 0 && !holds_sentences(line) &&
                        !line.ends_with("다.") && contains_any(line, kPromoSigns);
  if (promotes || line.ends_with("(으로) 기사보내기") || take_page_byline(line)) return true;
  const std::string date = date_of_stamp_line(line);
  if (date.empty()) return false;
  if (findings_.date.empty()) findings_.date = date;
  return true;
}

bool LineCleaner::find_cuts(std::string_view line, size_t from) {
  cuts_.clear();
  places_.clear();
  Triggers::instance().find(line, from, places_);
  size_t end = 0;  // of the last cut
  for (const size_t at : places_) {
    if (at < end) continue;
    if (cut_bracket(line, at) || cut_markdown_image(line, at) || cut_notice(line, at)) {
      end = cuts_.back().end;
    }
  }
  return !cuts_.empty();
}

bool LineCleaner::cut_bracket(std::string_view line, size_t at) {
  const std::optional<BracketSpan> span = read_bracket(line, at);
  if (!span || is_plain_gloss(*span)) return false;
  const std::string_view content = span->content;
  const std::string_view after = line.substr(span->end);
  if (content.size() >= kMinNoticeBytes && contains_any(content, kBracketNotices)) {
    note_press(copyright_owner(content), kCopyrightRank);
    add_cut(line, at, span->end, false);
    return true;
  }
  if (is_one_of(content, kSpeakerLabels) && span->kind->open != "(") {
    add_cut(line, at, span->end, true);
    return true;
  }
  if (span->kind->open == "◀") return false;
  if (cut_dateline(line, at, span->end, content)) return true;
  if (is_credit(*span, after)) {
    add_cut(line, at, span->end, false);
    return true;
  }
  const bool at_begin = trim(line.substr(0, at)).empty();
  // `최근 [어느신문]과 만나` and `[어느신문]<인사>` are content: an outlet signs in front of a
  // paragraph, or where a headline was glued to it.
  const std::string_view next = char_at(trim_left(after), 0);
  const bool prose = next.empty() || is_hangul_syllable(next) || is_ascii_alnum(next[0]) ||
                     next == "“" || next == "‘" || next == "\"" || next == "'";
  const bool apart = after.empty() || after[0] == ' ';
  const bool glued = at > 0 && line[at - 1] != ' ' && apart && prose;
  const bool signs_outlet = is_square(*span) && (at_begin || glued) && is_known_press(content);
  if (signs_outlet && length_of_any_at(after, 0, kParticles) == 0) {
    note_press(content, kBylineRank);
    add_cut(line, at, span->end, true);
    return true;
  }
  const bool signs = is_square(*span) || at_begin || trim(after).empty() || contains(content, '@');
  if (!signs) return false;
  const std::optional<Byline> byline = parse_byline(content, is_square(*span) ? 2 : 0);
  if (!byline) return false;
  note_reporters(byline->reporters);
  note_press(byline->press, kBylineRank);
  add_cut(line, at, span->end, true);
  return true;
}

/// `(서울=어느통신) 홍길동 기자 = `. In a caption (`(AP=연합뉴스)`, `[어느회사 제공=연합뉴스]`) it
/// is the credit of a picture, and the agency need not have written the article.
bool LineCleaner::cut_dateline(std::string_view line, size_t begin, size_t end,
                               std::string_view content) {
  std::optional<Byline> dateline = parse_dateline(content);
  if (!dateline) dateline = parse_unknown_dateline(content, line.substr(end));
  if (!dateline) return false;
  const std::string_view place = trim(content.substr(0, content.find_first_of("=\xEF")));
  if (is_photo_agency(place) || contains(content, "자료사진")) {
    add_cut(line, begin, end, false);
    return true;
  }
  Byline byline = *dateline;
  const size_t names = match_reporter_and_equals(line.substr(end), byline);
  note_reporters(byline.reporters);
  const bool pictured = names == 0 && names_picture(place) && is_photo_agency(byline.press);
  if (!pictured) note_press(byline.press, kAgencyRank);
  add_cut(line, begin, end + names, true);
  return true;
}

namespace {

/// Byte after the address in round brackets that opens at `at`; npos when it does not close.
/// Brackets inside it are counted: `(https://example.com/a(1).jpg)`.
size_t address_end(std::string_view line, size_t at) {
  constexpr size_t kMaxAddressBytes = 2000;
  const size_t limit = std::min(line.size(), at + kMaxAddressBytes);
  int depth = 0;
  for (size_t pos = at; pos < limit && depth < 4; ++pos) {
    if (line[pos] == '(') ++depth;
    if (line[pos] == ')' && --depth == 0) return pos + 1;
  }
  return std::string_view::npos;
}

}  // namespace

/// `![alt](address)`: gone, but for an alternative text that is a sentence.
bool LineCleaner::cut_markdown_image(std::string_view line, size_t at) {
  if (!stands_at(line, at, "![")) return false;
  const size_t close = line.substr(0, at + 2 + kMaxBracketBytes).find(']', at + 2);
  if (close == std::string_view::npos || !stands_at(line, close + 1, "(")) return false;
  const size_t end = address_end(line, close + 1);
  if (end == std::string_view::npos) return false;
  const std::string_view alternative = trim(line.substr(at + 2, close - at - 2));
  if (!alternative.ends_with("다.") && !alternative.ends_with("다")) {
    add_cut(line, at, end, true);
    return true;
  }
  add_cut(line, at, at + 2, false);
  cuts_.push_back({close, end, true});
  return true;
}

namespace {

/// Byte after the owner in `…했다.ⓒ 연합뉴스이날 …`, where `at` is behind the sign and a sentence
/// ends before it; 0 elsewhere.
size_t caption_owner_end(std::string_view line, size_t sign, size_t at) {
  if (!trim_right(line.substr(0, sign)).ends_with("다.")) return 0;
  while (at < line.size() && line[at] == ' ') ++at;
  const size_t owner = length_of_any_at(line, at, kCaptionOwners);
  const std::string_view after = line.substr(at + owner);
  const bool goes_on = length_of_any_at(after, 0, kParticles) > 0;
  return owner == 0 || after.empty() || goes_on ? 0 : at + owner;
}

}  // namespace

bool LineCleaner::cut_notice(std::string_view line, size_t at) {
  for (const Notice* notice : Triggers::instance().notices_at(line, at)) {
    if (!stands_at(line, at, notice->head)) continue;
    const std::string_view near = line.substr(at, notice->reach);
    const size_t tail = near.find(notice->tail, notice->head.size());
    if (tail == std::string_view::npos) continue;
    size_t begin = at;
    size_t end = at + tail + notice->tail.size();
    if (notice->extent == Extent::kPhrase) {
      begin = skip_marks_back(line, at);
      end = skip_closers(line, end);
    } else if (notice->extent == Extent::kCopyright) {
      const std::string_view text = line.substr(at, end - at);
      if (holds_sentences(text) || !contains_any(text, kCopyrightWords)) continue;
      begin = skip_marks_back(line, at);
      end = skip_closers(line, end);
      if (is_hangul_syllable(char_at(line, end)) || is_sentence_closer(char_at(line, end)))
        continue;
      note_press(copyright_owner(text), kCopyrightRank);
    } else if (notice->extent == Extent::kOwner) {
      end = caption_owner_end(line, at, end);
      if (end == 0) continue;
    } else if (notice->extent == Extent::kLinks) {
      begin = skip_marks_back(line, at);
      end = links_end(line, at);
    } else {
      const std::string_view rest = line.substr(end);
      if (line.size() - at > notice->reach || holds_plain_statement(rest)) continue;
      const size_t caller = length_of_any_before(line, at, kCallers);
      begin = skip_marks_back(line, at - caller);
      const bool stands_alone = begin < at && skip_closers(line, end) == line.size();
      const bool calls = caller > 0 || stands_alone || contains_any(rest, kContactSigns);
      if (notice->extent == Extent::kCall && !calls) continue;
      end = line.size();
    }
    add_cut(line, begin, end, notice->extent == Extent::kOwner);
    return true;
  }
  return false;
}

/// Remembers to remove [begin, end). A caption that loses its credit in front of other text ends a
/// paragraph there, unless the sentence visibly goes on: `홍 대표(사진=…)는 말했다`.
void LineCleaner::add_cut(std::string_view line, size_t begin, size_t end, bool ends_paragraph) {
  if (!cuts_.empty()) begin = std::max(begin, cuts_.back().end);
  const std::string_view after = line.substr(end);
  const std::string_view before = char_before(line, begin);
  if (!after.empty() && after[0] != ' ' && !before.empty()) {
    const bool attached = is_hangul_syllable(before) || is_ascii_alnum(before[0]);
    const bool goes_on = attached && length_of_any_at(after, 0, kParticles) > 0;
    const bool text_follows = is_hangul_syllable(char_at(after, 0)) || is_ascii_alnum(after[0]) ||
                              after[0] == '"' || stands_at(after, 0, "“") ||
                              stands_at(after, 0, "‘");
    ends_paragraph = ends_paragraph || (text_follows && !goes_on);
  }
  if (!after.empty() && length_of_any_at(after, 0, kClosingBrackets) > 0) ends_paragraph = false;
  cuts_.push_back({begin, end, ends_paragraph});
}

void LineCleaner::append_kept(std::string_view line, std::string& out) {
  for (const Cut& cut : cuts_) {
    joined_ = joined_ || (!cut.ends_paragraph && cut.begin > 0 && cut.end < line.size());
  }
  const auto append = [&](std::string_view piece) {
    const bool glued = !out.empty() && out.back() != '\n' && out.back() != ' ' && !piece.empty() &&
                       piece[0] == ' ';
    if (!glued && !out.empty() && (out.back() == ' ' || out.back() == '\n'))
      piece = trim_left(piece);
    out.append(piece);
  };
  size_t kept = 0;
  for (const Cut& cut : cuts_) {
    append(line.substr(kept, cut.begin - kept));
    kept = cut.end;
    if (cut.ends_paragraph && !out.empty() && out.back() != '\n') out += '\n';
  }
  append(line.substr(kept));
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
        note_reporters(byline->reporters);
        note_press(byline->press, kBylineRank);
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
  note_reporters({found->reporter});
  note_press(found->press, kBylineRank);
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
    note_reporters(byline->reporters);
    note_press(byline->press, kBylineRank);
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
    note_reporters(byline.reporters);
    note_press(byline.press, kBylineRank);
    std::string kept;
    clean_line(line.substr(length), kept);
    if (end == text.size() && !kept.empty()) kept.pop_back();  // no line end after the last line
    text.replace(0, std::min(end + 1, text.size()), kept);
    any = true;
  }
  return any;
}

}  // namespace gisa::cleaning

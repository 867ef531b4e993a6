#include "indexer/cleaner/line_cuts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/copyright.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"
#include "indexer/cleaner/triggers.h"

namespace gisa::cleaning {
namespace {

constexpr size_t kMinNoticeBytes = 9;

constexpr std::array<std::string_view, 5> kClosingBrackets = {"]", ")", ">", "】", "＞"};

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

bool LineCuts::find(std::string_view line, size_t from) {
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

bool LineCuts::cut_bracket(std::string_view line, size_t at) {
  const std::optional<BracketSpan> span = read_bracket(line, at);
  if (!span || is_plain_gloss(*span)) return false;
  const std::string_view content = span->content;
  const std::string_view after = line.substr(span->end);
  if (content.size() >= kMinNoticeBytes && contains_any(content, kBracketNotices)) {
    findings_.note_press(copyright_owner(content), PressSource::kCopyright);
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
    findings_.note_press(content, PressSource::kByline);
    add_cut(line, at, span->end, true);
    return true;
  }
  const bool signs = is_square(*span) || at_begin || trim(after).empty() || contains(content, '@');
  if (!signs) return false;
  const std::optional<Byline> byline = parse_byline(content, is_square(*span) ? 2 : 0);
  if (!byline) return false;
  findings_.note_reporters(byline->reporters);
  findings_.note_press(byline->press, PressSource::kByline);
  add_cut(line, at, span->end, true);
  return true;
}

/// `(서울=어느통신) 홍길동 기자 = `. In a caption (`(AP=연합뉴스)`, `[어느회사 제공=연합뉴스]`) it
/// is the credit of a picture, and the agency need not have written the article.
bool LineCuts::cut_dateline(std::string_view line, size_t begin, size_t end,
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
  findings_.note_reporters(byline.reporters);
  const bool pictured = names == 0 && names_picture(place) && is_photo_agency(byline.press);
  if (!pictured) findings_.note_press(byline.press, PressSource::kAgency);
  add_cut(line, begin, end + names, true);
  return true;
}

/// `![alt](address)`: gone, but for an alternative text that is a sentence.
bool LineCuts::cut_markdown_image(std::string_view line, size_t at) {
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

bool LineCuts::cut_notice(std::string_view line, size_t at) {
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
      findings_.note_press(copyright_owner(text), PressSource::kCopyright);
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
void LineCuts::add_cut(std::string_view line, size_t begin, size_t end, bool ends_paragraph) {
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

bool LineCuts::append_kept(std::string_view line, std::string& out) const {
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
  return std::ranges::any_of(cuts_, [&](const Cut& cut) {
    return !cut.ends_paragraph && cut.begin > 0 && cut.end < line.size();
  });
}

}  // namespace gisa::cleaning

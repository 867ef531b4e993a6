#include "indexer/cleaner/boilerplate.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <optional>

#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/dates.h"
#include "indexer/cleaner/paragraphs.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

constexpr int kMaxPasses = 8;  // removals that uncover further ones; two is the rule
constexpr size_t kMaxBracketBytes = 420;
constexpr size_t kMaxCreditBytes = 150;
constexpr size_t kMaxSegmentBytes = 240;  // what may be a byline or staff list at a line end

enum PressRank { kAgencyRank = 1, kCopyrightRank = 2, kBylineRank = 3 };

// ---------------------------------------------------------------------------------- triggers

/// Finds the places of a line where a rule is worth trying: opening brackets, and the first two
/// syllables of a notice. Two, because notices start with the commonest syllables of all.
///
/// The loop over the text asks one question a byte without a branch: do this byte and the next two
/// occur together at the start of a trigger? Triggers are spread over the eight bits of a byte, so
/// that one table a position answers for all of them; a second look settles what is left.
class Triggers {
 public:
  Triggers() {
    for (const Notice& notice : kNotices) {
      buckets_[bucket(notice.head)].push_back(&notice);
      if (notice.head.size() >= kKeyBytes) {
        keys_.set(key(notice.head.data()));
        add(notice.head, next_group(notice.head));
      } else {
        add(notice.head, kCertain);
      }
    }
    for (const std::string_view bracket : {"[", "(", "<", "!", "【", "＜", "［", "◀"}) {
      add(bracket, kCertain);
    }
  }

  /// The next byte at or after `at` where a rule is worth trying; `line.size()` when there is none.
  size_t next(std::string_view line, size_t at) const {
    const auto* bytes = reinterpret_cast<const unsigned char*>(line.data());
    for (const size_t size = line.size(); at + 2 < size; ++at) {
      const unsigned hit = tables_[0][bytes[at]] & tables_[1][bytes[at + 1]] &
                           tables_[2][bytes[at + 2]];
      if (hit == 0) continue;
      if (hit & kCertain) return at;
      if (at + kKeyBytes <= size && keys_[key(line.data() + at)]) return at;
    }
    return line.size();
  }

  const std::vector<const Notice*>& notices_at(std::string_view line, size_t at) const {
    return buckets_[bucket(line.substr(at))];
  }

 private:
  static constexpr size_t kKeyBytes = 7;   // two syllables, and one byte of what follows
  static constexpr uint8_t kCertain = 1;  // the bit of triggers that need no second look

  void add(std::string_view text, uint8_t group) {
    for (size_t i = 0; i < tables_.size(); ++i) {
      if (i < text.size()) {
        tables_[i][static_cast<unsigned char>(text[i])] |= group;
      } else {
        for (uint8_t& entry : tables_[i]) entry |= group;  // shorter than three: anything may follow
      }
    }
  }

  /// One of the other seven bits, the same for the same first character.
  static uint8_t next_group(std::string_view head) {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(head[i]); };
    return static_cast<uint8_t>(2u << ((byte(0) + byte(1) + byte(2)) % 7));
  }

  static size_t key(const char* bytes) {
    uint32_t head = 0;
    uint32_t rest = 0;  // overlaps by a byte: two whole loads are faster than one of seven bytes
    std::memcpy(&head, bytes, sizeof head);
    std::memcpy(&rest, bytes + kKeyBytes - sizeof rest, sizeof rest);
    return ((uint64_t{rest} << 32 | head) * 0x9E3779B97F4A7C15u) >> 48;
  }

  static size_t bucket(std::string_view text) {
    return text.size() < 2 ? 0 : static_cast<unsigned char>(text[1]);
  }

  std::array<std::array<uint8_t, 256>, 3> tables_{};
  std::bitset<65536> keys_;  // hashes of the first kKeyBytes of notices
  std::array<std::vector<const Notice*>, 256> buckets_;
};

const Triggers& triggers() {
  static const Triggers instance;
  return instance;
}

// ---------------------------------------------------------------------------------- brackets

struct Bracket {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Bracket, 7> kBrackets = {
    {{"[", "]"}, {"(", ")"}, {"<", ">"}, {"【", "】"}, {"＜", "＞"}, {"［", "］"}, {"◀", "▶"}}};

struct BracketSpan {
  const Bracket* kind;
  std::string_view content;  // trimmed
  size_t end;                // byte after the closing bracket
};

/// The bracket that opens at `at`, with one bracket of its own kind allowed inside.
std::optional<BracketSpan> read_bracket(std::string_view line, size_t at) {
  const auto kind = std::find_if(kBrackets.begin(), kBrackets.end(),
                                 [&](const Bracket& b) { return stands_at(line, at, b.open); });
  if (kind == kBrackets.end()) return std::nullopt;
  const size_t begin = at + kind->open.size();
  const size_t limit = std::min(line.size(), begin + kMaxBracketBytes);
  int depth = 1;
  for (size_t pos = begin; pos < limit; ++pos) {
    if (line[pos] == kind->open[0] && stands_at(line, pos, kind->open) && ++depth > 2) break;
    if (line[pos] != kind->close[0] || !stands_at(line, pos, kind->close) || --depth > 0) continue;
    return BracketSpan{kind, trim(line.substr(begin, pos - begin)), pos + kind->close.size()};
  }
  return std::nullopt;
}

bool is_square(const BracketSpan& span) {
  return span.kind->open != "(" && span.kind->open != "<" && span.kind->open != "＜";
}

// ----------------------------------------------------------------------------------- credits

/// Cut in the middle of a sentence: `다. ` or `요. ` with more behind it.
bool holds_sentences(std::string_view text) {
  return contains(text, "다. ") || contains(text, "요. ") || contains(text, "다.\"");
}

/// Bytes of `사진 = ` at `at`: a key of `keys`, blanks, one of `signs`. 0 when there is none.
template <typename Keys, typename Signs>
size_t length_of_key_and_sign(std::string_view text, size_t at, const Keys& keys,
                              const Signs& signs) {
  const size_t key = length_of_any_at(text, at, keys);
  if (key == 0) return 0;
  size_t pos = at + key;
  while (pos < text.size() && text[pos] == ' ') ++pos;
  const size_t sign = length_of_any_at(text, pos, signs);
  return sign == 0 ? 0 : pos + sign - at;
}

constexpr std::array<std::string_view, 2> kEqualsSigns = {"=", "＝"};

bool starts_with_credit_key(std::string_view text) {
  return length_of_key_and_sign(text, 0, kCreditKeys, kCreditSigns) > 0 ||
         length_of_key_and_sign(text, 0, kWeakCreditKeys, kEqualsSigns) > 0;
}

bool starts_with_staff_key(std::string_view text) {
  return length_of_key_and_sign(text, 0, kStaffKeys, kCreditSigns) > 0;
}

/// `[영상편집 홍길동 임꺽정]`: a key and nothing but people.
bool is_staff_list(std::string_view content) {
  const size_t key = length_of_any_at(content, 0, kStaffKeys);
  if (key == 0 || key >= content.size() || content[key] != ' ') return false;
  std::string_view rest = trim(content.substr(key));
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(' '), rest.size());
    if (!is_person_name(rest.substr(0, end))) return false;
    rest = trim(rest.substr(end));
  }
  return true;
}

/// All words name agencies: `AFP=연합뉴스`, `AP/뉴시스`, `연합`.
bool names_only_agencies(std::string_view content) {
  constexpr std::string_view kBetween = " =/,";
  bool any = false;
  while (!content.empty()) {
    const size_t end = std::min(content.find_first_of(kBetween), content.size());
    const std::string_view word = content.substr(0, end);
    if (!word.empty() && !is_photo_agency(word) && word != "자료사진" && word != "사진")
      return false;
    any = any || is_photo_agency(word);
    content.remove_prefix(std::min(end + 1, content.size()));
  }
  return any;
}

bool ends_with_credit(std::string_view content) {
  const size_t ending = length_of_any_before(content, content.size(), kCreditEndings);
  if (ending == 0) return false;
  const std::string_view before = trim_right(content.substr(0, content.size() - ending));
  if (before.empty()) return content == "공동취재단" || content == "사진공동취재단";
  return length_of_any_before(before, before.size(), kNotCredits) == 0;
}

/// True when the bracket only says where a picture comes from.
bool is_credit(const BracketSpan& span, std::string_view after) {
  const std::string_view content = span.content;
  if (content.empty() || content.size() > kMaxCreditBytes || holds_sentences(content)) return false;
  if (starts_with_credit_key(content) || starts_with_staff_key(content)) return true;
  if (is_staff_list(content)) return true;
  if (is_square(span)) {
    std::string_view place = trim_right(content, "0123456789 ");
    if (is_one_of(place, kPicturePlaces)) return true;
    return names_only_agencies(content) || ends_with_credit(content);
  }
  // Round brackets explain words in prose, so a credit has to end the line or a caption.
  const bool ends_caption =
      after.empty() || stands_at(after, 0, "20") || stands_at(after, 0, " 20");
  return ends_caption && ends_with_credit(content) && !content.ends_with("SNS") &&
         !content.ends_with("DB");
}

// ------------------------------------------------------------------------------ sentence ends

constexpr std::array<std::string_view, 14> kSentenceClosers = {
    ".", "?", "!", "\"", "'", ")", "]", ">", "”", "’", "】", "…", "》", "〉"};

/// Where the words after the last sentence end of `line` begin. `limit` when that lies further back
/// than kMaxSegmentBytes. Full stops between letters or digits (2026.1.4, a.com) end no sentence.
std::optional<size_t> last_segment(std::string_view line) {
  const size_t floor = line.size() > kMaxSegmentBytes ? line.size() - kMaxSegmentBytes : 0;
  for (size_t end = line.size(); end > floor;) {
    const std::string_view character = char_before(line, end);
    if (is_one_of(character, kSentenceClosers)) {
      const bool inside_word = character == "." && end < line.size() && is_ascii_alnum(line[end]) &&
                               end >= 2 && is_ascii_alnum(line[end - 2]);
      if (!inside_word) return end;
    }
    end -= character.size();
  }
  return floor == 0 ? std::optional<size_t>(0) : std::nullopt;
}

/// Start of the sentence that byte `at` lies in, at most 150 bytes back; `at` when it is not found.
size_t sentence_begin(std::string_view line, size_t at) {
  constexpr size_t kMaxBack = 150;
  const size_t floor = at > kMaxBack ? at - kMaxBack : 0;
  for (size_t end = at; end > floor;) {
    const std::string_view character = char_before(line, end);
    if (is_one_of(character, kSentenceClosers)) return end;
    end -= character.size();
  }
  return floor == 0 ? 0 : at;
}

/// Byte after blanks, closing brackets and a stop that follow `at`.
size_t skip_closers(std::string_view line, size_t at) {
  constexpr std::array<std::string_view, 8> kClosers = {">", "]", ")", "】", "＞", ".", "*", "'"};
  size_t end = at;
  while (end < line.size()) {
    const size_t length = line[end] == ' ' ? 1 : length_of_any_at(line, end, kClosers);
    if (length == 0) break;
    end += length;
  }
  return end;
}

/// Byte where the marks before `at` begin (`※ `, `<`, `*`), or `at`.
size_t skip_marks_back(std::string_view line, size_t at) {
  size_t begin = at;
  for (size_t end = at; end > 0;) {
    const std::string_view character = char_before(line, end);
    if (character != " " && !is_one_of(character, kNoticeMarks)) break;
    end -= character.size();
    if (character != " " && character != "'" && character != "\"") begin = end;
  }
  return begin;
}

/// The owner in `ⓒ 어느신문 무단전재 …` or `저작권자(c) 어느신문, …`; empty when none is named.
std::string_view copyright_owner(std::string_view notice) {
  constexpr std::array<std::string_view, 6> kSigns = {"ⓒ", "©", "(c)", "(C)", "(ⓒ)", "Copyrights"};
  constexpr std::array<std::string_view, 9> kEnds = {",", "무단", "All", "(",      ">",
                                                     "]", "&",    ".",   "AI 학습"};
  size_t begin = std::string_view::npos;
  for (const std::string_view sign : kSigns) {
    const size_t found = notice.find(sign);
    if (found != std::string_view::npos) begin = std::min(begin, found + sign.size());
  }
  if (begin == std::string_view::npos) return {};
  std::string_view owner = notice.substr(begin);
  for (const std::string_view end : kEnds) owner = owner.substr(0, owner.find(end));
  owner = trim_left(trim(owner), " 0123456789-");
  constexpr size_t kMaxOwnerBytes = 45;
  return owner.size() <= kMaxOwnerBytes ? owner : std::string_view{};
}

/// True for table rulers and separators: `| --- |`, `-----`, `![]() |` without its picture.
bool is_only_rules(std::string_view line) {
  return line.find_first_not_of("|-=_*:+~. ") == std::string_view::npos;
}

/// Cheap test before the peeling: prose ends with a stop or a quotation mark.
bool ends_like_prose(std::string_view line) {
  if (line.empty()) return true;
  const char last = line.back();
  return last == '.' || last == '"' || last == '?' || last == '!' || line.ends_with("”");
}

}  // namespace

// -------------------------------------------------------------------------------- LineCleaner

void LineCleaner::start_article(std::string_view press) {
  findings_ = {};
  press_rank_ = 0;
  record_press_.assign(press);
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
  const auto keep = [&](std::string_view piece) {
    if (piece.empty()) return;
    append_with_sentence_blanks(piece, out);
    out += '\n';
  };
  line = peel(line, false);
  if (is_chrome_line(line)) return;
  if (!find_cuts(line)) return keep(line);
  edited_.clear();
  append_kept(line, edited_);
  bool changed = true;
  for (int pass = 1; changed && pass < kMaxPasses; ++pass) {
    changed = false;
    pending_.swap(edited_);
    edited_.clear();
    for (std::string_view rest = pending_; !rest.empty();) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view piece = peel(trim(rest.substr(0, end)), false);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (piece.empty() || is_chrome_line(piece)) continue;
      if (find_cuts(piece)) {
        append_kept(piece, edited_);
        changed = true;
      } else {
        edited_.append(piece);
      }
      edited_ += '\n';
    }
  }
  for (std::string_view rest = edited_; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    keep(trim(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

/// Buttons, rulers, advertising and `입력 2021.12.05.` lines: dropped as a whole.
bool LineCleaner::is_chrome_line(std::string_view line) {
  constexpr size_t kMaxChromeBytes = 400;
  if (line.empty() || is_only_rules(line)) return true;
  if (line.size() > kMaxChromeBytes) return false;
  if (is_one_of(line, kChromeLines)) return true;
  const bool promotes = length_of_any_at(line, 0, kPromoMarks) > 0 && !holds_sentences(line) &&
                        !line.ends_with("다.") && contains_any(line, kPromoSigns);
  if (promotes) return true;
  const std::string date = date_of_stamp_line(line);
  if (date.empty()) return false;
  if (findings_.date.empty()) findings_.date = date;
  return true;
}

bool LineCleaner::find_cuts(std::string_view line) {
  cuts_.clear();
  const Triggers& table = triggers();
  for (size_t at = table.next(line, 0); at < line.size(); at = table.next(line, at)) {
    if (cut_bracket(line, at) || cut_markdown_image(line, at) || cut_notice(line, at)) {
      at = std::max(cuts_.back().end, at + 1);
    } else {
      at += char_length(line[at]);
    }
  }
  return !cuts_.empty();
}

bool LineCleaner::cut_bracket(std::string_view line, size_t at) {
  const std::optional<BracketSpan> span = read_bracket(line, at);
  if (!span) return false;
  const std::string_view content = span->content;
  const std::string_view after = line.substr(span->end);
  if (contains_any(content, kBracketNotices)) {
    note_press(copyright_owner(content), kCopyrightRank);
    add_cut(line, at, span->end, false);
    return true;
  }
  if (is_one_of(content, kSpeakerLabels) && span->kind->open != "(") {
    add_cut(line, at, span->end, true);
    return true;
  }
  if (span->kind->open == "◀") return false;
  if (const std::optional<Byline> dateline = parse_dateline(content)) {
    Byline byline = *dateline;
    const size_t names = match_reporter_and_equals(after, byline);
    note_reporters(byline.reporters);
    note_press(byline.press, kAgencyRank);
    add_cut(line, at, span->end + names, true);
    return true;
  }
  if (is_credit(*span, after)) {
    add_cut(line, at, span->end, false);
    return true;
  }
  if (is_square(*span) && !content.empty() &&
      (is_known_press(content) || content == record_press_)) {
    note_press(content, kBylineRank);
    add_cut(line, at, span->end, true);
    return true;
  }
  const bool at_edge = trim(line.substr(0, at)).empty() || trim(after).empty();
  if (!is_square(*span) && !at_edge) return false;
  const std::optional<Byline> byline = parse_byline(content, is_square(*span) ? 2 : 0);
  if (!byline) return false;
  note_reporters(byline->reporters);
  note_press(byline->press, kBylineRank);
  add_cut(line, at, span->end, true);
  return true;
}

/// `![alt](address)`: gone, but for an alternative text that is a sentence.
bool LineCleaner::cut_markdown_image(std::string_view line, size_t at) {
  if (!stands_at(line, at, "![")) return false;
  const size_t close = line.substr(0, at + 2 + kMaxBracketBytes).find(']', at + 2);
  if (close == std::string_view::npos || !stands_at(line, close + 1, "(")) return false;
  constexpr size_t kMaxAddressBytes = 2000;
  const size_t end = line.substr(0, close + kMaxAddressBytes).find(')', close);
  if (end == std::string_view::npos) return false;
  const std::string_view alternative = trim(line.substr(at + 2, close - at - 2));
  if (!alternative.ends_with("다.") && !alternative.ends_with("다")) {
    add_cut(line, at, end + 1, true);
    return true;
  }
  add_cut(line, at, at + 2, false);
  cuts_.push_back({close, end + 1, true});
  return true;
}

bool LineCleaner::cut_notice(std::string_view line, size_t at) {
  for (const Notice* notice : triggers().notices_at(line, at)) {
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
      if (is_hangul_syllable(char_at(line, end)) ||
          length_of_any_at(line, end, kSentenceClosers) > 0)
        continue;
      note_press(copyright_owner(text), kCopyrightRank);
    } else {
      const std::string_view rest = line.substr(at);
      if (rest.size() > notice->reach) continue;
      begin = notice->extent == Extent::kToLineEnd ? at : sentence_begin(line, at);
      const bool asks = notice->extent == Extent::kSentenceToLineEnd;
      if (asks && !contains_any(rest, kContactSigns)) continue;
      begin = skip_marks_back(line, begin);
      end = line.size();
    }
    add_cut(line, begin, end, false);
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
  cuts_.push_back({begin, end, ends_paragraph});
}

void LineCleaner::append_kept(std::string_view line, std::string& out) {
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
  while (!ends_like_prose(line)) {
    const std::string_view peeled = trim_right(peel_end_once(line, at_article_end));
    if (peeled.size() == line.size()) break;
    line = peeled;
  }
  return line;
}

namespace {

/// ` /`, ` |`, ` *`: what stood between the text and something already removed.
std::string_view without_separator(std::string_view line) {
  const char last = line.back();
  if (last == '|') return trim_right(line, "| ");
  if (line.size() < 2 || line[line.size() - 2] != ' ') return line;
  return last == '/' || last == '*' || last == '=' ? line.substr(0, line.size() - 2) : line;
}

std::string_view without_end_mark(std::string_view line) {
  return line.substr(0, line.size() - length_of_any_before(line, line.size(), kEndMarks));
}

/// `… in Dubai, 28 December 2025. EPA/JANE DOE`, `… (AP Photo/Jane Doe)`.
std::string_view without_foreign_credit(std::string_view line) {
  constexpr size_t kMaxBytes = 90;
  const size_t floor = line.size() > kMaxBytes ? line.size() - kMaxBytes : 0;
  const std::string_view near = line.substr(floor);
  if (line.back() == ')') {
    const size_t open = near.rfind('(');
    const bool credit =
        open != std::string_view::npos && contains_any(near.substr(open), kForeignCredits);
    return credit ? line.substr(0, floor + open) : line;
  }
  const size_t epa = near.rfind("EPA/");
  if (epa == std::string_view::npos) return line;
  const std::string_view name = near.substr(epa + 4);
  const bool upper =
      std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return upper ? line.substr(0, floor + epa) : line;
}

/// `…있다. 사진=어느신문`, `…있다/사진제공=어느시`, `사진=어느신문` alone, and lists of staff.
std::string_view without_bare_credit(std::string_view line) {
  const std::optional<size_t> segment = last_segment(line);
  const size_t begin = segment.value_or(line.size());
  const std::string_view words = trim_left(line.substr(begin), " /");
  const size_t staff_limit = kMaxSegmentBytes;
  if (words.size() <= staff_limit && starts_with_staff_key(words)) return line.substr(0, begin);
  if (words.size() <= kMaxCreditBytes && starts_with_credit_key(words))
    return line.substr(0, begin);
  const size_t floor = line.size() > kMaxCreditBytes ? line.size() - kMaxCreditBytes : 0;
  size_t slash = line.substr(floor).rfind('/');
  if (slash == std::string_view::npos) return line;
  slash += floor;
  const std::string_view after = trim(line.substr(slash + 1));
  if (starts_with_credit_key(after)) return line.substr(0, slash);
  const bool agency = is_photo_agency(after) && after != "AP" && after != "연합";
  return agency ? line.substr(0, slash) : line;
}

/// `… ⓒ 어느신문`, `© Jane Doe`: a short owner at the very end.
std::string_view without_copyright_sign(std::string_view line) {
  constexpr size_t kMaxOwnerBytes = 60;
  const size_t floor = line.size() > kMaxOwnerBytes ? line.size() - kMaxOwnerBytes : 0;
  for (const std::string_view sign : {"ⓒ", "©"}) {
    const size_t at = line.substr(floor).rfind(sign);
    if (at != std::string_view::npos) return line.substr(0, floor + at);
  }
  return line;
}

/// True when an address after `text` signs it, and is not something the text tells to write to.
bool can_precede_signature(std::string_view text) {
  text = trim_right(text, " /|(");
  if (text.empty()) return true;
  const std::string_view last = char_before(text, text.size());
  return is_one_of(last, kSentenceClosers) || is_ascii_digit(last[0]);
}

}  // namespace

std::string_view LineCleaner::peel_end_once(std::string_view line, bool at_article_end) {
  if (line.empty()) return line;
  for (const auto rule : {without_separator, without_end_mark, without_foreign_credit,
                          without_bare_credit, without_copyright_sign}) {
    const std::string_view peeled = rule(line);
    if (peeled.size() < line.size()) return peeled;
  }
  const bool closed = line.back() == ')' || line.back() == ']' || line.back() == '>';
  const size_t address_end = line.size() - (closed ? 1 : 0);
  const size_t address = email_begin(line, address_end);
  const bool has_address = address < address_end;
  if (!has_address && !at_article_end) return line;
  const std::string_view before =
      has_address ? trim_right(line.substr(0, address), " /|([<") : line;
  const std::optional<size_t> segment = last_segment(before);
  if (segment) {
    const std::string_view words = trim(line.substr(*segment));
    if (const std::optional<Byline> byline = parse_byline(words, has_address ? 1 : 0)) {
      note_reporters(byline->reporters);
      note_press(byline->press, kBylineRank);
      return line.substr(0, *segment);
    }
  }
  return has_address && can_precede_signature(before) ? before : line;
}

bool LineCleaner::trim_end(std::string& text) {
  bool any = false;
  for (int pass = 0; pass < kMaxPasses && !text.empty(); ++pass) {
    const size_t begin = text.rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view line = std::string_view(text).substr(begin);
    const std::string_view peeled = peel(line, true);
    if (peeled.size() == line.size()) break;
    any = true;
    const std::string rest(peeled);
    text.resize(begin);
    clean_line(rest, text);
    while (!text.empty() && text.back() == '\n') text.pop_back();
  }
  return any;
}

bool LineCleaner::trim_start(std::string& text) {
  constexpr int kMaxLines = 5;
  bool any = false;
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
    const std::string_view rest = trim_left(std::string_view(text).substr(length));
    text.erase(0, text.size() - rest.size());
    any = true;
  }
  return any;
}

}  // namespace gisa::cleaning

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
/// The loop over the text costs every article the most, so it goes from character to character
/// without a branch: the bytes of one character are hashed, and a bit says whether a trigger may
/// start with it. Collisions only cost a second look.
class Triggers {
 public:
  Triggers() {
    for (const Notice& notice : kNotices) {
      buckets_[bucket(notice.head)].push_back(&notice);
      const bool long_enough = notice.head.size() >= kKeyBytes;
      first_[first_slot(notice.head)] |= long_enough ? kMaybe : kCertain;
      if (long_enough) keys_.set(key(notice.head.data()));
    }
    for (const std::string_view bracket : {"[", "(", "<", "!", "【", "＜", "［", "◀"}) {
      first_[first_slot(bracket)] |= kCertain;
    }
  }

  /// The next byte at or after `at` where a rule is worth trying; `line.size()` when there is none.
  /// The last bytes of a line hold no whole trigger and are not looked at.
  size_t next(std::string_view line, size_t at) const {
    const char* bytes = line.data();
    const size_t size = line.size();
    while (at + sizeof(uint32_t) <= size) {
      const unsigned surplus = kSurplus[static_cast<unsigned char>(bytes[at]) >> 4];
      const uint8_t hit = first_[slot(bytes + at, surplus)];
      if (hit != 0) {
        if (hit & kCertain) return at;
        if (at + kKeyBytes <= size && keys_[key(bytes + at)]) return at;
      }
      at += sizeof(uint32_t) - surplus;
    }
    return size;
  }

  const std::vector<const Notice*>& notices_at(std::string_view line, size_t at) const {
    return buckets_[bucket(line.substr(at))];
  }

 private:
  static constexpr size_t kKeyBytes = 7;  // two syllables, and one byte of what follows
  static constexpr size_t kSlots = 1 << 14;
  static constexpr uint8_t kMaybe = 1;    // a notice may start with the character
  static constexpr uint8_t kCertain = 2;  // what starts with it needs no second look
  /// How many of four bytes a character leaves over, by the upper half of its first byte.
  static constexpr std::array<uint8_t, 16> kSurplus = {3, 3, 3, 3, 3, 3, 3, 3,
                                                       3, 3, 3, 3, 2, 2, 1, 0};

  /// Reads four bytes at `bytes` and hashes all but the last `surplus` of them. (Of all but the
  /// first on a machine with the other byte order; it is only a hash, and the same for table and
  /// text.)
  static size_t slot(const char* bytes, unsigned surplus) {
    uint32_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return ((value << (8 * surplus)) * 0x9E3779B1u) >> 18;
  }
  static size_t first_slot(std::string_view text) {
    std::array<char, sizeof(uint32_t)> padded{};
    const std::string_view first = char_at(text, 0);
    std::copy(first.begin(), first.end(), padded.begin());
    return slot(padded.data(), static_cast<unsigned>(sizeof(uint32_t) - first.size()));
  }

  static size_t key(const char* bytes) {
    uint32_t head = 0;
    uint32_t rest = 0;  // overlaps by a byte: two whole loads are faster than one of seven bytes
    std::memcpy(&head, bytes, sizeof head);
    std::memcpy(&rest, bytes + kKeyBytes - sizeof rest, sizeof rest);
    return ((uint64_t{rest} << 32 | head) * 0x9E3779B97F4A7C15u) >> 50;
  }

  static size_t bucket(std::string_view text) {
    return text.size() < 2 ? 0 : static_cast<unsigned char>(text[1]);
  }

  std::array<uint8_t, kSlots> first_{};  // by hash of a character
  std::bitset<kSlots> keys_;             // by hash of the first kKeyBytes of a notice
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
  bool has_sign;             // `=`, `:`, `@` and the like stand inside, or full-width forms
};

constexpr std::array<bool, 256> make_signs() {
  std::array<bool, 256> signs{};
  for (const char sign : {'=', ':', '|', '@', '/', '\xE3', '\xEF'}) {
    signs[static_cast<unsigned char>(sign)] = true;
  }
  return signs;
}
constexpr std::array<bool, 256> kSigns = make_signs();

/// The bracket that opens at `at`, with one bracket of its own kind allowed inside.
std::optional<BracketSpan> read_bracket(std::string_view line, size_t at) {
  const auto kind = std::find_if(kBrackets.begin(), kBrackets.end(),
                                 [&](const Bracket& b) { return stands_at(line, at, b.open); });
  if (kind == kBrackets.end()) return std::nullopt;
  const size_t begin = at + kind->open.size();
  const size_t limit = std::min(line.size(), begin + kMaxBracketBytes);
  const char open = kind->open[0];
  const char close = kind->close[0];
  int depth = 1;
  bool has_sign = false;
  for (size_t pos = begin; pos < limit; ++pos) {
    const char c = line[pos];
    has_sign = has_sign || kSigns[static_cast<unsigned char>(c)];
    if (c == open && stands_at(line, pos, kind->open) && ++depth > 2) break;
    if (c != close || !stands_at(line, pos, kind->close) || --depth > 0) continue;
    const std::string_view content = trim(line.substr(begin, pos - begin));
    return BracketSpan{&*kind, content, pos + kind->close.size(), has_sign};
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
  const size_t key = length_of_any_at(content, 0, kStaffListKeys);
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

constexpr size_t kMinNoticeBytes = 9;

/// Quick way out for the round brackets prose is full of: `(AI)`, `(31)`, `(대표 홍길동)`. Credits
/// and bylines have a sign inside or one of these endings.
bool is_plain_gloss(const BracketSpan& span) {
  constexpr size_t kMaxGlossBytes = 60;
  if (span.kind->open != "(" || span.content.size() > kMaxGlossBytes) return false;
  if (span.has_sign) return false;
  constexpr std::array<std::string_view, 14> kTelling = {
      "제공", "캡처", "캡쳐", "갈무리", "자료",   "사진", "기자",
      "단",   "앵커", "PD",   "캐스터", "특파원", "운서", "금지"};
  const size_t size = span.content.size();
  return length_of_any_before(span.content, size, kTelling) == 0;
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

/// Stops, quotation marks and brackets that end a sentence or what was glued to one.
bool is_sentence_closer(std::string_view character) {
  constexpr std::string_view kAscii = ".?!\"')]>";
  constexpr std::array<std::string_view, 7> kWide = {"”", "’", "】", "…", "》", "〉", "。"};
  if (character.size() == 1) return contains(kAscii, character[0]);
  const bool punctuation =
      character.size() == 3 && (character[0] == '\xE2' || character[0] == '\xE3');
  return punctuation && is_one_of(character, kWide);
}

/// Marks that a notice starts behind even where no sentence ended.
constexpr std::array<std::string_view, 6> kNoticeStarts = {"※", "*", "■", "▶", "▷", "☞"};

/// Where the words after the last sentence end of `line` begin; nothing when that lies further back
/// than kMaxSegmentBytes. Full stops between letters or digits (2026.1.4, a.com) end no sentence,
/// nor does the bracket of `뉴욕(미국)=홍길동`.
std::optional<size_t> last_segment(std::string_view line) {
  const size_t floor = line.size() > kMaxSegmentBytes ? line.size() - kMaxSegmentBytes : 0;
  for (size_t end = line.size(); end > floor;) {
    const std::string_view character = char_before(line, end);
    if (is_sentence_closer(character)) {
      const char next = end < line.size() ? line[end] : ' ';
      const bool inside_word =
          character == "." && end >= 2 && is_ascii_alnum(next) && is_ascii_alnum(line[end - 2]);
      if (!inside_word && !(character == ")" && next == '=')) return end;
    }
    end -= character.size();
  }
  return floor == 0 ? std::optional<size_t>(0) : std::nullopt;
}

/// Start of the sentence that byte `at` lies in; `at` when no start is found close by, because what
/// stands before may be a list or a headline that something was glued to.
size_t sentence_begin(std::string_view line, size_t at) {
  constexpr size_t kMaxBack = 60;
  const size_t floor = at > kMaxBack ? at - kMaxBack : 0;
  for (size_t end = at; end > floor;) {
    const std::string_view character = char_before(line, end);
    if (is_sentence_closer(character) || is_one_of(character, kNoticeStarts)) return end;
    end -= character.size();
  }
  return floor == 0 ? 0 : at;
}

/// Byte after the last of the addresses that follow `at`, with at most a headline between two.
size_t links_end(std::string_view line, size_t at) {
  constexpr size_t kMaxHeadlineBytes = 240;
  size_t end = at;
  while (true) {
    const size_t link = line.substr(0, end + kMaxHeadlineBytes).find("http", end);
    if (link == std::string_view::npos) return end;
    const std::string_view headline = line.substr(end, link - end);
    if (holds_sentences(headline) || headline.ends_with("다.")) return end;
    end = link;
    while (end < line.size() && line[end] > ' ' && line[end] < '\x7F') ++end;
  }
}

constexpr std::array<std::string_view, 5> kClosingBrackets = {"]", ")", ">", "】", "＞"};

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
  constexpr std::array<std::string_view, 6> kCopySigns = {"ⓒ",   "©",   "(c)",
                                                          "(C)", "(ⓒ)", "Copyrights"};
  constexpr std::array<std::string_view, 9> kEnds = {",", "무단", "All", "(",      ">",
                                                     "]", "&",    ".",   "AI 학습"};
  size_t begin = std::string_view::npos;
  for (const std::string_view sign : kCopySigns) {
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

/// True for table rulers, separators and stray marks: no letter, no digit. `| --- |`, `▲`, `…`.
bool is_only_marks(std::string_view line) {
  for (size_t at = 0; at < line.size();) {
    const std::string_view character = char_at(line, at);
    at += character.size();
    if (character.size() == 1) {
      if (is_ascii_alnum(character[0])) return false;
      continue;
    }
    const bool mark = character == "·" ||
                      (character.size() == 3 && character[0] == '\xE2' && character[1] != '\x82' &&
                       character[1] != '\x84') ||
                      (character[0] == '\xE3' && character[1] == '\x80');
    if (!mark) return false;
  }
  return true;
}

/// Byte where the hashtags that end `line` begin; `line.size()` when it ends in none.
size_t hashtags_begin(std::string_view line) {
  size_t begin = line.size();
  constexpr size_t kMaxTagBytes = 60;
  while (begin > 0) {
    const std::string_view before = trim_right(line.substr(0, begin));
    const size_t floor = before.size() > kMaxTagBytes ? before.size() - kMaxTagBytes : 0;
    const size_t sign = before.substr(floor).rfind('#');
    if (sign == std::string_view::npos) break;
    const std::string_view tag = before.substr(floor + sign);
    const auto breaks = [](char c) {
      return c >= 0 && !is_ascii_alnum(c) && c != '_' && c != '-' && c != '#';
    };
    if (tag.size() < 3 || std::any_of(tag.begin(), tag.end(), breaks)) break;
    begin = floor + sign;
  }
  return begin;
}

/// Cheap test before the peeling: prose ends with a stop or a quotation mark.
bool ends_like_prose(std::string_view line) {
  if (line.empty()) return true;
  const char last = line.back();
  return last == '.' || last == '"' || last == '?' || last == '!' || line.ends_with("”");
}

/// A line that was searched needs no second search but at its ends, where removals have changed
/// what rules see: all of it when a bracket now leads it, else the last bytes.
size_t first_unseen(std::string_view line) {
  const auto opens = [&](const Bracket& bracket) { return line.starts_with(bracket.open); };
  if (std::any_of(kBrackets.begin(), kBrackets.end(), opens)) return 0;
  return line.size() - std::min(line.size(), kMaxBracketBytes);
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

/// Buttons, rulers, advertising and `입력 2021.12.05.` lines: dropped as a whole.
bool LineCleaner::is_chrome_line(std::string_view line) {
  constexpr size_t kMaxChromeBytes = 400;
  if (line.empty() || is_only_marks(line)) return true;
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

bool LineCleaner::find_cuts(std::string_view line, size_t from) {
  cuts_.clear();
  while (from < line.size() && is_continuation(line[from])) ++from;
  const Triggers& table = triggers();
  for (size_t at = table.next(line, from); at < line.size(); at = table.next(line, at)) {
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
  const bool glued = at > 0 && line[at - 1] != ' ' && (after.empty() || after[0] == ' ');
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

/// `(서울=어느통신) 홍길동 기자 = `. In a caption (`(AP=연합뉴스)`) it is the credit of a picture.
bool LineCleaner::cut_dateline(std::string_view line, size_t begin, size_t end,
                               std::string_view content) {
  const std::optional<Byline> dateline = parse_dateline(content);
  if (!dateline) return false;
  const std::string_view place = trim(content.substr(0, content.find_first_of("=\xEF")));
  if (is_photo_agency(place) || contains(content, "자료사진")) {
    add_cut(line, begin, end, false);
    return true;
  }
  Byline byline = *dateline;
  const size_t names = match_reporter_and_equals(line.substr(end), byline);
  note_reporters(byline.reporters);
  note_press(byline.press, kAgencyRank);
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
      if (is_hangul_syllable(char_at(line, end)) || is_sentence_closer(char_at(line, end)))
        continue;
      note_press(copyright_owner(text), kCopyrightRank);
    } else if (notice->extent == Extent::kLinks) {
      begin = skip_marks_back(line, at);
      end = links_end(line, at);
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
  if (last == '|' || last == '=') return trim_right(line, "|= ");
  if (line.size() < 2 || line[line.size() - 2] != ' ') return line;
  return last == '/' || last == '*' ? line.substr(0, line.size() - 2) : line;
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
  const std::string_view near =
      line.substr(line.size() > kMaxSegmentBytes ? line.size() - kMaxSegmentBytes : 0);
  constexpr std::string_view kCreditBytes = "=:|/\xE3\xEF";  // of every sign a credit can have
  const auto stands = [&](char c) { return contains(near, c); };
  if (std::none_of(kCreditBytes.begin(), kCreditBytes.end(), stands)) return line;
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
    const size_t at = line.find(sign, floor);
    if (at != std::string_view::npos) return line.substr(0, skip_marks_back(line, at));
  }
  return line;
}

/// True when an address after `text` signs it, and is not something the text tells to write to.
bool can_precede_signature(std::string_view text) {
  constexpr int kMaxAuthors = 8;
  text = trim_right(text, " /|([<,");
  for (int count = 0; count < kMaxAuthors; ++count) {
    const size_t address = email_begin(text, text.size());
    if (address == text.size()) break;
    text = trim_right(text.substr(0, address), " /|([<,");
  }
  if (text.empty()) return true;
  const std::string_view last = char_before(text, text.size());
  return is_sentence_closer(last) || is_ascii_digit(last[0]) || text.ends_with("다");
}

}  // namespace

std::string_view LineCleaner::peel_end_once(std::string_view line, bool at_article_end) {
  if (line.empty()) return line;
  for (const auto rule : {without_separator, without_end_mark, without_foreign_credit,
                          without_bare_credit, without_copyright_sign}) {
    const std::string_view peeled = rule(line);
    if (peeled.size() < line.size()) return peeled;
  }
  const std::string_view open = trim_right(line, " )]>");
  const size_t address = email_begin(open, open.size());
  const bool has_address = address < open.size();
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
        return line.substr(0, *segment);
      }
    }
  }
  return has_address && can_precede_signature(before) ? before : line;
}

bool LineCleaner::trim_end(std::string& text) {
  bool any = false;
  for (int pass = 0; pass < kMaxPasses && !ends_like_prose(text); ++pass) {
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
    std::string kept;
    clean_line(line.substr(length), kept);
    if (end == text.size() && !kept.empty()) kept.pop_back();  // no line end after the last line
    text.replace(0, std::min(end + 1, text.size()), kept);
    any = true;
  }
  return any;
}

}  // namespace gisa::cleaning

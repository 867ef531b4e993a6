#include "indexer/cleaner/paragraphs.h"

#include <simdjson.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "common/text/byte_block.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

// --------------------------------------------------------------------------------- characters

enum class Kind : uint8_t {
  kText,     // copied
  kBlank,    // becomes one ' '
  kLineEnd,  // becomes one '\n'
  kNothing,  // vanishes
  kJoiner,   // U+200D: stays after an emoji, vanishes elsewhere
  kBroken,   // becomes U+FFFD
};

struct Character {
  Kind kind;
  size_t length;  // bytes
};

/// Blanks, line ends and invisible characters beyond ASCII.
Kind kind_of(uint32_t code_point) {
  switch (code_point) {
    case 0x85:
    case 0x2028:
    case 0x2029:
      return Kind::kLineEnd;
    case 0xA0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000:
    case 0x3164:  // Hangul filler, used as a blank
    case 0xFFA0:
      return Kind::kBlank;
    case 0xAD:
    case 0x61C:
    case 0x180E:
    case 0xFEFF:
      return Kind::kNothing;
    case 0x200D:
      return Kind::kJoiner;
    default:
      break;
  }
  if (code_point < 0xA0) return Kind::kNothing;  // C1 controls
  if (code_point >= 0x2000 && code_point <= 0x200A) return Kind::kBlank;
  if (code_point >= 0x200B && code_point <= 0x200F) return Kind::kNothing;
  if (code_point >= 0x202A && code_point <= 0x202E) return Kind::kNothing;
  if (code_point >= 0x2060 && code_point <= 0x206F) return Kind::kNothing;
  if (code_point >= 0xFFF9 && code_point <= 0xFFFB) return Kind::kNothing;
  return Kind::kText;
}

Character read_ascii_special(char c) {
  if (c == '\n' || c == '\r' || c == '\v' || c == '\f') return {Kind::kLineEnd, 1};
  if (c == '\t' || c == ' ') return {Kind::kBlank, 1};
  return {Kind::kNothing, 1};
}

/// One character of any bytes, strictly checked (no overlong forms, no surrogates).
Character read_character(std::string_view in, size_t at) {
  const auto byte = [&](size_t offset) -> uint32_t {
    return at + offset < in.size() ? static_cast<unsigned char>(in[at + offset]) : 0;
  };
  const uint32_t lead = byte(0);
  if (lead > 0x20 && lead < 0x7F) return {Kind::kText, 1};
  if (lead < 0x80) return read_ascii_special(in[at]);
  const size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0) return {Kind::kBroken, 1};
  uint32_t code_point = lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {Kind::kBroken, 1};
    code_point = (code_point << 6) | (byte(i) & 0x3F);
  }
  constexpr std::array<uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < kSmallest[length] || surrogate || code_point > 0x10FFFF) {
    return {Kind::kBroken, 1};
  }
  return {kind_of(code_point), length};
}

/// How many bytes of the block at `in` are for copying: text with single blanks inside. It is of
/// valid UTF-8; a character that starts in it may end beyond. `follows_blank` tells of what stands
/// before.
size_t plain_bytes(const ByteBlock& block, std::string_view in, bool follows_blank) {
  const ByteMask controls = (block.less(0x20) & ~block.less(0)) | block.equal('\x7F');
  const ByteMask blanks = block.equal(' ');
  const ByteMask special = controls | (blanks & (blanks << 1 | ByteMask{follows_blank}));
  const auto size = static_cast<size_t>(std::countr_zero(special));
  // First bytes of all that kind_of() does not take for text.
  ByteMask doubtful =
      block.equal('\xC2', '\xD8', '\xE1', '\xE2', '\xE3', '\xEF') & first_bytes(size);
  for (; doubtful != 0; doubtful &= doubtful - 1) {
    const auto at = static_cast<size_t>(std::countr_zero(doubtful));
    if (read_character(in, at).kind != Kind::kText) return at;
  }
  return size;
}

/// Builds the lines: blanks and line ends are held back until a character needs them.
class LineWriter {
 public:
  LineWriter(std::string_view in, std::string& out)
      : in_(in),
        out_(out),
        start_(out.size()),
        is_valid_(simdjson::validate_utf8(in.data(), in.size())) {}

  void run() {
    for (size_t at = 0; at < in_.size();) {
      const size_t end = is_valid_ ? plain_end(at) : at;
      if (end > at) {
        text(in_.substr(at, end - at));
        at = end;
        continue;
      }
      const Character character = read_character(in_, at);
      take(character, in_.substr(at, character.length));
      at += character.length;
    }
  }

 private:
  /// End of the run from `begin` that can be copied as it is: text with single blanks inside. This
  /// sees nearly every byte of every article.
  size_t plain_end(size_t begin) const {
    size_t end = begin;
    while (true) {
      const bool follows_blank = end == begin || in_[end - 1] == ' ';
      const std::string_view rest = in_.substr(end);
      size_t plain = 0;
      if (rest.size() >= kBlockBytes) {
        plain = plain_bytes(ByteBlock(rest.data()), rest, follows_blank);
      } else {
        char padded[kBlockBytes] = {};
        rest.copy(padded, kBlockBytes);
        plain = plain_bytes(ByteBlock(padded), rest, follows_blank);  // the padding is not plain
      }
      if (plain == 0) break;
      end += plain;
    }
    return end > begin && in_[end - 1] == ' ' ? end - 1 : end;  // a blank at the end is held back
  }

  bool held_back() const { return blank_ || line_end_; }

  void take(Character character, std::string_view bytes) {
    switch (character.kind) {
      case Kind::kText:
        return text(bytes);
      case Kind::kBlank:
        blank_ = true;
        return;
      case Kind::kLineEnd:
        line_end_ = true;
        return;
      case Kind::kNothing:
        return;
      case Kind::kJoiner:
        if (after_emoji()) text(bytes);
        return;
      case Kind::kBroken:
        return text("\xEF\xBF\xBD");
    }
  }

  bool after_emoji() const {
    if (held_back() || out_.size() < start_ + 3) return false;
    if (stands_at(out_, out_.size() - 3, "\xEF\xB8\x8F")) return true;  // variation selector 16
    return char_before(out_, out_.size()).size() == 4;
  }

  void text(std::string_view bytes) {
    if (held_back()) {
      if (out_.size() > start_) out_ += line_end_ ? '\n' : ' ';
      blank_ = line_end_ = false;
    }
    out_.append(bytes);
  }

  std::string_view in_;
  std::string& out_;
  const size_t start_;
  const bool is_valid_;  // as UTF-8: else one goes character by character
  bool blank_ = false;
  bool line_end_ = false;
};

// ------------------------------------------------------------------------------ sentence ends

/// Last syllables of a Korean sentence before a full stop.
constexpr std::array<std::string_view, 14> kStatementEndings = {
    "다", "요", "죠", "까", "네", "음", "임", "함", "됨", "것", "듯", "라", "자", "지"};
/// The same before `?` and `!`.
constexpr std::array<std::string_view, 11> kQuestionEndings = {"까", "요", "나", "냐", "가", "지",
                                                               "다", "죠", "니", "라", "네"};
constexpr std::array<std::string_view, 8> kOpeners = {"“", "‘", "[", "(", "<", "〈", "《", "【"};
constexpr std::array<std::string_view, 12> kMarks = {"▶", "▷", "■", "□", "◆", "◇",
                                                     "▲", "△", "●", "※", "☞", "#"};

/// True when a new sentence can start with the character at `at`, straight quotes aside.
bool starts_sentence(std::string_view line, size_t at) {
  const std::string_view character = char_at(line, at);
  if (character.empty()) return false;
  const char c = character[0];
  if (is_ascii_digit(c) || (c >= 'A' && c <= 'Z')) return true;
  if (is_hangul_syllable(character)) return true;
  const bool ideograph = character.size() == 3 && c >= '\xE4' && c <= '\xE9';
  return ideograph || is_one_of(character, kOpeners) || is_one_of(character, kMarks);
}

/// What goes on with a sentence behind what it quotes: how such words begin, and josa as a whole.
constexpr std::array<std::string_view, 9> kBehindQuotation = {"라",   "이라", "이란", "며", "면서",
                                                              "하고", "하며", "하는", "했"};
constexpr std::array<std::string_view, 37> kJosaBehindQuotation = {
    "고",   "고는", "고도", "고만", "는",   "은",   "을",   "를",   "이",   "가",
    "에",   "에서", "에게", "에는", "에도", "의",   "도",   "로",   "으로", "와",
    "과",   "만",   "란",   "등",   "나",   "이나", "이고", "이며", "이다", "까지",
    "부터", "처럼", "보다", "조차", "마저", "대로", "같은"};

/// True when the text from `at` on, behind a closing quotation mark, begins a sentence of its own.
bool starts_sentence_behind_quotation(std::string_view line, size_t at) {
  if (at >= line.size() || line[at] == '(' || !starts_sentence(line, at)) return false;
  size_t end = at;
  while (is_hangul_syllable(char_at(line, end))) end += 3;
  const std::string_view word = line.substr(at, end - at);
  return !is_one_of(word, kJosaBehindQuotation) &&
         std::ranges::none_of(kBehindQuotation,
                              [&](std::string_view form) { return word.starts_with(form); });
}

/// Tells straight quotation marks apart: counts the marks of the line, each only once.
class QuoteCounter {
 public:
  explicit QuoteCounter(std::string_view line) : line_(line) {}

  /// `at` must not go back from call to call, neither here nor below.
  bool opens(size_t at) {
    count_to(at);
    return !inside_ && at + 1 < line_.size() && line_[at + 1] != ' ';
  }

  bool closes(size_t at) {
    count_to(at);
    return inside_;
  }

 private:
  void count_to(size_t at) {
    const auto begin = line_.begin() + static_cast<ptrdiff_t>(counted_);
    const auto end = line_.begin() + static_cast<ptrdiff_t>(at);
    inside_ = inside_ != (std::count(begin, end, '"') % 2 == 1);
    counted_ = at;
  }

  std::string_view line_;
  size_t counted_ = 0;  // bytes that inside_ speaks for
  bool inside_ = false;
};

/// True when the stop at `at` ends a Korean sentence: an ending of at least two syllables before.
bool ends_sentence(std::string_view line, size_t at) {
  const std::string_view last = char_before(line, at);
  if (!is_hangul_syllable(last)) return false;
  const std::string_view before = char_before(line, at - last.size());
  if (!is_hangul_syllable(before)) return false;  // `라.다.` spells, it does not end
  return line[at] == '.' ? is_one_of(last, kStatementEndings) : is_one_of(last, kQuestionEndings);
}

/// The next of `.`, `?`, `!` in a line.
class StopFinder {
 public:
  explicit StopFinder(std::string_view line) : line_(line) { read_block(); }

  /// Position of the stop, npos after the last. Moves on.
  size_t next() {
    while (stops_ == 0) {
      if (line_.size() - begin_ <= kBlockBytes) return std::string_view::npos;
      begin_ += kBlockBytes;
      read_block();
    }
    const size_t at = begin_ + static_cast<size_t>(std::countr_zero(stops_));
    stops_ &= stops_ - 1;
    return at;
  }

 private:
  void read_block() {
    if (line_.size() - begin_ >= kBlockBytes) {
      stops_ = ByteBlock(line_.data() + begin_).equal('.', '?', '!');
    } else {
      char padded[kBlockBytes] = {};
      line_.copy(padded, kBlockBytes, begin_);
      stops_ = ByteBlock(padded).equal('.', '?', '!');
    }
  }

  std::string_view line_;
  size_t begin_ = 0;    // of the block
  ByteMask stops_ = 0;  // in the block, that next() has yet to tell
};

// ------------------------------------------------------------------------ repeated paragraphs

constexpr size_t kMinRepeatBytes = 90;

struct LineHash {
  size_t operator()(std::string_view line) const { return XXH3_64bits(line.data(), line.size()); }
};

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

void normalise_lines(std::string_view in, std::string& out) {
  out.reserve(out.size() + in.size());
  LineWriter(in, out).run();
}

bool is_normal_field(std::string_view in) {
  const auto ordinary = [](char c) { return c > ' ' && c < '\x7F'; };
  size_t at = 0;
  while (at < in.size()) {
    if (ordinary(in[at])) {
      ++at;
    } else if (in[at] == ' ') {
      if (at == 0 || at + 1 >= in.size() || in[at + 1] == ' ') return false;
      ++at;
    } else {
      const std::string_view character = char_at(in, at);
      const bool whole = character.size() == 3 && is_continuation(character[2]);
      if (!whole || !is_hangul_syllable(character) || !is_continuation(character[1])) return false;
      at += 3;
    }
  }
  return true;
}

void append_with_sentence_blanks(std::string_view line, std::string& out) {
  size_t copied = 0;
  StopFinder stops(line);
  QuoteCounter quotes(line);
  for (size_t at = stops.next(); at != std::string_view::npos; at = stops.next()) {
    if (!ends_sentence(line, at)) continue;
    size_t end = at + 1;
    const std::string_view follows = char_at(line, end);
    if (follows == "”" || follows == "’" || (follows == "\"" && quotes.closes(end))) {
      end += follows.size();
      if (!starts_sentence_behind_quotation(line, end)) continue;
    } else if (follows == "\"" ? !quotes.opens(end) : !starts_sentence(line, end)) {
      continue;
    }
    out.append(line, copied, end - copied);
    out += ' ';
    copied = end;
  }
  out.append(line, copied);
}

bool drop_repeated_paragraphs(std::string& text) {
  if (text.size() < 2 * kMinRepeatBytes) return false;
  const std::vector<std::string_view> lines = split_lines(text);
  if (lines.size() < 2) return false;
  std::unordered_map<std::string_view, size_t, LineHash> first_place;
  std::vector<bool> repeated(lines.size(), false);
  constexpr size_t kNone = static_cast<size_t>(-1);
  size_t expected = kNone;  // the line that continues the run being repeated
  bool any = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool continues = expected < i && lines[expected] == lines[i];
    size_t place = continues ? expected : kNone;
    if (place == kNone && lines[i].size() >= kMinRepeatBytes) {
      const auto [found, inserted] = first_place.emplace(lines[i], i);
      if (!inserted) place = found->second;
    }
    repeated[i] = place != kNone;
    any = any || repeated[i];
    expected = repeated[i] ? place + 1 : kNone;
  }
  if (!any) return false;
  std::string kept;
  kept.reserve(text.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    if (repeated[i]) continue;
    if (!kept.empty()) kept += '\n';
    kept.append(lines[i]);
  }
  text = std::move(kept);
  return true;
}

}  // namespace gisa::cleaning

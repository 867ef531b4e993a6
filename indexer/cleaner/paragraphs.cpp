#include "indexer/cleaner/paragraphs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

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

/// First bytes, by what the fast loop has to check before it copies a character unseen.
enum class ByteClass : uint8_t {
  kPlain,        // printable ASCII
  kThree,        // Hangul and ideographs
  kSpace,        // ' '
  kPunctuation,  // three bytes, nearly all plain: quotation marks, dashes, brackets, full width
  kLatin,        // two bytes, nearly all plain: U+00B7 and accents
  kSpecial,      // the rest is for read_character()
};

constexpr std::array<ByteClass, 256> make_byte_classes() {
  std::array<ByteClass, 256> classes{};
  for (size_t byte = 0; byte < 256; ++byte) {
    classes[byte] = byte > 0x20 && byte < 0x7F ? ByteClass::kPlain : ByteClass::kSpecial;
  }
  classes[' '] = ByteClass::kSpace;
  for (size_t byte = 0xE4; byte <= 0xED; ++byte) classes[byte] = ByteClass::kThree;
  classes[0xC2] = classes[0xC3] = ByteClass::kLatin;
  classes[0xE2] = classes[0xE3] = classes[0xEF] = ByteClass::kPunctuation;
  return classes;
}
constexpr std::array<ByteClass, 256> kByteClasses = make_byte_classes();

/// For kPunctuation: true away from the few blanks and invisible characters among them.
bool is_plain_punctuation(unsigned char b0, unsigned char b1, unsigned char b2) {
  if (b0 == 0xE2) return b1 > 0x81 || (b1 == 0x80 && b2 >= 0x90 && b2 <= 0xA7);
  if (b0 == 0xE3) return b1 != 0x85 && (b1 != 0x80 || b2 != 0x80);
  return b1 == 0xBC || b1 == 0xBD;
}

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

/// Builds the lines: blanks and line ends are held back until a character needs them.
class LineWriter {
 public:
  LineWriter(std::string_view in, std::string& out) : in_(in), out_(out), start_(out.size()) {}

  void run() {
    for (size_t at = 0; at < in_.size();) {
      const size_t end = plain_end(at);
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
  /// End of the run from `begin` that can be copied as it is: text with single blanks inside.
  size_t plain_end(size_t begin) const {
    size_t blank_end = begin;  // byte after the last blank
    const size_t end = scan_plain(begin, blank_end);
    return end == blank_end && end > begin ? end - 1 : end;  // a blank at the end is held back
  }

  /// Goes on while characters are plain, by blocks where it can: this sees nearly every byte of
  /// every article, and a branch a character would be mispredicted at every other word.
  size_t scan_plain(size_t at, size_t& blank_end) const {
    while (true) {
      if (at >= 2 && at + kBlock < in_.size() && in_[at] != ' ' && is_plain_block(at)) {
        at = whole_characters_end(at + kBlock);
        if (in_[at - 1] == ' ') blank_end = at;
        continue;
      }
      const size_t limit = at + kBlock;
      at = scan_characters(at, limit, blank_end);
      if (at < limit) return at;
    }
  }

  /// True when the kBlock bytes at `at` are printable ASCII, Hangul or ideographs, well formed as
  /// far as they go, with no two blanks together. Written without branches for the compiler to
  /// vectorise: in such text a byte is a continuation exactly when a lead byte stands one or two
  /// before it.
  bool is_plain_block(size_t at) const {
    const auto* p = reinterpret_cast<const unsigned char*>(in_.data()) + at;
    if (p[-1] >= 0xE4 || p[-2] >= 0xE4)
      return false;              // broken off before: what follows is none of it
    using Byte = unsigned char;  // truth values as bytes: with bool the loop stays scalar
    Byte bad = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      const Byte c = p[i];
      const Byte before = p[static_cast<ptrdiff_t>(i) - 1];
      const Byte before2 = p[static_cast<ptrdiff_t>(i) - 2];
      bad |= Byte((c & 0xC0) == 0x80) ^ (Byte(before >= 0xE4) | Byte(before2 >= 0xE4));
      bad |= Byte(c < 0x20) | Byte(c == 0x7F) | Byte(c > 0xED);
      bad |= Byte(c >= 0xC0) & Byte(c < 0xE4);
      bad |= Byte(c == ' ') & Byte(before == ' ');
      bad |= Byte(before == 0xED) & Byte(c > 0x9F);  // half of a surrogate pair
    }
    return bad == 0;
  }

  /// `end` of a plain block, moved back when it cuts a character.
  size_t whole_characters_end(size_t end) const {
    const auto is_lead = [&](size_t i) { return static_cast<unsigned char>(in_[i]) >= 0xE4; };
    if (is_lead(end - 1)) return end - 1;
    return is_lead(end - 2) ? end - 2 : end;
  }

  /// Goes on character by character, up to `limit` or a little further.
  size_t scan_characters(size_t at, size_t limit, size_t& blank_end) const {
    const auto* bytes = reinterpret_cast<const unsigned char*>(in_.data());
    const auto continues = [&](size_t i) { return (bytes[i] & 0xC0) == 0x80; };
    while (at < limit && at + 3 <= in_.size()) {
      switch (kByteClasses[bytes[at]]) {
        case ByteClass::kPlain:
          ++at;
          break;
        case ByteClass::kThree:
          if (!continues(at + 1) || !continues(at + 2)) return at;
          if (bytes[at] == 0xED && bytes[at + 1] > 0x9F) return at;
          at += 3;
          break;
        case ByteClass::kSpace:
          if (at == blank_end) return at;  // the second of two, or the first of the run
          blank_end = ++at;
          break;
        case ByteClass::kPunctuation:
          if (!continues(at + 1) || !continues(at + 2)) return at;
          if (!is_plain_punctuation(bytes[at], bytes[at + 1], bytes[at + 2])) return at;
          at += 3;
          break;
        case ByteClass::kLatin:
          if (!continues(at + 1) || (bytes[at] == 0xC2 && bytes[at + 1] < 0xAE)) return at;
          at += 2;
          break;
        case ByteClass::kSpecial:
          return at;
      }
    }
    return at;
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

  static constexpr size_t kBlock = 32;  // bytes; more fails too often, less gains too little

  std::string_view in_;
  std::string& out_;
  const size_t start_;
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

/// Tells whether a straight quotation mark opens: counts the marks of the line, each only once.
class QuoteCounter {
 public:
  explicit QuoteCounter(std::string_view line) : line_(line) {}

  /// `at` must not go back from call to call.
  bool opens(size_t at) {
    const auto begin = line_.begin() + static_cast<ptrdiff_t>(counted_);
    const auto end = line_.begin() + static_cast<ptrdiff_t>(at);
    inside_ = inside_ != (std::count(begin, end, '"') % 2 == 1);
    counted_ = at;
    return !inside_ && at + 1 < line_.size() && line_[at + 1] != ' ';
  }

 private:
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

/// The next of `.`, `?`, `!` in a line, each searched for with memchr.
class StopFinder {
 public:
  explicit StopFinder(std::string_view line) : line_(line) {
    for (size_t i = 0; i < kStops.size(); ++i) next_[i] = line.find(kStops[i]);
  }

  /// Position of the stop, npos after the last. Moves on.
  size_t next() {
    const auto nearest = std::min_element(next_.begin(), next_.end());
    const size_t at = *nearest;
    if (at == std::string_view::npos) return at;
    *nearest = line_.find(kStops[static_cast<size_t>(nearest - next_.begin())], at + 1);
    return at;
  }

 private:
  static constexpr std::string_view kStops = ".?!";
  std::string_view line_;
  std::array<size_t, 3> next_{};
};

// ------------------------------------------------------------------------ repeated paragraphs

constexpr size_t kMinRepeatBytes = 90;

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
    const bool quote_follows = at + 1 < line.size() && line[at + 1] == '"';
    if (quote_follows ? !quotes.opens(at + 1) : !starts_sentence(line, at + 1)) continue;
    out.append(line, copied, at + 1 - copied);
    out += ' ';
    copied = at + 1;
  }
  out.append(line, copied);
}

bool drop_repeated_paragraphs(std::string& text) {
  if (text.size() < 2 * kMinRepeatBytes) return false;
  const std::vector<std::string_view> lines = split_lines(text);
  if (lines.size() < 2) return false;
  std::unordered_map<std::string_view, size_t> first_place;
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

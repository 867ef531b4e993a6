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

/// What the byte loop may copy unseen; kThree are the lead bytes of Hangul and ideographs.
enum class ByteClass : uint8_t { kPlain, kThree, kSpace, kSpecial };

constexpr std::array<ByteClass, 256> make_byte_classes() {
  std::array<ByteClass, 256> classes{};
  for (size_t byte = 0; byte < 256; ++byte) {
    classes[byte] = byte > 0x20 && byte < 0x7F ? ByteClass::kPlain : ByteClass::kSpecial;
  }
  classes[' '] = ByteClass::kSpace;
  for (size_t byte = 0xE4; byte <= 0xED; ++byte) classes[byte] = ByteClass::kThree;
  return classes;
}
constexpr std::array<ByteClass, 256> kByteClasses = make_byte_classes();

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
    size_t at = begin;
    if (at >= in_.size() || byte_class(at) == ByteClass::kSpace) return at;
    if (at >= 2) at = plain_blocks_end(at);
    while (at < in_.size()) {
      const size_t blank = byte_class(at) == ByteClass::kSpace && at > begin ? 1 : 0;
      const size_t length = plain_length(at + blank);
      if (length == 0) break;
      at += blank + length;
    }
    return at;
  }

  /// Goes over whole blocks of plain text from `at`, which starts a character that is no blank.
  size_t plain_blocks_end(size_t at) const {
    const size_t begin = at;
    while (at + kBlock <= in_.size() && is_plain_block(at)) at += kBlock;
    while (at > begin && (in_[at - 1] == ' ' || is_continuation(in_[at]))) --at;
    return at;
  }

  /// True when the kBlock bytes at `at` are printable ASCII, Hangul or ideographs, well formed as far
  /// as they go, with no two blanks together. Written without branches for the compiler to vectorise:
  /// in such text a byte is a continuation exactly when a lead byte stands one or two before it.
  bool is_plain_block(size_t at) const {
    const auto* p = reinterpret_cast<const unsigned char*>(in_.data()) + at;
    const auto lead = [](unsigned char c) { return static_cast<unsigned char>(c >= 0xE4); };
    unsigned char bad = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      const unsigned char c = p[i];
      const unsigned char before = p[static_cast<ptrdiff_t>(i) - 1];
      const unsigned char before2 = p[static_cast<ptrdiff_t>(i) - 2];
      const auto continuation = static_cast<unsigned char>((c & 0xC0) == 0x80);
      bad |= static_cast<unsigned char>(continuation != (lead(before) | lead(before2)));
      bad |= static_cast<unsigned char>((c < 0x20) | (c == 0x7F) | (c > 0xED));
      bad |= static_cast<unsigned char>((c >= 0xC0) & (c < 0xE4));
      bad |= static_cast<unsigned char>((c == ' ') & (before == ' '));
      bad |= static_cast<unsigned char>((before == 0xED) & (c > 0x9F));
    }
    return bad == 0;
  }

  /// Bytes of the character at `at` when it is surely plain text; 0 when it needs a closer look.
  size_t plain_length(size_t at) const {
    if (at >= in_.size()) return 0;
    const ByteClass lead = byte_class(at);
    if (lead == ByteClass::kPlain) return 1;
    if (lead != ByteClass::kThree || at + 2 >= in_.size()) return 0;
    const bool whole = is_continuation(in_[at + 1]) && is_continuation(in_[at + 2]);
    const bool surrogate = in_[at] == '\xED' && static_cast<unsigned char>(in_[at + 1]) > 0x9F;
    return whole && !surrogate ? 3 : 0;
  }

  ByteClass byte_class(size_t at) const {
    return kByteClasses[static_cast<unsigned char>(in_[at])];
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

  static constexpr size_t kBlock = 64;  // bytes

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

/// True when a new sentence can start with the character at `at`.
bool starts_sentence(std::string_view line, size_t at, bool inside_quotes) {
  const std::string_view character = char_at(line, at);
  if (character.empty()) return false;
  const char c = character[0];
  if (c == '"') return !inside_quotes && at + 1 < line.size() && line[at + 1] != ' ';
  if (is_ascii_digit(c) || (c >= 'A' && c <= 'Z')) return true;
  if (is_hangul_syllable(character)) return true;
  const bool ideograph = character.size() == 3 && c >= '\xE4' && c <= '\xE9';
  return ideograph || is_one_of(character, kOpeners) || is_one_of(character, kMarks);
}

/// True when the stop at `at` ends a Korean sentence: an ending of at least two syllables before.
bool ends_sentence(std::string_view line, size_t at) {
  const std::string_view last = char_before(line, at);
  if (!is_hangul_syllable(last)) return false;
  const std::string_view before = char_before(line, at - last.size());
  if (!is_hangul_syllable(before)) return false;  // `라.다.` spells, it does not end
  return line[at] == '.' ? is_one_of(last, kStatementEndings) : is_one_of(last, kQuestionEndings);
}

constexpr std::array<bool, 256> make_stops() {
  std::array<bool, 256> stops{};
  stops['.'] = stops['?'] = stops['!'] = stops['"'] = true;
  return stops;
}
constexpr std::array<bool, 256> kStops = make_stops();

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

std::string normalise_field(std::string_view in) {
  std::string out;
  normalise_lines(in, out);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

void append_with_sentence_blanks(std::string_view line, std::string& out) {
  bool inside_quotes = false;
  size_t copied = 0;
  for (size_t at = 0; at < line.size(); ++at) {
    if (!kStops[static_cast<unsigned char>(line[at])]) continue;
    if (line[at] == '"') {
      inside_quotes = !inside_quotes;
      continue;
    }
    if (!ends_sentence(line, at) || !starts_sentence(line, at + 1, inside_quotes)) continue;
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

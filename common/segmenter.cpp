#include "common/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>

#include <array>

#include "common/hangul.h"
#include "common/hanja/hanja.h"
#include "gisa/error.h"

namespace gisa {
namespace {

// What a character is to the segmenter. Letters of different scripts get different values.
using CharacterClass = int;
constexpr CharacterClass kNone = -1;    // separates
constexpr CharacterClass kExtend = -2;  // belongs to the character before it
constexpr CharacterClass kHangulClass = -3;
constexpr CharacterClass kDigitClass = -4;
constexpr CharacterClass kHanjaClass = -5;
constexpr CharacterClass kLatinClass = USCRIPT_LATIN;  // other letters: their UScriptCode

constexpr std::array<std::int8_t, 128> kAsciiClasses = [] {
  std::array<std::int8_t, 128> table{};
  for (int c = 0; c < 128; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    table[static_cast<std::size_t>(c)] =
        static_cast<std::int8_t>(letter                 ? kLatinClass
                                 : c >= '0' && c <= '9' ? kDigitClass
                                                        : kNone);
  }
  return table;
}();

CharacterClass class_of(char32_t c) {
  if (c < 128) return kAsciiClasses[c];
  if (is_hangul_syllable(c)) return kHangulClass;
  if (is_hanja(c)) return kHanjaClass;
  const auto code_point = static_cast<UChar32>(c);
  switch (u_charType(code_point)) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return kExtend;
    case U_DECIMAL_DIGIT_NUMBER:
      return kDigitClass;
    default:
      break;
  }
  if (!u_isUAlphabetic(code_point)) return kNone;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(code_point, &status);
  return U_FAILURE(status) || script < 0 ? USCRIPT_COMMON : script;
}

Script script_of(CharacterClass c) {
  switch (c) {
    case kHangulClass:
      return Script::kHangul;
    case kDigitClass:
      return Script::kNumber;
    case kHanjaClass:
      return Script::kHanja;
    default:
      return Script::kLetter;
  }
}

bool is_space(char16_t c) { return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r'; }

// Punctuation that stays between two characters of class `c`, provided UAX #29 keeps it.
bool is_infix(char16_t unit, CharacterClass c) {
  if (unit == u'.' || unit == u'\'' || unit == u'’') return c == kDigitClass || c >= 0;
  return unit == u',' && c == kDigitClass;
}

// Grows segments character by character.
class SegmentCollector {
 public:
  explicit SegmentCollector(std::vector<Segment>& out) : out_(out) {}

  // The character at [begin, end) has class `c`. `is_cut`: a word boundary stands before it.
  void add(CharacterClass c, std::uint32_t begin, std::uint32_t end, bool is_cut) {
    const bool adjacent = open_ && out_.back().end == begin;
    if (c == kExtend) {
      if (adjacent) out_.back().end = end;
    } else if (c == kNone) {
      open_ = false;
    } else if (adjacent && class_ == c && (!is_cut || c == kHanjaClass)) {
      out_.back().end = end;
    } else {
      const bool glued = !out_.empty() && out_.back().end == begin;
      out_.push_back({script_of(c), glued, begin, end});
      class_ = c;
      open_ = true;
    }
  }

  // The unit at [begin, begin + 1) is punctuation inside a word, `next` follows it in the same
  // word. True if it was taken into the open segment.
  bool add_infix(char16_t unit, std::uint32_t begin, CharacterClass next) {
    if (!open_ || out_.back().end != begin || class_ != next || !is_infix(unit, next)) return false;
    out_.back().end = begin + 1;
    return true;
  }

 private:
  std::vector<Segment>& out_;
  CharacterClass class_ = kNone;
  bool open_ = false;
};

}  // namespace

class Segmenter::Icu {
 public:
  Icu() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale("ko"), status));
    if (U_FAILURE(status) || !iterator_) {
      throw Error(ErrorCode::kInternal, "ICU has no word break rules", "reinstall libicu");
    }
  }
  ~Icu() { utext_close(&text_); }

  // Segments of text[begin, end), which must not depend on what surrounds it.
  void run(std::u16string_view text, std::uint32_t begin, std::uint32_t end,
           SegmentCollector& out) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUChars(&text_, text.data() + begin, end - begin, &status);
    iterator_->setText(&text_, status);
    if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, "ICU cannot break text into words");
    std::uint32_t word = begin;
    for (auto stop = iterator_->next(); stop != icu::BreakIterator::DONE;
         stop = iterator_->next()) {
      collect_word(text, word, begin + static_cast<std::uint32_t>(stop), out);
      word = begin + static_cast<std::uint32_t>(stop);
    }
  }

 private:
  static void collect_word(std::u16string_view text, std::uint32_t begin, std::uint32_t end,
                           SegmentCollector& out) {
    const auto decode = [&](std::uint32_t& i) {
      char32_t c;
      U16_NEXT(text.data(), i, end, c);
      return c;
    };
    for (std::uint32_t i = begin; i < end;) {
      const std::uint32_t start = i;
      const CharacterClass c = class_of(decode(i));
      if (c == kNone && i < end) {
        std::uint32_t peek = i;
        if (out.add_infix(text[start], start, class_of(decode(peek)))) continue;
      }
      out.add(c, start, i, start == begin);
    }
  }

  std::unique_ptr<icu::BreakIterator> iterator_;
  UText text_ = UTEXT_INITIALIZER;
};

Segmenter::Segmenter() = default;
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

namespace {

// Segments of a chunk of ASCII and Hangul, as UAX #29 and the collector would have it.
void segment_plain(std::u16string_view text, std::uint32_t begin, std::uint32_t end,
                   SegmentCollector& out) {
  const auto plain_class = [&](std::uint32_t i) -> CharacterClass {
    return text[i] < 128 ? kAsciiClasses[text[i]] : kHangulClass;
  };
  for (std::uint32_t i = begin; i < end; ++i) {
    const CharacterClass c = plain_class(i);
    if (c == kNone && i + 1 < end && out.add_infix(text[i], i, plain_class(i + 1))) continue;
    out.add(c, i, i + 1, false);
  }
}

}  // namespace

void Segmenter::segment(std::u16string_view text, std::vector<Segment>& segments) {
  segments.clear();
  SegmentCollector out(segments);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t begin = 0; begin < size;) {
    bool plain = true;
    std::uint32_t end = begin;
    for (; end < size && !is_space(text[end]); ++end) {
      plain = plain && (text[end] < 128 || is_hangul_syllable(text[end]));
    }
    if (plain) {
      segment_plain(text, begin, end, out);
    } else {
      if (!icu_) icu_ = std::make_unique<Icu>();
      icu_->run(text, begin, end, out);
    }
    begin = end + 1;
  }
}

void Segmenter::segment_by_icu(std::u16string_view text, std::vector<Segment>& segments) {
  segments.clear();
  SegmentCollector out(segments);
  if (!icu_) icu_ = std::make_unique<Icu>();
  icu_->run(text, 0, static_cast<std::uint32_t>(text.size()), out);
}

}  // namespace gisa

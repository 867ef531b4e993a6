#include "common/analysis/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>

#include <array>
#include <bit>

#include "common/analysis/hanja/hanja.h"
#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/unit_block.h"
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

constexpr std::array<CharacterClass, 128> kAsciiClasses = [] {
  std::array<CharacterClass, 128> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    const auto character = static_cast<char32_t>(c);
    if (is_ascii_letter(character))
      table[c] = kLatinClass;
    else
      table[c] = is_digit(character) ? kDigitClass : kNone;
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

// Punctuation and symbols beyond ASCII that always part words, whatever stands beside them. (U+2019
// is not among them: it stays inside words.)
bool is_plain_separator(char16_t c) {
  return c == 0x00B7 || (c >= 0x2010 && c <= 0x2016) || (c >= 0x201A && c <= 0x2022) ||
         c == 0x2018 || c == 0x203B || (c >= 0x2190 && c <= 0x21FF) ||
         (c >= 0x2200 && c <= 0x22FF) || (c >= 0x25A0 && c <= 0x25FF) ||
         (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011);
}

// The fast path: segments as UAX #29 and the collector would have it, as long as all characters
// are ASCII, Hangul syllables, Hanja or plain separators. Nothing in such text depends on more than
// one neighbour on each side, and Hanja stay together whatever a dictionary says.
class PlainSegmentation {
 public:
  PlainSegmentation(std::u16string_view text, std::vector<Segment>& out) : text_(text), out_(out) {}

  // From `begin` to the first character it cannot judge, or the end; returns where it stopped.
  std::uint32_t run(std::uint32_t begin) {
    const auto size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t i = begin;
    while (i < size) {
      const char16_t c = text_[i];
      if (is_hangul_syllable(c)) {
        const std::uint32_t end = hangul_end(i);
        add(Script::kHangul, i, end);
        i = end;
      } else if (c < 128) {
        const CharacterClass ascii = kAsciiClasses[c];
        i = ascii == kNone ? i + 1 : take_ascii(ascii, i);
      } else if (is_hanja(c)) {
        i = take(Script::kHanja, i, [](char16_t next) { return is_hanja(next); });
      } else if (is_plain_separator(c) || c == u'’') {
        ++i;
      } else {
        return i;
      }
    }
    return size;
  }

 private:
  void add(Script script, std::uint32_t begin, std::uint32_t end) {
    const bool glued = !out_.empty() && out_.back().end == begin;
    out_.push_back({script, glued, begin, end});
  }

  // How long a word is nobody could foretell, so units are not looked at one by one.
  std::uint32_t hangul_end(std::uint32_t begin) {
    while (true) {
      if (begin / kBlockUnits != block_) read_block(begin / kBlockUnits);
      const auto run = static_cast<std::uint32_t>(std::countr_one(hangul_ >> begin % kBlockUnits));
      begin += run;
      if (run == 0 || begin % kBlockUnits != 0) return begin;
    }
  }

  void read_block(std::uint32_t block) {
    block_ = block;
    const std::size_t first = std::size_t{block} * kBlockUnits;
    hangul_ = first < text_.size() ? hangul_units(text_.substr(first)) : 0;
  }

  template <typename Belongs>
  std::uint32_t take(Script script, std::uint32_t begin, Belongs belongs) {
    std::uint32_t end = begin + 1;
    while (end < text_.size() && belongs(text_[end])) ++end;
    add(script, begin, end);
    return end;
  }

  // A run of letters or digits, with the punctuation that stays inside.
  std::uint32_t take_ascii(CharacterClass ascii, std::uint32_t begin) {
    const auto belongs = [&](std::uint32_t i) {
      return i < text_.size() && text_[i] < 128 && kAsciiClasses[text_[i]] == ascii;
    };
    std::uint32_t end = begin + 1;
    while (belongs(end) ||
           (end < text_.size() && is_infix(text_[end], ascii) && belongs(end + 1))) {
      ++end;
    }
    add(script_of(ascii), begin, end);
    return end;
  }

  std::u16string_view text_;
  std::vector<Segment>& out_;
  std::uint32_t block_ = 0xFFFFFFFF;  // of kBlockUnits, the one that is known
  std::uint64_t hangul_ = 0;          // which of its units are Hangul
};

}  // namespace

void Segmenter::segment(std::u16string_view text, std::vector<Segment>& segments) {
  segments.clear();
  PlainSegmentation plain(text, segments);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t position = 0; position < size;) {
    const std::uint32_t stop = plain.run(position);
    if (stop == size) return;
    // ICU judges the whole chunk between spaces that holds the character.
    std::uint32_t begin = stop;
    while (begin > 0 && !is_ascii_space(text[begin - 1])) --begin;
    std::uint32_t end = stop;
    while (end < size && !is_ascii_space(text[end])) ++end;
    while (!segments.empty() && segments.back().begin >= begin) segments.pop_back();
    if (!icu_) icu_ = std::make_unique<Icu>();
    SegmentCollector out(segments);
    icu_->run(text, begin, end, out);
    position = end;
  }
}

void Segmenter::segment_by_icu(std::u16string_view text, std::vector<Segment>& segments) {
  segments.clear();
  SegmentCollector out(segments);
  if (!icu_) icu_ = std::make_unique<Icu>();
  icu_->run(text, 0, static_cast<std::uint32_t>(text.size()), out);
}

}  // namespace gisa

#include "common/analysis/normalized_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>

#include "common/text/ascii.h"
#include "common/text/byte_block.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "common/text/wide_block.h"
#include "gisa/error.h"

namespace gisa {
namespace {

constexpr char32_t kAraea = 0x318D;
constexpr char16_t kMiddleDot = 0x00B7;

const icu::Normalizer2& normalizer() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) {
      throw Error(ErrorCode::kInternal, "ICU has no NFKC_Casefold data", "reinstall libicu");
    }
    return found;
  }();
  return *instance;
}

// Whether a character of the blocks of punctuation is its own normal form, whatever stands beside
// it: ICU's answers, kept.
bool is_inert_punctuation(std::uint32_t c) {
  constexpr std::uint32_t kFirst = 0x2000;
  constexpr std::uint32_t kLast = 0x33FF;
  if (c < kFirst || c > kLast) return false;
  static const std::bitset<kLast - kFirst + 1> answers = [] {
    std::bitset<kLast - kFirst + 1> inert;
    for (std::uint32_t i = kFirst; i <= kLast; ++i)
      inert[i - kFirst] = normalizer().isInert(static_cast<UChar32>(i)) != 0;
    return inert;
  }();
  return answers[c - kFirst];
}

// Characters whose normal form is known without asking ICU, and before which a cluster always ends:
// ASCII, Hangul syllables, U+318D and the middle dot that this becomes. All else is looked up.
bool is_plain(char32_t c) {
  return c < 0x80 || is_hangul_syllable(c) || c == kAraea || c == kMiddleDot;
}

class Normalization {
 public:
  Normalization(std::string_view source, NormalizedText& out) : source_(source), out_(out) {}

  void run() {
    // One unit a byte is enough but for the few characters that grow.
    out_.units.resize(source_.size());
    out_.origins.resize(source_.size() + 1);
    while (position_ < source_.size()) {
      run_plain();
      if (position_ < source_.size()) step();
    }
    out_.units.resize(size_);
    out_.origins.resize(size_ + 1);
    out_.origins[size_] = static_cast<std::uint32_t>(source_.size());
  }

 private:
  // Takes ASCII, Hangul and inert punctuation as far as they go: nearly all of Korean news.
  void run_plain() {
    make_room(source_.size() - position_);
    const std::size_t begin = position_;
    bool goes_on = true;
    while (goes_on && position_ < source_.size()) {
      const std::size_t left = source_.size() - position_;
      if (left >= kBlockReadBytes) {
        const char* const block = source_.data() + position_;
        goes_on = is_wide_ ? take_plain_wide(block) : take_plain(block, kBlockBytes);
      } else {
        char padded[kBlockReadBytes] = {};
        std::memcpy(padded, source_.data() + position_, left);
        goes_on = take_plain(padded, left);
      }
    }
    if (position_ > begin) follows_cluster_ = false;
  }

  // Takes those characters of a block of which `size` bytes count. False: the next is another one.
  bool take_plain(const char* in, std::size_t size) {
    const ByteBlock block(in);
    const CharacterBlock characters = CharacterBlock::of(block);
    const std::size_t whole = std::min(size, characters.size);
    const std::size_t taken = plain_bytes(in, block, characters.begins & first_bytes(whole), whole);
    char16_t* const units = out_.units.data();
    std::uint32_t* const origins = out_.origins.data();
    const auto origin = static_cast<std::uint32_t>(position_);
    std::size_t count = size_;
    for (ByteMask begins = characters.begins & first_bytes(taken); begins != 0; ++count) {
      const auto at = static_cast<unsigned>(std::countr_zero(begins));
      begins &= begins - 1;
      units[count] = static_cast<char16_t>(code_point_of<Case::kFolded>(in + at));
      origins[count] = origin + at;
    }
    size_ = count;
    position_ += taken;
    return taken == whole && taken > 0;
  }

  // How many bytes come before the first character, of those that begin at `begins`, that is
  // neither ASCII nor Hangul nor inert; `size` if there is none.
  template <typename Block>
  [[gnu::always_inline]] static std::size_t plain_bytes(const char* in, const Block& block,
                                                        ByteMask begins, std::size_t size) {
    const ByteMask other = ~block.in(0x00, 0x7F) & ~block.in(0xEA, 0xED);
    // The first and the last of these bytes begin other characters, too.
    const ByteMask before_hangul = block.equal('\xEA') & block.in(0x80, 0xAF) >> 1;
    const ByteMask behind_hangul = block.equal('\xED') & block.in(0x9E, 0xBF) >> 1;
    ByteMask doubtful = begins & (other | before_hangul | behind_hangul);
    for (; doubtful != 0; doubtful &= doubtful - 1) {
      const auto at = static_cast<std::size_t>(std::countr_zero(doubtful));
      const std::uint32_t c = code_point_of(in + at);
      if (!is_hangul_syllable(c) && !is_inert_punctuation(c)) return at;
    }
    return size;
  }

  // take_plain() of a whole block.
#if GISA_HAS_WIDE_BLOCKS
  GISA_WIDE bool take_plain_wide(const char* in) {
    const wide::Block block(in);
    const CharacterBlock characters = CharacterBlock::of(block);
    const std::size_t taken = plain_bytes(in, block, characters.begins, characters.size);
    const ByteMask begins = characters.begins & first_bytes(taken);
    const wide::CodePoints code_points(in, begins);
    const wide::Places places(begins, static_cast<std::uint32_t>(position_));
    const auto count = static_cast<std::size_t>(std::popcount(begins));
    for (std::size_t done = 0; done < count; done += wide::kUnits) {
      _mm512_storeu_si512(out_.units.data() + size_ + done,
                          code_points.units<Case::kFolded>(done > 0));
      places.store(done > 0, out_.origins.data() + size_ + done);
    }
    size_ += count;
    position_ += taken;
    return taken == characters.size && taken > 0;
  }
#else
  bool take_plain_wide(const char* in) { return take_plain(in, kBlockBytes); }
#endif

  // Takes a character that run_plain() stopped at, or U+318D.
  void step() {
    const DecodedCharacter here = decode_utf8(source_, position_);
    const auto code_point = static_cast<UChar32>(here.code_point);
    if (!is_plain(here.code_point) && !normalizer().hasBoundaryBefore(code_point) && size_ > 0 &&
        !follows_cluster_) {
      // It joins the character before, which was taken alone.
      position_ = out_.origins[--size_];
      normalize_cluster();
    } else if (here.code_point == kMiddleDot || here.code_point == kAraea) {
      emit(kMiddleDot);
      position_ += here.bytes;
      follows_cluster_ = false;
    } else if (code_point < 0x10000 && is_inert(code_point)) {
      emit_plain(static_cast<char16_t>(code_point));
      position_ += here.bytes;
      follows_cluster_ = false;
    } else {
      normalize_cluster();
    }
  }

  static bool is_inert(UChar32 c) { return normalizer().isInert(c); }

  static bool is_boundary_before(char32_t c) {
    return is_plain(c) || normalizer().hasBoundaryBefore(static_cast<UChar32>(c));
  }

  void make_room(std::size_t more) {
    if (size_ + more <= out_.units.size()) return;
    out_.units.resize(size_ + more);
    out_.origins.resize(size_ + more + 1);
  }

  void emit(char16_t unit) {
    make_room(1);
    out_.units[size_] = unit;
    out_.origins[size_++] = static_cast<std::uint32_t>(position_);
  }

  // The same without the marks of Latin letters.
  void emit_plain(char16_t unit) {
    const bool is_on_letter =
        is_combining_mark(unit) && size_ > 0 && is_ascii_letter(out_.units[size_ - 1]);
    if (!is_on_letter) emit(without_marks(unit));
  }

  // Collects everything up to the next place that no normalization reaches across.
  void normalize_cluster() {
    // Marks behind one letter are put in order by insertion: no more of them than any text has.
    constexpr int32_t kLongestCluster = 64;
    cluster_.remove();
    std::size_t next = position_;
    do {
      const DecodedCharacter more = decode_utf8(source_, next);
      const char32_t c = more.code_point == kAraea ? char32_t{kMiddleDot} : more.code_point;
      if (next != position_ && is_boundary_before(more.code_point)) break;
      cluster_.append(static_cast<UChar32>(c));
      next += more.bytes;
    } while (next < source_.size() && cluster_.length() < kLongestCluster);
    UErrorCode status = U_ZERO_ERROR;
    normalizer().normalize(cluster_, normal_, status);
    if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, "ICU cannot normalize text");
    for (int32_t i = 0; i < normal_.length(); ++i) emit_plain(normal_[i]);
    position_ = next;
    follows_cluster_ = true;
  }

  std::string_view source_;
  NormalizedText& out_;
  const bool is_wide_ = wide::is_used();
  std::size_t position_ = 0;     // bytes of the source taken
  std::size_t size_ = 0;         // units made
  bool follows_cluster_ = true;  // the last unit is part of a finished cluster, or there is none
  icu::UnicodeString cluster_;
  icu::UnicodeString normal_;
};

struct Letters {
  char16_t first, last;
};
constexpr Letters kLatinBlocks[] = {{0x00C0, 0x024F}, {0x1E00, 0x1EFF}};
constexpr std::size_t kLatinLetters = (0x024F - 0x00C0 + 1) + (0x1EFF - 0x1E00 + 1);

// A stroke is a part of the letter to Unicode, and has no decomposition.
constexpr std::u16string_view kWithStroke = u"øđłħŧıƶ", kWithoutStroke = u"odlhtiz";

char16_t read_letter(const icu::Normalizer2& canonical, char16_t letter) {
  if (const std::size_t at = kWithStroke.find(letter); at != std::u16string_view::npos)
    return kWithoutStroke[at];
  icu::UnicodeString parts;
  const bool has_parts = canonical.getDecomposition(letter, parts) != 0;  // all of them
  const bool is_marked = has_parts && parts.length() > 0 && is_ascii_letter(parts[0]);
  return is_marked ? parts[0] : letter;
}

std::array<char16_t, kLatinLetters> read_letters() {
  std::array<char16_t, kLatinLetters> letters;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const canonical = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status))
    throw Error(ErrorCode::kInternal, "ICU has no NFD data", "reinstall libicu");
  std::size_t i = 0;
  for (const auto [first, last] : kLatinBlocks) {
    for (char16_t c = first; c <= last; ++c) letters[i++] = read_letter(*canonical, c);
  }
  return letters;
}

constexpr char32_t kFirstDouble = 0xF900, kLastDouble = 0xFAFF;
constexpr char32_t kFirstFullWidth = 0xFF01, kLastFullWidth = 0xFF5E, kToAscii = 0xFEE0;

using Doubles = std::array<char16_t, kLastDouble - kFirstDouble + 1>;

Doubles read_doubles() {
  Doubles doubles;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const canonical = icu::Normalizer2::getNFCInstance(status);
  for (char32_t c = kFirstDouble; c <= kLastDouble; ++c) {
    icu::UnicodeString form;
    const bool doubles_one = U_SUCCESS(status) &&
                             canonical->getDecomposition(static_cast<UChar32>(c), form) != 0 &&
                             form.length() == 1;
    doubles[c - kFirstDouble] = doubles_one ? form[0] : static_cast<char16_t>(c);
  }
  return doubles;
}

}  // namespace

char16_t without_marks(char16_t letter) {
  static const std::array<char16_t, kLatinLetters> kLetters = read_letters();
  std::size_t before = 0;
  for (const auto [first, last] : kLatinBlocks) {
    if (letter < first) return letter;
    if (letter <= last) return kLetters[before + letter - first];
    before += last - first + 1;
  }
  return letter;
}

char32_t plain_form(char32_t c) {
  if (c >= kFirstFullWidth && c <= kLastFullWidth) return c - kToAscii;
  if (c < kFirstDouble || c > kLastDouble) return c;
  static const Doubles kDoubles = read_doubles();
  return kDoubles[c - kFirstDouble];
}

void normalize(std::string_view utf8, NormalizedText& out) { Normalization(utf8, out).run(); }

}  // namespace gisa

#include "common/analysis/normalized_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>

#include "common/text/hangul.h"
#include "common/text/utf8.h"
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

constexpr std::array<char16_t, 128> kAsciiFolding = [] {
  std::array<char16_t, 128> table{};
  for (char16_t c = 0; c < 128; ++c) table[c] = c >= 'A' && c <= 'Z' ? c + 32 : c;
  return table;
}();

// Characters whose normal form is known without asking ICU, and before which a cluster always ends:
// ASCII, Hangul syllables and U+318D. All else is looked up.
bool is_plain(char32_t c) { return c < 0x80 || is_hangul_syllable(c) || c == kAraea; }

// The normal form of the three bytes of a Hangul syllable is that syllable. Bytes of other
// characters, or broken ones, give 0.
char16_t hangul_of(const unsigned char* bytes) {
  const unsigned lead = bytes[0] ^ 0xE0u;
  const unsigned second = bytes[1] ^ 0x80u;
  const unsigned third = bytes[2] ^ 0x80u;
  if (lead >= 16 || (second | third) >= 64) return 0;
  const char32_t c = lead << 12 | second << 6 | third;
  return is_hangul_syllable(c) ? static_cast<char16_t>(c) : char16_t{0};
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
  // Takes ASCII and Hangul as far as they go: nearly all of Korean news.
  void run_plain() {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(source_.data());
    const std::size_t end = source_.size();
    make_room(end - position_);
    char16_t* const units = out_.units.data();
    std::uint32_t* const origins = out_.origins.data();
    std::size_t position = position_;
    std::size_t size = size_;
    while (position < end) {
      if (bytes[position] < 0x80) {
        units[size] = kAsciiFolding[bytes[position]];
        origins[size++] = static_cast<std::uint32_t>(position++);
        continue;
      }
      const char16_t syllable = end - position >= 3 ? hangul_of(bytes + position) : char16_t{0};
      if (syllable == 0) break;
      units[size] = syllable;
      origins[size++] = static_cast<std::uint32_t>(position);
      position += 3;
    }
    if (position > position_) follows_cluster_ = false;
    position_ = position;
    size_ = size;
  }

  // Takes a character that run_plain() stopped at, or U+318D.
  void step() {
    const DecodedCharacter here = decode_utf8(source_, position_);
    const auto code_point = static_cast<UChar32>(here.code_point);
    if (!is_plain(here.code_point) && !normalizer().hasBoundaryBefore(code_point) && size_ > 0 &&
        !follows_cluster_) {
      // It joins the character before, which was taken alone.
      position_ = out_.origins[--size_];
      normalize_cluster();
    } else if (here.code_point == kAraea || (code_point < 0x10000 && is_inert(code_point))) {
      emit(here.code_point == kAraea ? kMiddleDot : static_cast<char16_t>(code_point));
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
    for (int32_t i = 0; i < normal_.length(); ++i) emit(normal_[i]);
    position_ = next;
    follows_cluster_ = true;
  }

  std::string_view source_;
  NormalizedText& out_;
  std::size_t position_ = 0;     // bytes of the source taken
  std::size_t size_ = 0;         // units made
  bool follows_cluster_ = true;  // the last unit is part of a finished cluster, or there is none
  icu::UnicodeString cluster_;
  icu::UnicodeString normal_;
};

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

char32_t plain_form(char32_t c) {
  if (c >= kFirstFullWidth && c <= kLastFullWidth) return c - kToAscii;
  if (c < kFirstDouble || c > kLastDouble) return c;
  static const Doubles kDoubles = read_doubles();
  return kDoubles[c - kFirstDouble];
}

void normalize(std::string_view utf8, NormalizedText& out) { Normalization(utf8, out).run(); }

}  // namespace gisa

#include "common/normalized_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>

#include "common/hangul.h"
#include "common/utf8.h"
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

// Characters whose normal form is known without asking ICU, and before which a cluster always ends.
bool is_plain(char32_t c) { return c < 0x80 || is_hangul_syllable(c) || c == kAraea; }

char16_t plain_form(char32_t c) {
  if (c < 0x80) return kAsciiFolding[c];
  return c == kAraea ? kMiddleDot : static_cast<char16_t>(c);
}

class Normalization {
 public:
  Normalization(std::string_view source, NormalizedText& out) : source_(source), out_(out) {}

  void run() {
    out_.clear();
    out_.units.reserve(source_.size());
    out_.origins.reserve(source_.size() + 1);
    while (position_ < source_.size()) step();
    out_.origins.push_back(static_cast<std::uint32_t>(source_.size()));
  }

 private:
  void step() {
    const DecodedCharacter here = decode_utf8(source_, position_);
    const std::size_t next = position_ + here.bytes;
    const bool alone =
        next >= source_.size() || is_boundary_before(decode_utf8(source_, next).code_point);
    if (alone && is_plain(here.code_point)) {
      emit(plain_form(here.code_point));
      position_ = next;
    } else if (alone && here.code_point < 0x10000 &&
               normalizer().isInert(static_cast<UChar32>(here.code_point))) {
      emit(static_cast<char16_t>(here.code_point));
      position_ = next;
    } else {
      normalize_cluster(here.code_point, next);
    }
  }

  static bool is_boundary_before(char32_t c) {
    return is_plain(c) || normalizer().hasBoundaryBefore(static_cast<UChar32>(c));
  }

  void emit(char16_t unit) {
    out_.units.push_back(unit);
    out_.origins.push_back(static_cast<std::uint32_t>(position_));
  }

  // Collects everything up to the next place that no normalization reaches across.
  void normalize_cluster(char32_t first, std::size_t next) {
    cluster_.remove();
    cluster_.append(static_cast<UChar32>(first == kAraea ? char32_t{kMiddleDot} : first));
    while (next < source_.size()) {
      const DecodedCharacter more = decode_utf8(source_, next);
      if (is_boundary_before(more.code_point)) break;
      cluster_.append(static_cast<UChar32>(more.code_point));
      next += more.bytes;
    }
    UErrorCode status = U_ZERO_ERROR;
    normalizer().normalize(cluster_, normal_, status);
    if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, "ICU cannot normalize text");
    for (int32_t i = 0; i < normal_.length(); ++i) emit(normal_[i]);
    position_ = next;
  }

  std::string_view source_;
  NormalizedText& out_;
  std::size_t position_ = 0;
  icu::UnicodeString cluster_;
  icu::UnicodeString normal_;
};

}  // namespace

void normalize(std::string_view utf8, NormalizedText& out) { Normalization(utf8, out).run(); }

}  // namespace gisa

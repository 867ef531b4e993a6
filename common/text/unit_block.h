/// 64 units of UTF-16 at once: which of them are Hangul, a bit a unit.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "common/text/hangul.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gisa {

inline constexpr std::uint32_t kBlockUnits = 64;

/// Bit i is set if text[i] is a syllable; bits behind the end of the text are not.
inline std::uint64_t hangul_units(std::u16string_view text) {
  char16_t padded[kBlockUnits];
  const char16_t* units = text.data();
  if (text.size() < kBlockUnits) {
    std::fill(std::copy(text.begin(), text.end(), padded), padded + kBlockUnits, u'\0');
    units = padded;
  }
  std::uint64_t bits = 0;
#if defined(__SSE2__)
  const auto truths = [units](std::uint32_t i) {
    __m128i part;
    std::memcpy(&part, units + i, sizeof part);
    const __m128i number = _mm_sub_epi16(part, _mm_set1_epi16(static_cast<short>(kFirstSyllable)));
    const __m128i above =
        _mm_subs_epu16(number, _mm_set1_epi16(static_cast<short>(kLastSyllable - kFirstSyllable)));
    return _mm_cmpeq_epi16(above, _mm_setzero_si128());
  };
  for (std::uint32_t i = kBlockUnits; i > 0;) {
    i -= 16;
    const __m128i of_bytes = _mm_packs_epi16(truths(i), truths(i + 8));
    bits = bits << 16 | static_cast<unsigned>(_mm_movemask_epi8(of_bytes));
  }
#else
  for (std::uint32_t i = kBlockUnits; i-- > 0;)
    bits = bits << 1 | (is_hangul_syllable(units[i]) ? 1 : 0);
#endif
  return bits;
}

}  // namespace gisa

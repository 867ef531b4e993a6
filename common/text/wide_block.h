/// The way of processors that pack the bytes a mask tells (AVX-512 VBMI2: Intel's since 2019, AMD's
/// since 2022): the characters of a block (byte_block.h) all at once, where others take one after
/// the other. Who goes it has the plain way, too, and asks each time:
///
///     GISA_WIDE void take_block_wide(const char* in);   // in #if GISA_HAS_WIDE_BLOCKS
///
///     wide::is_used() ? take_block_wide(in) : take_block(in);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "common/text/byte_block.h"

#if defined(__x86_64__) && defined(__GNUC__)

#define GISA_HAS_WIDE_BLOCKS 1
#define GISA_WIDE [[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,popcnt")]]

// What GCC 12 says of this header is a false alarm (GCC bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#pragma GCC diagnostic pop

namespace gisa::wide {

/// Whether the processor has it.
bool is_used();

/// For tests, which compare the two ways. Not while other threads work.
void use_if_possible(bool is_wanted);

/// As ByteBlock.
class Block {
 public:
  GISA_WIDE explicit Block(const char* bytes) : bytes_(_mm512_loadu_si512(bytes)) {}

  template <typename... Char>
  GISA_WIDE ByteMask equal(Char... bytes) const {
    return (_mm512_cmpeq_epi8_mask(bytes_, all(bytes)) | ...);
  }
  GISA_WIDE ByteMask less(int bound) const { return _mm512_cmplt_epi8_mask(bytes_, all(bound)); }
  GISA_WIDE ByteMask in(unsigned char first, unsigned char last) const {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes_, all(first)), all(last - first));
  }

 private:
  GISA_WIDE static __m512i all(int byte) { return _mm512_set1_epi8(static_cast<char>(byte)); }

  __m512i bytes_;
};

/// A half of 64 bytes, as numbers of 16 bits.
GISA_WIDE inline __m256i half(__m512i bytes, bool is_second) {
  return is_second ? _mm512_extracti64x4_epi64(bytes, 1) : _mm512_castsi512_si256(bytes);
}

inline constexpr std::size_t kUnits = 32;  ///< made at once

/// The characters of a CharacterBlock, see code_point_of().
class CodePoints {
 public:
  /// Those that begin at `begins` in the block at `in`, of which kBlockReadBytes can be read.
  GISA_WIDE CodePoints(const char* in, ByteMask begins)
      : first_(_mm512_maskz_compress_epi8(begins, _mm512_loadu_si512(in))),
        second_(_mm512_maskz_compress_epi8(begins, _mm512_loadu_si512(in + 1))),
        third_(_mm512_maskz_compress_epi8(begins, _mm512_loadu_si512(in + 2))) {}

  /// The first kUnits of them, or those behind.
  template <Case kCase = Case::kKept>
  GISA_WIDE __m512i units(bool are_behind) const {
    const __m512i first = _mm512_cvtepu8_epi16(half(first_, are_behind));
    const __m512i second = _mm512_cvtepu8_epi16(half(second_, are_behind));
    const __m512i third = _mm512_cvtepu8_epi16(half(third_, are_behind));
    const __mmask32 is_long = _mm512_cmpgt_epu16_mask(first, all(0xE0));
    const __mmask32 is_other = _mm512_cmpgt_epu16_mask(first, all(0x7F)) & ~is_long;
    __m512i units = first;
    if constexpr (kCase == Case::kFolded) {
      const __mmask32 is_capital =
          _mm512_cmplt_epu16_mask(_mm512_sub_epi16(first, all('A')), all('Z' - 'A' + 1));
      units = _mm512_mask_add_epi16(units, is_capital, units, all('a' - 'A'));
    }
    // The shift takes the marks off the first byte; those of the others go together.
    const __m512i rest = _mm512_sub_epi16(_mm512_add_epi16(_mm512_slli_epi16(second, 6), third),
                                          all((0x80 << 6) + 0x80));
    units = _mm512_mask_add_epi16(units, is_long, _mm512_slli_epi16(first, 12), rest);
    return _mm512_mask_mov_epi16(units, is_other, all(kNoCodePoint));
  }

 private:
  GISA_WIDE static __m512i all(unsigned value) {
    return _mm512_set1_epi16(static_cast<short>(value));
  }

  __m512i first_, second_, third_;
};

/// The places of bits, from `base` on.
class Places {
 public:
  GISA_WIDE Places(ByteMask bits, std::uint32_t base)
      : places_(_mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(kNumbers.data()))),
        base_(_mm512_set1_epi32(static_cast<int>(base))) {}

  /// Stores the first kUnits of them, or those behind.
  GISA_WIDE void store(bool are_behind, std::uint32_t* out) const {
    const __m256i some = half(places_, are_behind);
    store(_mm256_castsi256_si128(some), out);
    store(_mm256_extracti128_si256(some, 1), out + kUnits / 2);
  }

 private:
  GISA_WIDE void store(__m128i some, std::uint32_t* out) const {
    _mm512_storeu_si512(out, _mm512_add_epi32(base_, _mm512_cvtepu8_epi32(some)));
  }

  static constexpr std::array<std::uint8_t, kBlockBytes> kNumbers = [] {
    std::array<std::uint8_t, kBlockBytes> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::uint8_t>(i);
    return numbers;
  }();

  __m512i places_, base_;
};

}  // namespace gisa::wide

#else

#define GISA_HAS_WIDE_BLOCKS 0

namespace gisa::wide {

constexpr bool is_used() { return false; }
constexpr void use_if_possible(bool /*is_wanted*/) {}

}  // namespace gisa::wide

#endif

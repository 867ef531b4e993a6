/// 64 bytes of text at once: which of them are what, a bit a byte. To go from character to
/// character a processor has to wait for each to tell where the next begins; here the bits tell of
/// all.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gisa {

/// Bit i speaks of byte i.
using ByteMask = std::uint64_t;

inline constexpr std::size_t kBlockBytes = 64;

/// The first `count` bytes (at most 64).
constexpr ByteMask first_bytes(std::size_t count) {
  return count >= kBlockBytes ? ~ByteMask{0} : (ByteMask{1} << count) - 1;
}

#if defined(__SSE2__)

class ByteBlock {
 public:
  explicit ByteBlock(const char* bytes) {
    for (int i = 0; i < kParts; ++i) {
      parts_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + i);
    }
  }

  /// Bytes that are one of `bytes`.
  template <typename... Char>
  ByteMask equal(Char... bytes) const {
    return mask([=](__m128i part) {
      __m128i found = _mm_setzero_si128();
      ((found = _mm_or_si128(found, _mm_cmpeq_epi8(part, _mm_set1_epi8(bytes)))), ...);
      return found;
    });
  }

  /// Bytes that are less than `bound`, as signed numbers: those from 0x80 on count from -128 up.
  ByteMask less(int bound) const {
    const __m128i limit = _mm_set1_epi8(static_cast<char>(bound));
    return mask([limit](__m128i part) { return _mm_cmplt_epi8(part, limit); });
  }

 private:
  static constexpr int kParts = 4;

  template <typename Test>
  ByteMask mask(Test test) const {
    ByteMask bits = 0;
    for (int i = kParts - 1; i >= 0; --i) {
      bits = bits << 16 | static_cast<unsigned>(_mm_movemask_epi8(test(parts_[i])));
    }
    return bits;
  }

  __m128i parts_[kParts];
};

#else

/// For other processors, without a word of assembly.
class ByteBlock {
 public:
  explicit ByteBlock(const char* bytes) { std::memcpy(bytes_, bytes, kBlockBytes); }

  template <typename... Char>
  ByteMask equal(Char... bytes) const {
    return mask([=](signed char b) { return ((b == static_cast<signed char>(bytes)) || ...); });
  }
  ByteMask less(int bound) const {
    return mask([bound](signed char b) { return b < bound; });
  }

 private:
  template <typename Test>
  ByteMask mask(Test test) const {
    ByteMask bits = 0;
    for (std::size_t i = 0; i < kBlockBytes; ++i) bits |= ByteMask{test(bytes_[i])} << i;
    return bits;
  }

  signed char bytes_[kBlockBytes];
};

#endif

/// The characters at the beginning of a block of UTF-8: of one, two or three bytes, each with as
/// many continuation bytes as its first byte asks for. (Nothing else is checked.)
struct CharacterBlock {
  ByteMask begins;   // first bytes of those characters
  std::size_t size;  // bytes of them; the next character is longer, broken, or cut off here

  static CharacterBlock of(const ByteBlock& block) {
    const ByteMask continuations = block.less(-0x40);  // 80 .. BF
    const ByteMask two = ~continuations & block.less(-0x20);
    const ByteMask three = block.less(-0x10) & ~block.less(-0x20);
    const ByteMask four = block.less(0) & ~block.less(-0x10);
    const ByteMask bad = (continuations ^ continuations_of(two, three)) | four;
    const std::size_t size =
        whole_characters(static_cast<std::size_t>(std::countr_zero(bad)), two, three);
    return {~continuations & first_bytes(size), size};
  }

  /// Where bytes have to follow first bytes of characters of two and of three bytes.
  static ByteMask continuations_of(ByteMask two, ByteMask three) {
    return (two | three) << 1 | three << 2;
  }

  /// `size` without the last character if that has bytes beyond.
  static std::size_t whole_characters(std::size_t size, ByteMask two, ByteMask three) {
    const ByteMask read = first_bytes(size);
    const ByteMask cut = read & ((two & ~(read >> 1)) | (three & ~(read >> 2)));
    return cut == 0 ? size : static_cast<std::size_t>(std::countr_zero(cut));
  }
};

/// Bytes to be readable from the start of a block for code_point_of() to be asked of each
/// character.
inline constexpr std::size_t kBlockReadBytes = kBlockBytes + 2;

/// What no character of a block has for a number.
inline constexpr std::uint32_t kNoCodePoint = 0xFFFF;

/// The character of a CharacterBlock at `at`, if it is ASCII or not below U+1000; else
/// kNoCodePoint. Without a branch: ASCII and Hangul alternate as nobody could foretell.
inline std::uint32_t code_point_of(const char* at) {
  struct Share {
    std::uint32_t base;  // what the first byte makes of the number, less the marks of the others
    std::uint32_t mask;  // whether the others count
  };
  static constexpr std::array<Share, 256> kShares = [] {
    std::array<Share, 256> shares{};
    for (std::uint32_t lead = 0; lead < 256; ++lead) {
      const bool is_long = lead > 0xE0;
      shares[lead] = {is_long       ? ((lead & 0xF) << 12) - (0x80u << 6) - 0x80u
                      : lead < 0x80 ? lead
                                    : kNoCodePoint,
                      is_long ? ~0u : 0u};
    }
    return shares;
  }();
  const auto byte = [at](int i) { return std::uint32_t{static_cast<unsigned char>(at[i])}; };
  const Share& share = kShares[byte(0)];
  return share.base + (((byte(1) << 6) + byte(2)) & share.mask);
}

}  // namespace gisa

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

class ByteBlock {
 public:
  explicit ByteBlock(const char* bytes) { std::memcpy(parts_, bytes, kBlockBytes); }

  /// Bytes that are one of `bytes`.
  template <typename... Char>
  ByteMask equal(Char... bytes) const {
    return mask([=](Part part) { return ((part == splat(bytes)) | ...); });
  }

  /// Places of `first` with `second` behind it; 65 bytes are read.
  static ByteMask pairs(const char* bytes, char first, char second) {
    ByteBlock at(bytes), behind(bytes + 1);
    ByteMask bits = 0;
    for (int i = kParts - 1; i >= 0; --i) {
      const Part both = (at.parts_[i] == splat(first)) & (behind.parts_[i] == splat(second));
      bits = bits << sizeof(Part) | bits_of(both);
    }
    return bits;
  }

  /// Bytes that are less than `bound`, as signed numbers: those from 0x80 on count from -128 up.
  ByteMask less(int bound) const {
    return mask([bound](Part part) { return part < splat(bound); });
  }

  /// Bytes from `first` to `last`, as unsigned numbers.
  ByteMask in(unsigned char first, unsigned char last) const {
    const auto span = static_cast<unsigned char>(last - first);
    return mask([=](Part part) {
      const UnsignedPart offset = std::bit_cast<UnsignedPart>(part) - (UnsignedPart{} + first);
      return std::bit_cast<Part>(offset <= UnsignedPart{} + span);
    });
  }

 private:
  // GCC and Clang make of it what the processor has.
  using Part [[gnu::vector_size(16)]] = signed char;
  using UnsignedPart [[gnu::vector_size(16)]] = unsigned char;
  static constexpr int kParts = kBlockBytes / sizeof(Part);

  static Part splat(int byte) { return Part{} + static_cast<signed char>(byte); }

  template <typename Test>
  ByteMask mask(Test test) const {
    ByteMask bits = 0;
    for (int i = kParts - 1; i >= 0; --i) bits = bits << sizeof(Part) | bits_of(test(parts_[i]));
    return bits;
  }

  // One of each byte, all of whose bits are the same.
  static ByteMask bits_of(Part truths) {
#if defined(__SSE2__)
    return static_cast<unsigned>(_mm_movemask_epi8(std::bit_cast<__m128i>(truths)));
#else
    const auto halves = std::bit_cast<std::array<std::uint64_t, 2> >(truths);
    return bits_of_half(halves[0]) | bits_of_half(halves[1]) << 8;
#endif
  }

  static ByteMask bits_of_half(std::uint64_t truths) {
    if constexpr (std::endian::native == std::endian::big) truths = __builtin_bswap64(truths);
    return (truths & 0x0101010101010101u) * 0x0102040810204080u >> 56;
  }

  Part parts_[kParts];
};

/// The characters at the beginning of a block of UTF-8: of one, two or three bytes, each with as
/// many continuation bytes as its first byte asks for. (Nothing else is checked.)
struct CharacterBlock {
  ByteMask begins;   // first bytes of those characters
  std::size_t size;  // bytes of them; the next character is longer, broken, or cut off here

  /// Of a ByteBlock or another with the same functions (wide_block.h).
  template <typename Block>
  [[gnu::always_inline]] static CharacterBlock of(const Block& block) {
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

enum class Case : std::uint8_t { kKept, kFolded };

/// The character of a CharacterBlock at `at`, if it is ASCII or not below U+1000; else
/// kNoCodePoint. Folded, letters of ASCII are small. Without a branch: ASCII and Hangul alternate
/// as nobody could foretell.
template <Case kCase = Case::kKept>
inline std::uint32_t code_point_of(const char* at) {
  struct Share {
    std::uint32_t base;  // what the first byte makes of the number, less the marks of the others
    std::uint32_t mask;  // whether the others count
  };
  static constexpr std::array<Share, 256> kShares = [] {
    std::array<Share, 256> shares{};
    for (std::uint32_t lead = 0; lead < 256; ++lead) {
      const bool is_long = lead > 0xE0;
      const bool is_capital = kCase == Case::kFolded && lead >= 'A' && lead <= 'Z';
      shares[lead] = {is_long       ? ((lead & 0xF) << 12) - (0x80u << 6) - 0x80u
                      : lead < 0x80 ? lead + (is_capital ? 'a' - 'A' : 0)
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

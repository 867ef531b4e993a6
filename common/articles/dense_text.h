/// UTF-8 text in fewer bytes: what stored articles are made of before they are compressed.
///
/// UTF-8 takes three bytes for a Hangul syllable, two thirds of a Korean text. Here the most
/// frequent ones take one byte and the others two. A general compressor then has half as much to
/// read, and makes less of it: its matches cover more syllables, and what it does not match is
/// shorter.
///
///     first byte   what                                            bytes
///     00 .. 7F     ASCII, as it is                                 1
///     80 .. BF     a frequent character                            1
///     C0 .. EB     a Hangul syllable: its number in Unicode's      2
///                  block is (first - C0) * 256 + second
///     EC .. FB     another character of three bytes in UTF-8:      3
///                  its bytes, the first one plus C
///     FF           a byte as it is                                 2
///
/// Any bytes can be encoded, also such as are no UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gisa {

/// Dense bytes of a byte of text, at worst.
inline constexpr std::size_t kMostDenseGrowth = 2;

/// Bytes of room to write the dense form of a text of that size.
constexpr std::size_t dense_room(std::size_t size) {
  constexpr std::size_t kWrittenAtOnce = 64;
  return kMostDenseGrowth * size + kWrittenAtOnce;
}

/// Writes the dense form of `text` at `out`, which has dense_room() for it, and returns the end of
/// it. What is behind that may be overwritten.
char* encode_dense(std::string_view text, char* out);

/// The dense form of a short text.
std::string dense_form(std::string_view text);

/// Writes the text of `dense` at `out`, which has room for `size` bytes.
/// False if `dense` is damaged or its text does not have exactly that size.
bool decode_dense(std::string_view dense, char* out, std::size_t size);

/// How many bytes of `dense` make the first `size` bytes of its text; npos if it is damaged, or the
/// text is cut inside a character.
std::size_t dense_size(std::string_view dense, std::size_t size);

/// What first bytes mean, for those who read dense text as it is.
namespace dense {

inline constexpr unsigned char kFirstFrequent = 0x80;
inline constexpr unsigned char kLastFrequentSyllable = 0xBA;  ///< behind it, quotation marks and ·
inline constexpr unsigned char kFirstSyllable = 0xC0;
inline constexpr unsigned char kFirstOther = 0xEC;
inline constexpr unsigned char kEscape = 0xFF;

constexpr std::size_t code_size(char first) {
  const auto lead = static_cast<unsigned char>(first);
  if (lead < kFirstSyllable) return 1;
  return lead < kFirstOther || lead == kEscape ? 2 : 3;
}

/// Whether a character that begins so is a syllable.
constexpr bool is_syllable(char first) {
  const auto lead = static_cast<unsigned char>(first);
  return (lead >= kFirstFrequent && lead <= kLastFrequentSyllable) ||
         (lead >= kFirstSyllable && lead < kFirstOther);
}

/// The syllable that begins with these bytes; the second one may be anything if there is but one.
char16_t syllable(char first, char second);

/// Whether a character begins at `at`, less than the size of `dense`, or is in its midst.
bool begins_character(std::string_view dense, std::size_t at);

/// Where the character begins that ends before `at`, where another one begins; 0 at 0.
std::size_t begin_before(std::string_view dense, std::size_t at);

}  // namespace dense

}  // namespace gisa

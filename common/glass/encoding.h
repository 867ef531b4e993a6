/// The elementary codes of a glass database.
///
/// - varint: common/text/varint.h; 300 is AC 02.
/// - string: a varint length, then the bytes; "ab" is 02 61 62.
/// - ordered: a number whose bytes sort as the number does, for keys; 1 is 00 01.
/// - trailing: little-endian without trailing zero bytes, only ever last; 256 is 00 01.
/// - escaped: a string in a key, whose 00 become 00 FF, so that a lone 00 can end it; "a\0" is
///   61 00 FF.
///
/// Fixed-width numbers are unsigned and big-endian.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/text/varint.h"

namespace gisa::glass {

// What is common to both is used as if it were glass's own.
using gisa::append_varint;
using gisa::kLongestVarint;
using gisa::read_varint;
using gisa::take_varint;
using gisa::varint_size;
using gisa::write_varint;

inline void append_string(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out.append(text);
}

inline bool take_string(std::string_view& in, std::string_view& text) {
  std::size_t size = 0;
  if (!take_varint(in, size) || size > in.size()) return false;
  text = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

/// Ordered: 2 bytes below 0x8000; else the fewest k >= 3 bytes with value < 2^(7k+1), big-endian
/// under a mark of k-2 one bits and a zero bit. The first byte is never FF.
void append_ordered(std::string& out, std::uint64_t value);

/// False if `in` does not begin with an ordered number that fits 32 bits.
bool take_ordered(std::string_view& in, std::uint32_t& value);

inline void append_trailing(std::string& out, std::uint64_t value) {
  for (; value != 0; value >>= 8) out.push_back(static_cast<char>(value));
}

void append_escaped(std::string& out, std::string_view text);

/// Takes an escaped string that reaches to a lone 00 (which is taken too, `terminated` is then
/// true) or to the end of `in`.
void take_escaped(std::string_view& in, std::string& text, bool& terminated);

inline void store16(char* out, unsigned value) {
  out[0] = static_cast<char>(value >> 8);
  out[1] = static_cast<char>(value);
}

inline void store32(char* out, std::uint32_t value) {
  store16(out, value >> 16);
  store16(out + 2, value & 0xFFFF);
}

inline unsigned load16(const char* in) {
  return static_cast<unsigned>(static_cast<unsigned char>(in[0])) << 8 |
         static_cast<unsigned char>(in[1]);
}

inline std::uint32_t load32(const char* in) { return load16(in) << 16 | load16(in + 2); }

inline std::uint64_t load64(const char* in) {
  return std::uint64_t{load32(in)} << 32 | load32(in + 4);
}

}  // namespace gisa::glass

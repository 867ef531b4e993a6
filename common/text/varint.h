/// Varints: numbers of 7 bits a byte, low bits first, of which bit 7 says that more follow; 300 is
/// AC 02. Stored articles have them, and so has Xapian's format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gisa {

inline constexpr std::size_t kLongestVarint = 10;  ///< bytes, of a 64-bit number

/// Writes `value` at `out` and returns the end of it.
inline char* write_varint(char* out, std::uint64_t value) {
  while (value >= 0x80) {
    *out++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *out++ = static_cast<char>(value);
  return out;
}

inline void append_varint(std::string& out, std::uint64_t value) {
  if (value < 0x80) return out.push_back(static_cast<char>(value));  // as most are
  char buffer[kLongestVarint];
  out.append(buffer, static_cast<std::size_t>(write_varint(buffer, value) - buffer));
}

/// Bytes that a varint of `value` takes.
constexpr std::size_t varint_size(std::uint64_t value) {
  std::size_t size = 1;
  for (; value >= 0x80; value >>= 7) ++size;
  return size;
}

/// Reads a varint at `in` into `value`; returns the end of it, or null if it is cut off at `end` or
/// too large for `Number`.
template <typename Number>
inline const char* read_varint(const char* in, const char* end, Number& value) {
  std::uint64_t result = 0;
  for (unsigned shift = 0; in != end && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(*in++);
    const std::uint64_t bits = std::uint64_t{byte} & 0x7F;
    if (shift == 63 && bits > 1) return nullptr;
    result |= bits << shift;
    if (byte >= 0x80) continue;
    value = static_cast<Number>(result);
    return value == result ? in : nullptr;
  }
  return nullptr;
}

/// The same on a view, which is shortened; false if it holds no such number.
template <typename Number>
bool take_varint(std::string_view& in, Number& value) {
  const char* const end = in.data() + in.size();
  const char* const rest = read_varint(in.data(), end, value);
  if (rest == nullptr) return false;
  in = {rest, static_cast<std::size_t>(end - rest)};
  return true;
}

}  // namespace gisa

#include "common/glass/encoding.h"

namespace gisa::glass {

void append_ordered(std::string& out, std::uint64_t value) {
  if (value < 0x8000) {
    out.push_back(static_cast<char>(value >> 8));
    out.push_back(static_cast<char>(value));
    return;
  }
  unsigned bytes = 3;
  while (bytes < 8 && value >> (7 * bytes + 1) != 0) ++bytes;
  const std::size_t begin = out.size();
  for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
  out[begin] = static_cast<char>(out[begin] | (0xFF00 >> (bytes - 2)));
}

bool take_ordered(std::string_view& in, std::uint32_t& value) {
  if (in.size() < 2) return false;
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(in[i])}; };
  if (byte(0) < 0x80) {
    value = static_cast<std::uint32_t>(byte(0) << 8 | byte(1));
    in.remove_prefix(2);
    return true;
  }
  unsigned marks = 0;
  while (marks < 7 && (byte(0) << marks & 0x80) != 0) ++marks;
  const std::size_t bytes = marks + 2;
  if (bytes > 5 || in.size() < bytes) return false;
  std::uint64_t result = byte(0) & (0x7Fu >> marks);
  for (std::size_t i = 1; i < bytes; ++i) result = result << 8 | byte(i);
  if (result > 0xFFFFFFFF) return false;
  value = static_cast<std::uint32_t>(result);
  in.remove_prefix(bytes);
  return true;
}

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t zero = text.find('\0'); zero != std::string_view::npos; zero = text.find('\0')) {
    out.append(text.substr(0, zero + 1)).push_back('\xFF');
    text.remove_prefix(zero + 1);
  }
  out.append(text);
}

void take_escaped(std::string_view& in, std::string& text, bool& terminated) {
  text.clear();
  terminated = false;
  std::size_t i = 0;
  while (i < in.size() && !terminated) {
    const char c = in[i++];
    if (c != '\0') {
      text.push_back(c);
    } else if (i < in.size() && in[i] == '\xFF') {
      text.push_back('\0');
      ++i;
    } else {
      terminated = true;
    }
  }
  in.remove_prefix(i);
}

}  // namespace gisa::glass

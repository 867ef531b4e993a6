/// Decoding and encoding of UTF-8. Broken input never throws: each maximal broken part becomes one
/// U+FFFD, as Unicode recommends (section 3.9, "U+FFFD substitution of maximal subparts").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gisa {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// A decoded character and how many bytes it took (at least 1).
struct DecodedCharacter {
  char32_t code_point;
  std::size_t bytes;
};

/// Decodes the character at `text[position]`; position < text.size().
inline DecodedCharacter decode_utf8(std::string_view text, std::size_t position) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {kReplacementCharacter, 1};
  // The second byte's range excludes overlong forms, surrogates and values beyond U+10FFFF.
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  char32_t code_point = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (position + i >= text.size()) return {kReplacementCharacter, i};
    const unsigned char next = byte(i);
    if (next < (i == 1 ? low : 0x80) || next > (i == 1 ? high : 0xBF)) {
      return {kReplacementCharacter, i};
    }
    code_point = code_point << 6 | (next & 0x3Fu);
  }
  return {code_point, length};
}

inline void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

/// Appends UTF-16 as UTF-8; a lone surrogate becomes U+FFFD.
inline void append_utf8(std::string& out, std::u16string_view text) {
  const std::size_t before = out.size();
  out.resize(before + text.size());
  std::size_t ascii = 0;
  for (; ascii < text.size() && text[ascii] < 0x80; ++ascii) {
    out[before + ascii] = static_cast<char>(text[ascii]);
  }
  out.resize(before + ascii);
  for (std::size_t i = ascii; i < text.size(); ++i) {
    const char16_t unit = text[i];
    const bool lead = unit >= 0xD800 && unit < 0xDC00;
    const bool paired =
        lead && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000;
    if (paired) {
      append_utf8(out, 0x10000 + ((char32_t{unit} - 0xD800) << 10) + (text[i + 1] - 0xDC00));
      ++i;
    } else if (unit >= 0xD800 && unit < 0xE000) {
      append_utf8(out, kReplacementCharacter);
    } else {
      append_utf8(out, char32_t{unit});
    }
  }
}

inline std::string to_utf8(std::u16string_view text) {
  std::string out;
  append_utf8(out, text);
  return out;
}

/// True if `position` is not inside a character of the (valid) UTF-8 text.
inline bool is_character_boundary(std::string_view text, std::size_t position) {
  return position >= text.size() || (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80;
}

}  // namespace gisa

#include "common/text/escape.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace gisa {

Utf8Character character_at(std::string_view text, std::size_t offset) {
  // ICU counts in 32 bits; no character needs more than the next four bytes.
  const std::string_view window = text.substr(offset, 4);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
  std::int32_t position = 0;
  UChar32 code_point = 0;
  U8_NEXT(bytes, position, static_cast<std::int32_t>(window.size()), code_point);
  return {.code_point = static_cast<char32_t>(std::max<UChar32>(code_point, 0)),
          .length = static_cast<std::size_t>(position),
          .valid = code_point >= 0};
}

bool is_unsafe(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
  const bool separator = c == 0x2028 || c == 0x2029;
  const bool bidi = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                    (c >= 0x2066 && c <= 0x2069);
  return control || separator || bidi;
}

std::string visible_escape(std::string_view bytes) {
  if (bytes == "\t") return "\\t";
  if (bytes == "\n") return "\\n";
  if (bytes == "\r") return "\\r";
  const Utf8Character character = character_at(bytes, 0);
  if (character.valid && character.code_point > 0x7f) {
    return fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(character.code_point));
  }
  std::string escaped;
  for (const char byte : bytes) {
    fmt::format_to(std::back_inserter(escaped), "\\x{:02x}", static_cast<unsigned char>(byte));
  }
  return escaped;
}

std::string escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const Utf8Character character = character_at(text, offset);
    const std::string_view bytes = text.substr(offset, character.length);
    if (character.valid && !is_unsafe(character.code_point)) {
      escaped += bytes;
    } else {
      escaped += visible_escape(bytes);
    }
    offset += character.length;
  }
  return escaped;
}

}  // namespace gisa

#include "common/text/file_name.h"

#include <fmt/format.h>

#include "common/text/ascii.h"
#include "common/text/escape.h"

namespace gisa {
namespace {

// A digit of an escape \xNN, whose letters are small.
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

bool begins_like_escape(std::string_view text) {
  return text.size() >= 4 && text.starts_with("\\x") && is_hex_digit(text[2]) &&
         is_hex_digit(text[3]);
}

}  // namespace

std::string file_name_text(std::string_view name) {
  std::string text;
  text.reserve(name.size());
  for (std::size_t offset = 0; offset < name.size();) {
    const Utf8Character character = character_at(name, offset);
    const std::string_view bytes = name.substr(offset, character.length);
    if (character.valid && !begins_like_escape(name.substr(offset))) {
      text += bytes;
    } else {
      for (const char byte : bytes)
        text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
    offset += character.length;
  }
  return text;
}

}  // namespace gisa

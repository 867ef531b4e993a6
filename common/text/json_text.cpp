#include "common/text/json_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

#include "common/text/escape.h"

namespace gisa {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

// Every unsafe character is in the basic plane: four digits are enough.
void append_character(std::string& out, char32_t character, std::string_view bytes) {
  if (character == '"' || character == '\\') {
    out += '\\';
    out += bytes;
  } else if (character == '\n') {
    out += "\\n";
  } else if (character == '\t') {
    out += "\\t";
  } else if (is_unsafe(character)) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(character));
  } else {
    out += bytes;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t offset = 0; offset < text.size();) {
    const Utf8Character character = character_at(text, offset);
    if (character.valid) {
      append_character(out, character.code_point, text.substr(offset, character.length));
    } else {
      out += kReplacement;
    }
    offset += character.length;
  }
  out += '"';
}

}  // namespace gisa

#include "indexer/json_text.h"

#include <fmt/format.h>

#include "common/utf8.h"

namespace gisa {

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte >= 0x80) {
      const DecodedCharacter character = decode_utf8(text, pos);
      append_utf8(out, character.code_point);
      pos += character.bytes;
      continue;
    }
    ++pos;
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += static_cast<char>(byte);
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += static_cast<char>(byte);
    }
  }
  out += '"';
}

}  // namespace gisa

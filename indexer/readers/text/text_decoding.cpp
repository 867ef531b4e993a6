#include "indexer/readers/text/text_decoding.h"

#include <simdjson.h>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/text/text_encoding.h"

namespace gisa {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF;
}

}  // namespace

bool is_broken(std::string_view text, std::size_t position, const DecodedCharacter& character) {
  return character.code_point == kReplacementCharacter &&
         text.substr(position, character.bytes) != kReplacementBytes;
}

std::size_t find_invalid_utf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::string_view::npos;
  for (std::size_t pos = 0; pos < text.size();) {
    const DecodedCharacter character = decode_utf8(text, pos);
    if (is_broken(text, pos, character)) return pos;
    pos += character.bytes;
  }
  return std::string_view::npos;
}

std::string decode_text_file(std::string_view bytes, std::uint64_t& broken) {
  std::string text;
  TextDecoder decoder;
  decoder.append(bytes, true, text);
  if (is_blank(text)) throw Error(ErrorCode::kBadInput, tr("empty file"));
  broken += decoder.broken();
  return text;
}

std::string_view without_bom(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

bool is_blank(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const auto [c, bytes] = decode_utf8(text, pos);
    if (!is_blank(c)) return false;
    pos += bytes;
  }
  return true;
}

}  // namespace gisa

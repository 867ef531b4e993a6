#include "indexer/readers/text_decoding.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

#include "gisa/error.h"

namespace gisa {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";
constexpr double kMaxBrokenShare = 0.30;  // above: another encoding rather than a damaged file

bool is_cp949_trail(std::uint8_t byte) {
  return (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) ||
         (byte >= 0x81 && byte <= 0xFE);
}

// Nearly all bytes above ASCII pair up as CP949 (and so EUC-KR) has them.
bool looks_like_cp949(std::string_view bytes) {
  std::size_t pairs = 0;
  std::size_t strays = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<std::uint8_t>(bytes[i]);
    if (lead < 0x80) continue;
    const bool pair = lead >= 0x81 && lead <= 0xFE && i + 1 < bytes.size() &&
                      is_cp949_trail(static_cast<std::uint8_t>(bytes[i + 1]));
    ++(pair ? pairs : strays);
    if (pair) ++i;
  }
  return pairs > 0 && strays * 50 <= pairs;
}

bool has_utf16_bom(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

// Text in UTF-16 has a zero byte in every space and line end; text in CP949 has none.
bool looks_like_utf16(std::string_view bytes) {
  const auto zeros = std::count(bytes.begin(), bytes.end(), '\0');
  return has_utf16_bom(bytes) || static_cast<std::size_t>(zeros) * 50 > bytes.size();
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF;
}

[[noreturn]] void throw_other_encoding(std::string_view bytes) {
  constexpr const char* kConvert = "; convert it to UTF-8 first, e.g. with iconv -t UTF-8 -f ";
  std::string message = "not UTF-8 text";
  if (looks_like_utf16(bytes)) {
    message += std::string(": it looks like UTF-16") + kConvert + "UTF-16";
  } else if (looks_like_cp949(bytes)) {
    message += std::string(": it looks like CP949 (EUC-KR)") + kConvert + "CP949";
  } else {
    message += ": it looks like a binary file or an unknown encoding";
  }
  throw Error(ErrorCode::kBadInput, message);
}

std::string replace_broken(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  std::size_t characters = 0;
  std::size_t broken = 0;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const DecodedCharacter character = decode_utf8(bytes, pos);
    append_utf8(text, character.code_point);
    ++characters;
    broken += is_broken(bytes, pos, character) ? 1 : 0;
    pos += character.bytes;
  }
  if (static_cast<double>(broken) > kMaxBrokenShare * static_cast<double>(characters)) {
    throw_other_encoding(bytes);
  }
  return text;
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

std::string decode_text_file(std::string_view bytes) {
  if (has_utf16_bom(bytes)) throw_other_encoding(bytes);
  const std::string_view content = without_bom(bytes);
  if (is_blank(content)) throw Error(ErrorCode::kBadInput, "empty file");
  if (simdjson::validate_utf8(content.data(), content.size())) return std::string(content);
  return replace_broken(content);
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

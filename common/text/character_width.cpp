#include "common/text/character_width.h"

#include <unicode/uchar.h>

#include <cstdint>

#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr char32_t kSoftHyphen = 0x00AD;

bool is_joining_jamo(char32_t c) {
  return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
}

bool is_wide(char32_t c) {
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

}  // namespace

std::size_t character_width(char32_t c) {
  if (c < 0x7F || c == kSoftHyphen) return 1;
  if (is_hangul_syllable(c)) return 2;
  constexpr std::uint32_t kInvisible = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
  if ((U_GET_GC_MASK(static_cast<UChar32>(c)) & kInvisible) != 0 || is_joining_jamo(c)) return 0;
  return is_wide(c) ? 2 : 1;
}

std::size_t text_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const DecodedCharacter character = decode_utf8(text, pos);
    columns += character_width(character.code_point);
    pos += character.bytes;
  }
  return columns;
}

std::string pad_right(std::string_view text, std::size_t columns) {
  const std::size_t taken = text_columns(text);
  return std::string(text) + std::string(columns > taken ? columns - taken : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t columns) {
  const std::size_t taken = text_columns(text);
  return std::string(columns > taken ? columns - taken : 0, ' ') + std::string(text);
}

}  // namespace gisa

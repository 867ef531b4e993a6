#include "common/text/utf8.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

// How many U+FFFD broken bytes become: one for each maximal broken part.
TEST(Utf8, BrokenBytes) {
  struct Case {
    std::string bytes;
    std::size_t replacements;
    std::string trap;
  };
  const Case cases[] = {
      {"\xff", 1, "no lead byte"},
      {"\x80\x80", 2, "lone continuation bytes"},
      {"\xc0\xaf", 2, "overlong"},
      {"\xed\xa0\x80", 3, "surrogate"},
      {"\xf5\x80\x80\x80", 4, "beyond"},
      {"\xea\xb0", 1, "cut syllable"},
      {"\xf0\x9f\x98", 1, "cut emoji"},
      {"\xea"
       "a",
       1, "lead byte before ASCII"},
  };
  for (const Case& c : cases) {
    std::size_t replacements = 0;
    for (std::size_t i = 0; i < c.bytes.size();) {
      const DecodedCharacter decoded = decode_utf8(c.bytes, i);
      replacements += decoded.code_point == kReplacementCharacter;
      ASSERT_GE(decoded.bytes, 1u);
      i += decoded.bytes;
    }
    EXPECT_EQ(replacements, c.replacements) << c.trap;
  }
}

TEST(Utf8, EveryCharacterComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string bytes;
    append_utf8(bytes, c);
    const DecodedCharacter decoded = decode_utf8(bytes, 0);
    ASSERT_EQ(decoded.code_point, c);
    ASSERT_EQ(decoded.bytes, bytes.size());
  }
}

TEST(Utf8, FromUtf16) {
  EXPECT_EQ(to_utf8(u"a가😀"), "a가😀");
  EXPECT_EQ(to_utf8(std::u16string(1, 0xD800)), "\uFFFD");
}

}  // namespace
}  // namespace gisa

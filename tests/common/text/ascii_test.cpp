#include "common/text/ascii.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(Ascii, KnowsNothingBeyond) {
  EXPECT_TRUE(is_digit('0') && is_digit('9') && is_ascii_letter('z') && is_upper('A'));
  // Bytes of UTF-8 are negative as char; the rest look like them: full width, accents.
  for (const char byte : std::string_view("가")) {
    EXPECT_FALSE(is_digit(byte) || is_ascii_letter(byte) || is_ascii_space(byte));
  }
  for (const char32_t c : {U'１', U'Ａ', U'é', U'\u00A0', U'\u3000'}) {
    EXPECT_FALSE(is_digit(c) || is_ascii_letter(c) || is_ascii_space(c));
  }
}

TEST(Ascii, SmallLetters) {
  EXPECT_EQ(to_lower("Kg @[`{ 가É"), "kg @[`{ 가É");
  EXPECT_TRUE(begins_in_any_case("HTML>", "html"));
  EXPECT_TRUE(begins_in_any_case("html", "html"));
  EXPECT_FALSE(begins_in_any_case("htm", "html"));
  EXPECT_FALSE(begins_in_any_case("[tml", "{tml"));  // as far apart as letters
}

TEST(Ascii, TrimsEnds) {
  struct Case {
    std::string_view text, trimmed;
  };
  const Case cases[] = {
      {"", ""},
      {" \t\r\n\f\v", ""},
      {"\n 금리  인상 \r\n", "금리  인상"},
      {"\u3000금리", "\u3000금리"},  // a blank, but not of ASCII
  };
  for (const Case& c : cases) EXPECT_EQ(trim_ends(c.text), c.trimmed) << c.text;
}

}  // namespace
}  // namespace gisa

#include "common/text/escape.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace gisa {
namespace {

using std::string_view_literals::operator""sv;

TEST(Escape, ShowsWhatATerminalWouldObey) {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case kCases[] = {
      {"", ""},
      {"plain, 한글, 漢字, ｶﾅ, 🚀", "plain, 한글, 漢字, ｶﾅ, 🚀"},
      {"\x1b[2J", "\\x1b[2J"},                     // clear the screen
      {"\x1b]0;title\x07", "\\x1b]0;title\\x07"},  // set the window title
      {"a\rb", "a\\rb"},                           // overwrite the line
      {"a\nb\tc", "a\\nb\\tc"},                    // pretend to be another hit
      {"a\0b"sv, "a\\x00b"},                       // NUL does not end the text
      {"\x7f", "\\x7f"},                           // DEL
      {"\xc2\x9b"
       "2J",
       "\\u{9b}2J"},            // C1: CSI in one character
      {"\xc2\x85", "\\u{85}"},  // NEL, a line break
      {"\u202eevil\u202c", "\\u{202e}evil\\u{202c}"},
      {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
      {"\u200e\u200f\u061c", "\\u{200e}\\u{200f}\\u{61c}"},
      {"\u2028\u2029", "\\u{2028}\\u{2029}"},
      {"\u200d\u200b\u00ad", "\u200d\u200b\u00ad"},  // invisible but harmless: emoji need joiners
      {"\xff", "\\xff"},
      {"\x9b"
       "2J",
       "\\x9b2J"},                                   // a bare C1 byte
      {"\xed\x95", "\\xed\\x95"},                    // the end of a syllable is missing
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},           // a surrogate
      {"\xc0\x9b", "\\xc0\\x9b"},                    // ESC written too long
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},  // above U+10FFFF
      {"back\\slash", "back\\slash"},
  };
  for (const Case& c : kCases) EXPECT_EQ(escape(c.text), c.expected);
}

TEST(Escape, UnsafeAreControlsLineEndsAndBidiControls) {
  for (UChar32 c = 0; c <= UCHAR_MAX_VALUE; ++c) {
    const auto type = u_charType(c);
    const bool unsafe = type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR ||
                        type == U_PARAGRAPH_SEPARATOR ||
                        u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0;
    ASSERT_EQ(is_unsafe(static_cast<char32_t>(c)), unsafe) << c;
  }
}

TEST(Escape, RandomBytesBecomeValidAndHarmlessText) {
  std::mt19937 random(20240111);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::string escaped = escape(bytes);
    for (std::size_t offset = 0; offset < escaped.size();) {
      const Utf8Character character = character_at(escaped, offset);
      ASSERT_TRUE(character.valid);
      ASSERT_FALSE(is_unsafe(character.code_point));
      offset += character.length;
    }
    ASSERT_EQ(escape(escaped), escaped);
  }
}

}  // namespace
}  // namespace gisa

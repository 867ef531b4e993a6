#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "indexer/cleaner/paragraphs.h"
#include "tests/indexer/cleaner/text_case.h"

namespace gisa {
namespace {

using cleaning::append_with_sentence_blanks;
using cleaning::normalise_lines;

std::string lines(std::string_view text) {
  std::string out;
  normalise_lines(text, out);
  return out;
}

std::string with_blanks(std::string_view line) {
  std::string out;
  append_with_sentence_blanks(line, out);
  return out;
}

TEST(Paragraphs, NormalisesLines) {
  const TextCase cases[] = {
      {"CR, LF, CRLF and empty lines", "하나\r둘\r\n셋\n\n\n넷\n", "하나\n둘\n셋\n넷"},
      {"blanks around and between", "  하나   둘 \n  셋\t넷 ", "하나 둘\n셋 넷"},
      {"no-break blank", "하나\xC2\xA0\xC2\xA0둘", "하나 둘"},
      {"ideographic and thin blanks", "하나　둘 셋", "하나 둘 셋"},
      {"zero-width and soft hyphen", "하\xE2\x80\x8B나\xC2\xAD둘\xEF\xBB\xBF", "하나둘"},
      {"direction marks", "\xE2\x80\x8E하나\xE2\x80\xAC", "하나"},
      {"controls of C0 and C1", std::string("하\x01나\x7F") + "\xC2\x80둘", "하나둘"},
      {"zero byte", std::string("하\0나", 7), "하나"},
      {"line and paragraph separators, NEL", "하나\xE2\x80\xA8둘\xE2\x80\xA9셋\xC2\x85넷",
       "하나\n둘\n셋\n넷"},
      {"joiner stays inside an emoji", "👩\xE2\x80\x8D🚀 하\xE2\x80\x8D나", "👩\xE2\x80\x8D🚀 하나"},
      {"stray continuation", "하\x80나", "하\xEF\xBF\xBD나"},
      {"cut character at the end", "하\xEB\x82", "하\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"overlong form", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"encoded surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"CP949 bytes", "\xC7\xD1", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"a cut character, a stray continuation and much text",
       "가나\xEA(\xB4 " + std::string(300, 'a'),
       "가나\xEF\xBF\xBD(\xEF\xBF\xBD " + std::string(300, 'a')},
      {"quotation marks and dots are text", "“하나” ‘둘’ … · ※ 「셋」", "“하나” ‘둘’ … · ※ 「셋」"},
      {"a long plain line with a double blank far in",
       std::string(70, 'a') + "  " + std::string(70, 'b'),
       std::string(70, 'a') + " " + std::string(70, 'b')},
      {"a lead byte without its rest at the end of a block",
       std::string(65, 'a') + "\xEA" + std::string(70, 'b'),
       std::string(65, 'a') + "\xEF\xBF\xBD" + std::string(70, 'b')},
  };
  for (const TextCase& c : cases) EXPECT_EQ(lines(c.input), c.expected) << c.trap;
}

// The text is read in blocks: what stands where in them makes no difference.
TEST(Paragraphs, NormalisesLinesWhereverTheyStand) {
  constexpr std::string_view kPieces[] = {"가",
                                          "힣",
                                          "a",
                                          "漢",
                                          "“",
                                          "é",
                                          "·",
                                          "！",  // plain
                                          "\xEA",
                                          "\xB0",
                                          "\xC2",
                                          "\xED\xA0\x80",
                                          "\xED\x9F\xBF",
                                          "\xE2\x80\x8B",
                                          "\xE0\x80\x80",
                                          "\xEE\x80\x80",
                                          "\xC3",
                                          "\x7F",
                                          "\t",
                                          "  ",
                                          "\n",
                                          "\u3000",
                                          "\u2028",
                                          "\U0001F600"};
  std::mt19937 random(4);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    std::string expected;
    for (std::uint32_t i = random() % 40; i > 0; --i) {
      const bool is_plain = random() % 4 != 0;
      const std::string_view middle = kPieces[random() % (is_plain ? 8 : std::size(kPieces))];
      const std::string piece = "." + std::string(middle) + ".";
      text += piece;
      expected += lines(piece);
    }
    const std::string before(random() % 80, 'x');
    ASSERT_EQ(lines(before + text), before + expected) << text;
  }
}

TEST(Paragraphs, PutsBlanksBetweenGluedSentences) {
  const TextCase cases[] = {
      {"statement", "다리를 열었다.이어 말했다.", "다리를 열었다. 이어 말했다."},
      {"polite", "열었습니다.KBS 뉴스입니다.", "열었습니다. KBS 뉴스입니다."},
      {"question", "열까요?시는 답했다.", "열까요? 시는 답했다."},
      {"digit follows", "열었다.2025년이다.", "열었다. 2025년이다."},
      {"curly quote opens", "열었다.“이제 걷자”고", "열었다. “이제 걷자”고"},
      {"straight quote opens", "열었다.\"이제 걷자\"고", "열었다. \"이제 걷자\"고"},
      {"straight quote closes", "\"열었다.\"고 말했다.", "\"열었다.\"고 말했다."},
      {"second quotation opens", "\"갔다.\" 그는 왔다.\"또 간다\"며",
       "\"갔다.\" 그는 왔다. \"또 간다\"며"},
      {"mark follows", "열었다.▲ 다음", "열었다. ▲ 다음"},
      {"already apart", "열었다. 이어", "열었다. 이어"},
      {"number", "3.5%와 2024.3.5와 1.다", "3.5%와 2024.3.5와 1.다"},
      {"abbreviations", "U.S. A.B와 No.1", "U.S. A.B와 No.1"},
      {"address", "www.example.com과 example.co.kr", "www.example.com과 example.co.kr"},
      {"file name", "보고서다.hwp와 자료.zip", "보고서다.hwp와 자료.zip"},
      {"spelled out", "뚫.어.져.라 본다", "뚫.어.져.라 본다"},
      {"ellipsis", "갔다...그리고", "갔다...그리고"},
      {"exclamation in a name", "야후!코리아", "야후!코리아"},
  };
  for (const TextCase& c : cases) EXPECT_EQ(with_blanks(c.input), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa

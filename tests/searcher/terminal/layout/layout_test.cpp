// How wide text is, and how it is broken into lines.

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/terminal/layout/display_width.h"
#include "searcher/terminal/layout/text_layout.h"

namespace gisa::terminal {
namespace {

TEST(DisplayWidth, CountsColumns) {
  struct Case {
    std::string_view text;
    std::size_t expected;
  };
  const Case kCases[] = {
      {"", 0},
      {"abc", 3},
      {"한글", 4},
      {"\u1112\u1161\u11ab\u1100\u1173\u11af", 4},  // 한글, decomposed
      {"\u1112\u1161", 2},                          // no final consonant
      {"ㅋㅋ", 4},                                  // compatibility jamo
      {"漢字かな", 8},
      {"ＡＢ", 4},                // full-width Latin
      {"ｶﾅ", 2},                  // half-width kana
      {"e\u0301", 1},             // combining accent
      {"a·b…", 4},                // ambiguous: narrow
      {"\u200b\u200d\ufeff", 0},  // zero-width characters
      {"🚀", 2},
      {"❤", 1},
      {"❤\ufe0f", 2},          // asked to be an emoji
      {"👍🏽", 2},         // with a skin tone
      {"👨\u200d👩\u200d👧", 2},  // a family is one picture
      {"🇰🇷", 2},               // a flag is two letters
      {"🇰🇷🇺🇸", 4},
      {"“인용” 3.5%", 11},
      {"\x1b[", 5},   // \x1b[
      {"\u202e", 8},  // \u{202e}
      {"\xff\xfe", 8},
      {"한\xed\x95", 10},
  };
  for (const Case& c : kCases) EXPECT_EQ(display_width(c.text), c.expected) << c.text;
}

TEST(SplitCells, KeepsClustersWholeAndEscapesApart) {
  const std::vector<Cell> cells = split_cells("\u1112\u1161\u11ab\r\n\u0301x");
  ASSERT_EQ(cells.size(), 5U);
  EXPECT_EQ(cells[0].source, (ByteRange{0, 9}));
  EXPECT_EQ(cells[1].text, "\\r");
  EXPECT_EQ(cells[2].text, "\\n");
  EXPECT_EQ(cells[2].source, (ByteRange{10, 11}));
  EXPECT_EQ(cells[3].width, 0U);  // a combining mark without a base
  EXPECT_EQ(cells[4].text, "x");
}

TEST(SplitCells, CoversRandomBytesWithoutGap) {
  std::mt19937 random(7);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    std::size_t end = 0;
    for (const Cell& cell : split_cells(bytes)) {
      ASSERT_EQ(cell.source.begin, end);
      ASSERT_LT(cell.source.begin, cell.source.end);
      end = cell.source.end;
    }
    ASSERT_EQ(end, bytes.size());
  }
}

std::vector<std::string> lines_of(std::string_view text, std::size_t width,
                                  std::size_t max_lines = kAllLines) {
  const std::vector<Cell> cells = split_cells(text);
  std::vector<std::string> lines;
  for (const Line& line : wrap(cells, width, max_lines)) {
    std::string& out = lines.emplace_back();
    for (std::size_t i = line.begin; i < line.end; ++i) out += cells[i].text;
    if (line.cut) out += kEllipsis;
  }
  return lines;
}

TEST(Wrap, BreaksAtSpacesThenBetweenCells) {
  struct Case {
    std::string_view text;
    std::size_t width;
    std::vector<std::string> expected;
  };
  const Case kCases[] = {
      {"", 10, {}},
      {"   ", 10, {}},
      {"기준금리 동결", 13, {"기준금리 동결"}},
      {"기준금리 동결", 12, {"기준금리", "동결"}},
      {"기준금리 동결", 9, {"기준금리", "동결"}},
      {"기준금리 동결", 8, {"기준금리", "동결"}},   // the space is just beyond the line
      {"기준금리 동결", 7, {"기준금", "리 동결"}},  // a syllable is never halved
      {"기준금리 동결", 1, {"기", "준", "금", "리", "동", "결"}},  // wider than the line
      {"a   b", 2, {"a", "b"}},                                    // spaces at a break vanish
      {" a b ", 9, {"a b"}},
      {"x\x1b[0m", 5, {"x\\x1b", "[0m"}},  // an escape is never broken
      {"xy\x1b[0m", 5, {"xy", "\\x1b[", "0m"}},
      {"기준금리 동결", kUnlimitedWidth, {"기준금리 동결"}},
  };
  for (const Case& c : kCases) EXPECT_EQ(lines_of(c.text, c.width), c.expected) << c.text;
}

TEST(Wrap, CutsTheLastLineAllowed) {
  struct Case {
    std::string_view text;
    std::size_t width;
    std::size_t max_lines;
    std::vector<std::string> expected;
  };
  const Case kCases[] = {
      {"기준금리 동결", 13, 1, {"기준금리 동결"}},
      {"기준금리 동결", 12, 1, {"기준금리 동…"}},
      {"기준금리 동결", 11, 1, {"기준금리…"}},  // no space before the mark
      {"기준금리 동결", 8, 1, {"기준금…"}},     // the mark itself needs room
      {"기준금리 동결", 8, 2, {"기준금리", "동결"}},
      {"기준금리 동결 결정", 8, 2, {"기준금리", "동결 결…"}},
      {"e\u0301e\u0301e\u0301", 2, 1, {"e\u0301…"}},  // an accent stays with its letter
      {"👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 3, 1, {"👨\u200d👩\u200d👧…"}},
      {"한글", 1, 1, {"…"}},
      {"기준금리 동결  ", 13, 1, {"기준금리 동결"}},  // trailing spaces are no reason to cut
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(lines_of(c.text, c.width, c.max_lines), c.expected) << c.text << ' ' << c.width;
  }
}

TEST(Wrap, NoLineIsTooWide) {
  const std::string text =
      "한국은행 금융통화위원회가 3.50% 동결 \x1b[31m e\u0301 👨\u200d👩\u200d👧 끝";
  const std::vector<Cell> cells = split_cells(text);
  for (std::size_t width = 8; width < 60; ++width) {
    for (std::size_t max_lines = 1; max_lines < 4; ++max_lines) {
      const std::vector<Line> lines = wrap(cells, width, max_lines);
      ASSERT_LE(lines.size(), max_lines);
      for (const Line& line : lines) {
        std::size_t columns = line.cut ? 1 : 0;
        for (std::size_t i = line.begin; i < line.end; ++i) columns += cells[i].width;
        ASSERT_LE(columns, width);
      }
    }
  }
}

}  // namespace
}  // namespace gisa::terminal

#include "searcher/terminal/printers/column_printer.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace gisa::terminal {
namespace {

using std::string_view_literals::operator""sv;

TEST(ColumnPrinter, AColumnIsOneCellOfOneLine) {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case kCases[] = {
      {"", ""},
      {"기준금리 동결", "기준금리 동결"},
      {"a\tb\nc\rd", R"(a\tb\nc\rd)"},
      {R"(C:\news)", R"(C:\\news)"},  // so that \t is a tab and nothing else
      {"a\0b"sv, R"(a\x00b)"},
      {"\x1b[31m", R"(\x1b[31m)"},
      {"\u202e", R"(\u{202e})"},
      {"\xff", R"(\xff)"},
  };
  for (const Case& c : kCases) EXPECT_EQ(as_column(c.text), c.expected);
}

TEST(ColumnPrinter, PrintsTheFieldsInTheOrderGiven) {
  Hit hit;
  hit.rank = 3;
  hit.id = "a-1";
  hit.score = 0.1;
  hit.match = Match::kPartial;
  hit.title = "기준금리\t동결";
  hit.url = "https://example.com/1";
  hit.snippet = "금리";
  struct Case {
    std::vector<HitField> fields;
    const char* expected;
  };
  using enum HitField;
  const Case kCases[] = {
      {{kId}, "a-1\n"},
      {{kTitle, kRank}, "기준금리\\t동결\t3\n"},
      {{kDate, kId, kPress}, "\ta-1\t\n"},  // absent ones are empty
      {{kScore, kMatch, kUrl, kSnippet, kText}, "0.1\tpartial\thttps://example.com/1\t금리\t\n"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(to_columns({.query = {}, .total = {}, .hits = {hit}, .seconds = 0}, c.fields),
              c.expected);
  }
  Hit full;
  EXPECT_EQ(to_columns({.query = {}, .total = {}, .hits = {full, hit}, .seconds = 0}, {{kMatch}}),
            "full\npartial\n");
  EXPECT_EQ(to_columns({}, kCases[0].fields), "");
}

}  // namespace
}  // namespace gisa::terminal

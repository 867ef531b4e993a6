#include "searcher/terminal/printers/trec_printer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>

namespace gisa::terminal {
namespace {

using std::string_view_literals::operator""sv;

SearchResult result_with(std::string_view id, double score) {
  SearchResult result;
  Hit& hit = result.hits.emplace_back();
  hit.rank = 1;
  hit.id = id;
  hit.score = score;
  return result;
}

TEST(TrecPrinter, PrintsALineForEachHit) {
  SearchResult result = result_with("a-1", 8.4375);
  Hit& second = result.hits.emplace_back();
  second.rank = 2;
  second.id = "기사-2";
  second.score = 3;
  EXPECT_EQ(to_trec("7", result), "7 Q0 a-1 1 8.4375 gisa\n7 Q0 기사-2 2 3 gisa\n");
  EXPECT_EQ(to_trec("7", {}), "");
}

TEST(TrecPrinter, KeepsSixColumns) {
  struct Case {
    std::string_view id;
    std::string_view expected;
  };
  const Case kCases[] = {
      {"a b", "a%20b"},
      {"a\tb\nc", "a%09b%0Ac"},
      {"a\0b"sv, "a%00b"},
      {"\u3000", "%E3%80%80"},  // ideographic space: Python's split() would break here
      {"a\u00a0b", "a%C2%A0b"},
      {"\x1b[m", "%1B[m"},
      {"\u202e", "%E2%80%AE"},
      {"\xff", "%FF"},
      {"100%20", "100%20"},  // ids that are percent-encoded already keep their spelling
      {"", "-"},
  };
  for (const Case& c : kCases) {
    const std::string id(c.expected);
    EXPECT_EQ(to_trec("1", result_with(c.id, 1)), "1 Q0 " + id + " 1 1 gisa\n");
    EXPECT_EQ(to_trec(c.id, result_with("x", 1)), id + " Q0 x 1 1 gisa\n");
  }
}

TEST(TrecPrinter, NeighbouringScoresStayApart) {
  const double score = 17.3;
  const double next = std::nextafter(score, 100.0);
  for (const double value : {score, next}) {
    std::istringstream line(to_trec("1", result_with("x", value)));
    std::string skipped;
    double read = 0;
    line >> skipped >> skipped >> skipped >> skipped >> read;
    EXPECT_EQ(read, value);
  }
}

TEST(TrecPrinter, ScoresAreNumbers) {
  EXPECT_EQ(to_trec("1", result_with("x", std::numeric_limits<double>::quiet_NaN())),
            "1 Q0 x 1 0 gisa\n");
}

}  // namespace
}  // namespace gisa::terminal

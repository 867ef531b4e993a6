#include "searcher/terminal/printers/facet_printer.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "searcher/terminal/layout/display_width.h"

namespace gisa::terminal {
namespace {

Facet days(std::vector<FacetCount> counts) {
  Facet facet;
  facet.field = FacetField::kDay;
  facet.counts = std::move(counts);
  return facet;
}

TEST(FacetPrinter, PrintsNamesAndNumbersInColumns) {
  Facet press;
  press.total = {1234, Total::Relation::kEstimate};
  press.counts = {{"느티일보", 1000}, {"KBS", 7}};
  press.more = 1;
  press.absent = 2;
  Facet year = days({{"2024", 1}});
  year.field = FacetField::kYear;
  year.total = {1, Total::Relation::kExact};
  EXPECT_EQ(print_facets({press, year}, MatchMode::kAuto, {}),
            "press: about 1,234 full matches\n"
            "  느티일보  1,000\n"
            "  KBS           7\n"
            "  1 more value\n"
            "  2 without\n"
            "\n"
            "year: 1 full match\n"
            "  2024  1\n");
  EXPECT_TRUE(print_facets({year}, MatchMode::kAny, {}).starts_with("year: 1 article\n"));
  EXPECT_EQ(print_facets({}, MatchMode::kAuto, {}), "");
}

TEST(FacetPrinter, NamesAreEscapedAndFitTheTerminal) {
  Facet press;
  press.total = {10, Total::Relation::kExact};
  press.counts = {{"\x1b[31m" + std::string(200, 'x'), 9}, {"긴 이름의 신문사 대구경북본부", 1}};
  for (std::size_t width = 16; width < 60; ++width) {
    const std::string text = print_facets({press}, MatchMode::kAuto, {.width = width});
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_NE(text.find("x…  9\n"), std::string::npos) << text;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);  // the heading
    while (std::getline(lines, line)) ASSERT_LE(display_width(line), width) << line;
  }
}

TEST(Histogram, DrawsALineAPeriod) {
  EXPECT_EQ(print_histogram(days({{"2024-01-30", 4}, {"2024-01-31", 1}, {"2024-02-02", 8}}),
                            Period::kAuto, {.width = 23}),
            "2024-01-30  ████      4\n"
            "2024-01-31  █         1\n"
            "2024-02-01            0\n"
            "2024-02-02  ████████  8\n");
  EXPECT_EQ(print_histogram(days({}), Period::kAuto, {}), "");
}

TEST(Histogram, ChoosesThePeriodBySpan) {
  struct Case {
    const char* last;
    Period period;
    const char* expected;
  };
  const Case kCases[] = {
      {"2024-01-31", Period::kAuto, "2024-01-01  "}, {"2024-02-01", Period::kAuto, "2024-01  "},
      {"2026-12-31", Period::kAuto, "2024-01  "},    {"2027-01-01", Period::kAuto, "2024  "},
      {"2024-01-31", Period::kYear, "2024  "},       {"2027-01-01", Period::kMonth, "2024-01  "},
  };
  for (const Case& c : kCases) {
    const std::string bars = print_histogram(days({{"2024-01-01", 1}, {c.last, 1}}), c.period, {});
    EXPECT_TRUE(bars.starts_with(c.expected)) << c.last << '\n' << bars;
  }
}

TEST(Histogram, LongGapsBecomeOneLine) {
  EXPECT_EQ(print_histogram(days({{"1970-01-01", 1}, {"2024-01-01", 2}, {"2028-01-01", 1}}),
                            Period::kYear, {.width = 16}),
            "1970  ███▌     1\n"
            "   ⋮\n"
            "2024  ███████  2\n"
            "2025           0\n"
            "2026           0\n"
            "2027           0\n"
            "2028  ███▌     1\n");
}

TEST(Histogram, FitsAnyTerminal) {
  for (std::size_t width = 16; width < 120; ++width) {
    std::istringstream lines(
        print_histogram(days({{"2024-01-01", 123'456}, {"2024-02-02", 1}, {"2024-03-03", 4567}}),
                        Period::kAuto, {.width = width}));
    for (std::string line; std::getline(lines, line);)
      ASSERT_LE(display_width(line), std::max<std::size_t>(width, 19)) << line;
  }
}

TEST(Histogram, ColoursOnlyIfAsked) {
  const Facet facet = days({{"2024-01-01", 1}});
  EXPECT_EQ(print_histogram(facet, Period::kAuto, {}).find('\x1b'), std::string::npos);
  EXPECT_NE(print_histogram(facet, Period::kAuto, {.color = true}).find("\x1b[36m█"),
            std::string::npos);
}

}  // namespace
}  // namespace gisa::terminal

#include "searcher/engine/index/term_expression.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gisa {
namespace {

using Parts = std::vector<TermExpression>;

TermExpression any_of(const std::vector<std::string>& terms) {
  return TermExpression::any_of(terms);
}

TEST(TermExpression, AllOfAsksForEachPartOnce) {
  struct Case {
    Parts parts;
    Parts kept;
  };
  const TermExpression bank("은행"), rate("금리"), either = any_of({"인상", "인하"});
  const Case cases[] = {
      {{}, {}},
      {{bank}, {bank}},
      {{bank, rate}, {bank, rate}},
      {{rate, bank, rate}, {rate, bank}},
      {{bank, bank, bank}, {bank}},
      {{either, bank, any_of({"인상", "인하"})}, {either, bank}},
      {{either, any_of({"인하", "인상"})}, {either, any_of({"인하", "인상"})}},  // as they stand
  };
  for (const Case& c : cases) {
    const TermExpression all = TermExpression::all_of(c.parts);
    EXPECT_EQ(all.kind, TermExpression::Kind::kAll);
    EXPECT_EQ(all.parts, c.kept);
  }
}

TEST(TermExpression, WordsRepeatedAThousandTimesAreOneTerm) {
  const Parts parts(1000, TermExpression("금리"));
  const std::string query = TermExpression::all_of(parts).to_query().get_description();
  EXPECT_EQ(query, Xapian::Query("금리").get_description());
}

}  // namespace
}  // namespace gisa

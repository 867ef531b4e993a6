#include "searcher/engine/words/asked_units.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(AskedUnits, Table) {
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"훈민정음은 언제 반포됐나", "년월일세", "when"},
      {"임진왜란이 일어난 해는?", "년월일세", "in which year"},
      {"몇 년도에 시작됐나", "년월일세", "a year asked by number"},
      {"미국에는 몇 개의 주가 있나", "개", "how many"},
      {"자녀는 몇명인가", "명", "without a space"},
      {"해발 몇  미터인가", "미", "two spaces"},
      {"몇몇 의원", "", "some"},
      {"몇몇 의원이 몇 명을 만났나", "명", "some, and how many"},
      {"산불 피해는 몇 명인가", "명", "피해는 is no year"},
      {"올해는 어떤가", "", "nor is 올해는"},
      {"답은 몇", "", "nothing behind"},
      {"몇 km인가", "", "letters"},
      {"수도는 어디인가", "", "another question"},
      {"", "", "nothing"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_utf8(units_asked_for(c.query)), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa

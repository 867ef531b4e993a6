#include "searcher/engine/query/event_dates.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

struct Case {
  const char* typed;
  const char* printed;
};

const Case kCases[] = {
    {"12.3 비상계엄 선포", "12·3 비상계엄 선포"},
    {"12.3비상계엄", "12·3비상계엄"},
    {"518 민주화운동", "5·18 민주화운동"},
    {"제주 4.3", "제주 4·3"},
    {"제주4.3 평화공원", "제주4·3 평화공원"},
    {"10.15 부동산 대책과 6.27 대책", "10·15 부동산 대책과 6·27 대책"},
    {"3.1절", "3·1절"},
    {"9.19 군사합의", "9·19 군사합의"},
    {"4.16 세월호 참사", "4·16 세월호 참사"},
    // No day of a year, no event, or already as it is printed.
    {"13.3 사건", "13.3 사건"},
    {"12.32 사건", "12.32 사건"},
    {"0.5 사건", "0.5 사건"},
    {"06.03 지방선거", "06.03 지방선거"},
    {"1.2.3 사건", "1.2.3 사건"},
    {"2025.6 선거", "2025.6 선거"},
    {"12. 사건", "12. 사건"},
    {".5 사건", ".5 사건"},
    {"517 사건", "517 사건"},
    {"1,123 사건", "1,123 사건"},
    {"A123 사건", "A123 사건"},
    {"-12.3 사건", "-12.3 사건"},
    {"(12.3 사건)", "(12·3 사건)"},
    {"금리 12.3", "금리 12.3"},
    {"12.3  사건", "12.3  사건"},
    {"12·3 계엄", "12·3 계엄"},
    {"부산 4.3", "부산 4.3"},
    {"\xff"
     "12.3\xff 사건",
     "\xff"
     "12.3\xff 사건"},
    {"", ""},
};

TEST(EventDates, AreReadWhereAnEventFollows) {
  for (const Case& c : kCases) EXPECT_EQ(with_event_dates(c.typed), c.printed) << c.typed;
}

}  // namespace
}  // namespace gisa

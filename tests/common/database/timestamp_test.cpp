#include "common/database/timestamp.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(Timestamp, Table) {
  struct Case {
    const char* date;
    std::optional<std::int64_t> expected;
  };
  const Case cases[] = {
      {"1970-01-01T09:00:00+09:00", 0},
      {"1970-01-01", -9 * 3600},
      {"2025-06-11T09:30:05+09:00", 1749601805},
      {"2024-02-29", 1709132400},
      {"2023-02-29", std::nullopt},
      {"", std::nullopt},
      {"2025", std::nullopt},
      {"어제", std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(utc_seconds(c.date), c.expected) << c.date;
}

TEST(Timestamp, ValuesSortAsTimesDo) {
  std::string last;
  for (const std::int64_t time :
       {-100'000'000'000LL, -1LL, 0LL, 1LL, 255LL, 256LL, 1'749'601'805LL, 99'999'999'999LL}) {
    const std::string value = encode_time_value(time);
    EXPECT_EQ(value.size(), 5u);
    EXPECT_LT(last, value);
    EXPECT_EQ(decode_time_value(value), time);
    last = value;
  }
  for (const char* value : {"", "abcd", "abcdef"}) EXPECT_FALSE(decode_time_value(value));
}

}  // namespace
}  // namespace gisa

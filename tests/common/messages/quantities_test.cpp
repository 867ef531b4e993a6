#include "common/messages/quantities.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

constexpr Language kEn = Language::kEnglish, kKo = Language::kKorean;

TEST(Quantities, Counts) {
  struct Case {
    std::uint64_t number;
    const char *english, *korean, *trap;
  };
  const Case cases[] = {
      {0, "0", "0", "nothing at all"},
      {7, "7", "7", ""},
      {9'839, "9,839", "9,839", "below a myriad both are alike"},
      {10'000, "10,000", "1만", "no rest, nothing behind"},
      {39'839, "39,839", "3만 9,839", ""},
      {30'005, "30,005", "3만 5", "no zeros inside"},
      {1'234'567, "1,234,567", "123만 4,567", ""},
      {12'345'678, "12,345,678", "1,234만 5,678", "a comma before 만, too"},
      {100'000'000, "100,000,000", "1억", ""},
      {120'003'400, "120,003,400", "1억 2,000만 3,400", ""},
      {100'000'001, "100,000,001", "1억 1", "an empty part is left out"},
      {3'000'000'000'000, "3,000,000,000,000", "3조", ""},
      {18'446'744'073'709'551'615u, "18,446,744,073,709,551,615",
       "1,844경 6,744조 737억 955만 1,615", "the largest"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(format_count(c.number, kEn), c.english) << c.trap;
    EXPECT_EQ(format_count(c.number, kKo), c.korean) << c.trap;
  }
}

TEST(Quantities, Bytes) {
  struct Case {
    double bytes;
    int decimals;
    const char *english, *korean;
  };
  const Case cases[] = {{0, 1, "0 B", "0바이트"},         {999, 1, "999 B", "999바이트"},
                        {1e3, 1, "1 kB", "1kB"},          {513e3, 1, "513 kB", "513kB"},
                        {98.5e6, 1, "98.5 MB", "98.5MB"}, {101e6, 0, "101 MB", "101MB"},
                        {2.12e9, 0, "2.1 GB", "2.1GB"}};
  for (const Case& c : cases) {
    EXPECT_EQ(format_bytes(c.bytes, c.decimals, kEn), c.english);
    EXPECT_EQ(format_bytes(c.bytes, c.decimals, kKo), c.korean);
  }
}

TEST(Quantities, Durations) {
  struct Case {
    double seconds;
    const char *english, *korean;
  };
  const Case cases[] = {{0, "0.0 s", "0.0초"},
                        {1.2, "1.2 s", "1.2초"},
                        {59.94, "59.9 s", "59.9초"},
                        {725, "12 min 05 s", "12분 5초"},
                        {3600, "1 h 00 min", "1시간 0분"},
                        {3725, "1 h 02 min", "1시간 2분"}};
  for (const Case& c : cases) {
    EXPECT_EQ(format_seconds(c.seconds, kEn), c.english);
    EXPECT_EQ(format_seconds(c.seconds, kKo), c.korean);
  }
}

TEST(Quantities, Dates) {
  struct Case {
    const char *date, *english, *korean, *trap;
  };
  const Case cases[] = {
      {"2024", "2024", "2024년", "a year alone"},
      {"2024-03", "2024-03", "2024년 3월", "a month alone"},
      {"2024-03-05", "2024-03-05", "2024년 3월 5일", "a day alone"},
      {"2024-03-05T07:30:00+09:00", "2024-03-05 07:30", "2024년 3월 5일 오전 7:30", ""},
      {"2021-12-05T23:52:00+09:00", "2021-12-05 23:52", "2021년 12월 5일 오후 11:52", ""},
      {"2024-03-05T00:00:00+09:00", "2024-03-05 00:00", "2024년 3월 5일", "midnight is no time"},
      {"2024-03-05T00:05:00+09:00", "2024-03-05 00:05", "2024년 3월 5일 오전 12:05", ""},
      {"2024-03-05T12:00:00+09:00", "2024-03-05 12:00", "2024년 3월 5일 오후 12:00", "noon"},
      {"", "", "", "no date"},
      {"언젠가", "언젠가", "언젠가", "no date either"},
      {"2024-3-5", "2024-3-5", "2024-3-5", "not ISO 8601"},
      {"2024-03-0", "2024-03-0", "2024-03-0", "cut short"},
      {"2024-03-05T07", "2024-03-05T07", "2024-03-05T07", "no minute"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(format_date(c.date, kEn), c.english) << c.trap;
    EXPECT_EQ(format_date(c.date, kKo), c.korean) << c.trap;
  }
}

// Without a locale, as in this program, all is English.
TEST(Messages, EnglishByDefault) {
  EXPECT_EQ(language_of_messages(), Language::kEnglish);
  EXPECT_STREQ(tr("nothing was indexed"), "nothing was indexed");
  EXPECT_STREQ(tr(""), "");
  EXPECT_EQ(tr_format("{} is damaged", "a.db"), "a.db is damaged");
  EXPECT_EQ(tr_count(1, "{} article", "{} articles"), "1 article");
  EXPECT_EQ(tr_count(39'839, "{} article", "{} articles"), "39,839 articles");
}

}  // namespace
}  // namespace gisa

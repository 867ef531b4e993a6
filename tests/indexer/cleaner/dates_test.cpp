#include <gtest/gtest.h>

#include <string>

#include "indexer/cleaner/dates.h"
#include "tests/indexer/cleaner/text_case.h"

namespace gisa {
namespace {

using cleaning::date_of_stamp_line;
using cleaning::normalise_date;

TEST(Dates, NormalisesEveryForm) {
  const TextCase cases[] = {
      {"digits", "20230531", "2023-05-31"},
      {"slashes", "2019/01/01", "2019-01-01"},
      {"dots, one at the end", "2019.06.25.", "2019-06-25"},
      {"dots and blanks", "2017. 1. 1.", "2017-01-01"},
      {"time without zone is Seoul", "2021-12-05 23:52", "2021-12-05T23:52:00+09:00"},
      {"seconds and fraction", "2021-12-05 23:52:10.123", "2021-12-05T23:52:10+09:00"},
      {"ISO with zone", "2021-12-05T23:52:10+09:00", "2021-12-05T23:52:10+09:00"},
      {"UTC becomes the next day", "2021-12-31T20:00:00Z", "2022-01-01T05:00:00+09:00"},
      {"zone behind UTC", "2021-12-05T10:00:00-05:00", "2021-12-06T00:00:00+09:00"},
      {"zone far ahead goes to the day before", "2024-03-01T02:00:00+14:00",
       "2024-02-29T21:00:00+09:00"},
      {"NewsML", "20030904T175841+0900", "2003-09-04T17:58:41+09:00"},
      {"digits with time", "20230531232402", "2023-05-31T23:24:02+09:00"},
      {"RFC 822", "Tue, 05 Mar 2024 14:30:00 +0900", "2024-03-05T14:30:00+09:00"},
      {"seconds since 1970", "1704412800", "2024-01-05T09:00:00+09:00"},
      {"seconds since 1970 with a fraction", "1704412800.5", "2024-01-05T09:00:00+09:00"},
      {"milliseconds since 1970", "1704412800000", "2024-01-05T09:00:00+09:00"},
      {"a telephone number", "0212345678", ""},
      {"too few digits for seconds", "170441280", ""},
      {"a year of two digits", "24.01.05", "2024-01-05"},
      {"a year of two digits, with a time", "24-01-05 09:05", "2024-01-05T09:05:00+09:00"},
      {"a year of two digits of the last century", "99/12/31", "1999-12-31"},
      {"a year of two digits behind something", "v 24.01.05", ""},
      {"the month first", "Jan 5, 2024 9:05 AM", "2024-01-05T09:05:00+09:00"},
      {"the month first, in full", "January 5 2024", "2024-01-05"},
      {"as C writes it", "Fri Jan  5 09:05:00 KST 2024", "2024-01-05T09:05:00+09:00"},
      {"as C writes it, in GMT", "Fri Jan  5 09:05:00 GMT 2024", "2024-01-05T18:05:00+09:00"},
      {"RFC 822 in GMT", "Tue, 05 Mar 2024 14:30:00 GMT", "2024-03-05T23:30:00+09:00"},
      {"as a browser writes it", "Tue Mar 05 2024 14:30:00 GMT+0900 (한국 표준시)",
       "2024-03-05T14:30:00+09:00"},
      {"hours ahead of UTC", "2024-03-05 14:30 UTC+9", "2024-03-05T14:30:00+09:00"},
      {"hours behind GMT", "2024-03-05 14:30 (GMT-05:00)", "2024-03-06T04:30:00+09:00"},
      {"RFC 822, one digit, named zone", "5 Mar 2024 14:30 EST", "2024-03-06T04:30:00+09:00"},
      {"Korean", "2024년 3월 5일", "2024-03-05"},
      {"Korean with time", "2024년 3월 5일 오후 3시 20분", "2024-03-05T15:20:00+09:00"},
      {"portal", "입력 2021.12.05. 오후 11:52", "2021-12-05T23:52:00+09:00"},
      {"midnight and noon", "2021.12.05. 오전 12:10", "2021-12-05T00:10:00+09:00"},
      {"noon", "2021.12.05. 오후 12:10", "2021-12-05T12:10:00+09:00"},
      {"weekday in brackets", "2024-03-05 (화) 14:30", "2024-03-05T14:30:00+09:00"},
      {"the first of two", "2024.03.05 10:00 수정 2024.03.06 11:00", "2024-03-05T10:00:00+09:00"},
      {"changed, then published", "최종수정 2024.03.06 11:00 기사입력 2024.03.05 10:00",
       "2024-03-05T10:00:00+09:00"},
      {"changed, then who published", "수정 2024.03.06 11:00 입력 느티일보",
       "2024-03-06T11:00:00+09:00"},
      {"leap day", "2024-02-29", "2024-02-29"},
      {"no such day", "2024-02-31", ""},
      {"no leap year", "2023-02-29", ""},
      {"month 13", "2024-13-01", ""},
      {"day 0", "20240100", ""},
      {"hour 25 leaves the day", "2024-03-05 25:10", "2024-03-05"},
      {"year alone", "2024", ""},
      {"mixed separators", "2024-03/05", ""},
      {"words", "어제 오후", ""},
      {"empty", "", ""},
  };
  for (const TextCase& c : cases) EXPECT_EQ(normalise_date(c.input), c.expected) << c.trap;
}

TEST(Dates, NormalisingTwiceIsNormalisingOnce) {
  for (const char* date :
       {"20230531", "Tue, 05 Mar 2024 14:30:00 GMT", "입력 2021.12.05. 오후 11:52"}) {
    const std::string once = normalise_date(date);
    EXPECT_EQ(normalise_date(once), once);
  }
}

TEST(Dates, KnowsStampLines) {
  EXPECT_EQ(date_of_stamp_line("입력 2021.12.05. 오후 11:52"), "2021-12-05T23:52:00+09:00");
  EXPECT_EQ(date_of_stamp_line("2024.03.05 10:20 입력 | 2024.03.05 11:00 수정"),
            "2024-03-05T10:20:00+09:00");
  EXPECT_EQ(date_of_stamp_line("2024.03.05"), "") << "a bare date may be content";
  EXPECT_EQ(date_of_stamp_line("수정 작업은 2024.03.05 끝난다"), "");
}

}  // namespace
}  // namespace gisa

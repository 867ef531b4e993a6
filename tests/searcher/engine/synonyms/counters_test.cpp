#include "searcher/engine/synonyms/counters.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(Counters, Table) {
  struct Case {
    const char* query;
    const char* expected;  // words: form
    const char* trap;
  };
  const Case cases[] = {
      {"두 명", "2: 2명", "two words"},
      {"두명", "1: 2명", "one word"},
      {"두 배로", "2: 2배", "a counter with a josa"},
      {"세 곳에서", "2: 3곳", "a longer one"},
      {"다섯 마리", "2: 5마리", "two syllables"},
      {"다섯마리가", "1: 5마리", "in one word"},
      {"열 가지", "2: 10가지", "ten"},
      {"두 번째", "2: 2번째", "an ordinal"},
      {"10살", "2: 10세", "an age"},
      {"10세", "2: 10살", "and back"},
      {"20세의", "2: 20살", "with a josa"},
      {"3세대", "", "a generation"},
      {"한 명", "", "한 is no number by itself"},
      {"세 대", "", "대 after digits is something else"},
      {"두 사람", "", "not counted with digits"},
      {"두산", "", "a name"},
      {"세계", "", "another word"},
      {"2명", "", "digits stay digits"},
      {"살", "", "no number"},
      {"", "", "nothing"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    const OtherForms other = other_count(analyze_query(c.query, analyzer));
    const std::string found =
        other.words == 0 ? "" : std::to_string(other.words) + ": " + to_utf8(other.forms[0]);
    EXPECT_EQ(found, c.expected) << c.query << ": " << c.trap;
  }
}

TEST(Counters, GoOnBehindNumerals) {
  Analyzer analyzer;
  for (const char* query :
       {"두 명", "한 달", "세 번", "네 곳에서", "두 사람", "천만 명", "수십만 명", "몇십 년"}) {
    std::vector<QueryWord> words = analyze_query(query, analyzer);
    join_counts(words);
    EXPECT_TRUE(words.at(1).goes_on) << query;
  }
  for (const char* query : {"두 정상", "한 총리", "이 명", "두 명부", "천만 관객", "만 명"}) {
    std::vector<QueryWord> words = analyze_query(query, analyzer);
    join_counts(words);
    EXPECT_FALSE(words.at(1).goes_on) << query;
  }
}

}  // namespace
}  // namespace gisa

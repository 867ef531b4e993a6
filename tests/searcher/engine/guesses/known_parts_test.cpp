#include "searcher/engine/guesses/known_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "searcher/engine/index/snapshot.h"
#include "tests/searcher/engine/words/show_words.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

TEST(KnownParts, Table) {
  const TestDatabase database({
      {"1", "", "나루시 지속 발전. 한누리가 물러났다. 물러날 사퇴 뜻. 기사를 썼다. 투자를 늘린다.",
       ""},
      {"2", "", "나루의 시지를 뒤졌다. 교육과 도입. 학교 문. 입학을 미뤘다.", ""},
      {"3", "", "나루시 지속 교육. 인프라투자를 늘린다. 투자가 모였다. 가속 장치.", ""},
      {"4", "", "의료 정상화. 의료정 설치.", ""},
  });
  const auto snapshot = Snapshot::open(database.database());
  SearchContext context{*snapshot};
  KnownWords known(context);
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"한누리사퇴", "한누리 +사퇴", "리사 is no word"},
      {"도입학교", "도입 +학교", "입학 is one, but not what stands beside it"},
      {"나루시지속", "나루시 +지속", "나루 and 시지속, which is no word"},
      {"인프라투자가속", "인프라투자 +가속", "투자가, too"},
      {"도입학교교육", "도입 +학교 +교육", "three"},
      {"도입을학교", "도입 +학교", "a josa within"},
      {"학교도입을", "학교 +도입", "and behind"},
      {"의료정상화", "의료 +정상화", "of two cuts the only one with two words"},
      {"도입", "도입", "one word"},
      {"뷁쀍도입", "뷁쀍도입", "an unknown part"},
      {"도입뷁", "도입뷁", "one syllable is left"},
      {"학교도입학교도입학교도입학교도입학교도입학교",
       "학교도입학교도입학교도입학교도입학교도입학교", "more than is looked at"},
      {"AI", "ai", "no Hangul"},
  };
  for (const Case& c : cases) {
    const QueryWord word = analyze_query(c.query, context.analyzer).at(0);
    EXPECT_EQ(show_words(known_parts(word, known, context.analyzer), &QueryWord::is_split),
              c.expected)
        << c.query << ": " << c.trap;
  }
}

// Words of four syllables are cut in short queries and in long ones that have few blanks.
TEST(KnownParts, OfQueries) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 9; ++i)
    articles.push_back({"n" + std::to_string(i), "", "학교에 갔다. 입학 전이다. 도시 바람.", ""});
  articles.push_back({"a", "", "새 과목 도입 학교를 뽑았다. 반도체 공장을 나루시에 짓는다.", ""});
  const TestDatabase database(articles);
  const auto best = [&](const std::string& query) -> Hit {
    return database.search(query).hits.at(0);
  };
  EXPECT_EQ(best("도입학교").id, "a");
  EXPECT_EQ(best("도입학교").match, Match::kFull);
  EXPECT_EQ(best("도입학교 반도체공장 나루시에짓는").id, "a");
  EXPECT_EQ(best("\"도입학교\" 학교").match, Match::kPartial) << "quoted words stay as typed";
}

}  // namespace
}  // namespace gisa

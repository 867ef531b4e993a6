#include "searcher/engine/words/joined_words.h"

#include <gtest/gtest.h>

#include "searcher/engine/index/snapshot.h"
#include "tests/searcher/engine/words/show_words.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

TEST(JoinedWords, AreReadAsOneWhereArticlesWriteThemSo) {
  const TestDatabase database({{"1", "", "한미 정상이 만났다. 초중고 급식. 북미 회담.", ""},
                               {"2", "", "한·미 동맹. 초·중·고 학생. 라마교의 가나다.", ""},
                               {"3", "", "눈 비가 온다. 눈·비 예보. 눈 비 눈 비.", ""},
                               {"4", "", "눈·비가 내린다.", ""},
                               {"5", "", "눈·비가 그쳤다.", ""},
                               {"6", "", "눈·비 소식. 그 눈비가 왔다.", ""},
                               {"7", "", "눈·비 소식.", ""}});
  const auto snapshot = Snapshot::open(database.database());
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"한·미 정상회담", "한미 정상회담", "a middle dot"},
      {"한-미", "한미", "a hyphen"},
      {"한/미의", "한미", "a slash, and a josa"},
      {"초·중·고 급식", "초중고 급식", "two marks"},
      {"한 미", "한 미", "a space"},
      {"한· 미", "한 미", "a mark and a space"},
      {"한·일", "한 +일", "together in no article"},
      {"눈·비", "눈 +비", "together in one of five"},
      {"금융·한·미", "금융 +한 +미", "a longer part"},
      {"가·나·다·라·마", "가 +나 +다 +라 +마", "too many, and none of some of them"},
      {"12·3", "12 +3", "numbers"},
      {"", "", "nothing"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    std::vector<QueryWord> words = analyze_query(c.query, analyzer);
    read_as_one(words, analyzer, snapshot->index());
    EXPECT_EQ(show_words(words, &QueryWord::is_joined), c.expected) << c.trap;
  }
}

// It took the square of the query and more: minutes, whatever the time limit.
TEST(JoinedWords, AreFoundHoweverMany) {
  const TestDatabase database({{"1", "", "한·미 동맹과 한국, 1만 한미 한·미 한-미.", ""}});
  const Searcher searcher(database.database());
  for (const char* part : {"한-", "한·", "한·미·일·중 ", "1만", "AI."}) {
    SearchRequest request;
    while (request.query.size() < 8000) request.query += part;
    for (const MatchMode match : {MatchMode::kAuto, MatchMode::kAll}) {
      request.match = match;
      EXPECT_EQ(searcher.search(request).query, request.query);
    }
  }
}

}  // namespace
}  // namespace gisa

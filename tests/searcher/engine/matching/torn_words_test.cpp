#include "searcher/engine/matching/torn_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "searcher/engine/index/snapshot.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

// So many articles have a word each.
std::vector<TestArticle> make_articles() {
  struct Count {
    const char* word;
    int articles;
  };
  std::vector<TestArticle> articles;
  const auto add = [&](const std::string& body) {
    articles.push_back({std::to_string(articles.size()), "", body, ""});
  };
  for (const auto& [word, count] :
       {Count{"부산", 30}, Count{"문화", 12}, Count{"재단", 9}, Count{"화재", 5}, Count{"전기", 8},
        Count{"기차", 3}, Count{"대기", 4}, Count{"기업", 9}, Count{"국방", 7}, Count{"방송", 6},
        Count{"산업", 6}, Count{"단지", 6}}) {
    for (int i = 0; i < count; ++i) add(std::string("마을 ") + word + " 소식");
  }
  return articles;
}

// A word of two syllables at a place of a run whose stem has so many.
struct Case {
  const char16_t* word;
  const char16_t* run;
  std::size_t at;
  std::size_t stem;
  bool expected;
  const char* trap;
};

TEST(TornWords, AreToldByThePairsAcrossTheirEnds) {
  const TestDatabase database(make_articles());
  const auto snapshot = Snapshot::open(database.database());
  const Case cases[] = {
      {u"화재", u"문화재단", 1, 4, true, "문화, 재단"},
      {u"화재", u"클래식문화재단이", 4, 7, true, "whatever stands before"},
      {u"화재", u"문화재", 1, 3, true, "문화 and a syllable"},
      {u"화재", u"문화재는", 1, 3, true, "with a josa"},
      {u"화재", u"대형화재", 2, 4, false, "a compound"},
      {u"화재", u"화재단", 0, 3, false, "what begins with it"},
      {u"기차", u"전기차", 1, 3, true, "전기 and a syllable"},
      {u"기차", u"관광기차", 2, 4, false, "a compound"},
      {u"기업", u"대기업", 1, 3, false, "more have 기업 than 대기"},
      {u"방송", u"한국방송", 2, 4, false, "twos before it, though more have 국방"},
      {u"산업", u"국가산업단지", 2, 6, false, "twos around it"},
  };
  TornWords torn(snapshot->index());
  torn.start();
  for (const Case& c : cases)
    EXPECT_EQ(torn.is_torn(c.word, c.run, c.at, c.stem), c.expected) << c.trap;
}

TEST(TornWords, AreSurelyTornBetweenOthers) {
  const TestDatabase database(make_articles());
  const auto snapshot = Snapshot::open(database.database());
  const Case cases[] = {
      {u"화재", u"문화재단", 1, 4, true, "문화, 재단"},
      {u"화재", u"문화재단이", 1, 4, true, "with a josa"},
      {u"화재", u"문화재", 1, 3, false, "at the end, where compounds end"},
      {u"화재", u"대형화재단지", 2, 6, false, "behind twos"},
      {u"산업", u"대산업단지", 1, 5, false, "more have 산업 than 대산"},
  };
  TornWords torn(snapshot->index());
  for (const Case& c : cases)
    EXPECT_EQ(torn.is_surely_torn(c.word, c.run, c.at, c.stem), c.expected) << c.trap;
}

TEST(TornWords, AreNoFullMatch) {
  TestDatabase database(make_articles());
  database.add({{"torn", "부산 문화재단 설립", "이사장에 홍길동 씨가 뽑혔다.", ""},
                {"word", "", "지난밤 부산의 시장에서 대형화재가 났다.", ""}});
  SearchRequest request;
  request.query = "부산 화재";
  const Searcher searcher(database.database());
  for (const Hit& hit : searcher.search(request).hits) {
    if (hit.id == "word") {
      EXPECT_EQ(hit.match, Match::kFull);
    }
    if (hit.id != "torn") continue;
    EXPECT_EQ(hit.match, Match::kPartial);
    EXPECT_EQ(hit.title_highlights.size(), 1U);  // 부산
  }
  request.query = "부산 -화재";
  const std::vector<Hit> hits = searcher.search(request).hits;
  EXPECT_TRUE(std::ranges::none_of(hits, [](const Hit& hit) { return hit.id == "word"; }));
  request.query = "설립 -화재";
  EXPECT_EQ(searcher.search(request).hits.size(), 1U);
}

TEST(TornWords, ComeBehindWords) {
  TestDatabase database(make_articles());
  database.add({{"torn", "부산 문화재단 설립", "이사장에 홍길동 씨가 뽑혔다.", ""},
                {"word", "", "지난밤 부산의 시장에서 화재가 났다.", ""}});
  SearchRequest request;
  request.query = "부산 화재";
  const SearchResult result = Searcher(database.database()).search(request);
  ASSERT_GE(result.hits.size(), 2U);
  EXPECT_EQ(result.hits[0].id, "word");
}

}  // namespace
}  // namespace gisa

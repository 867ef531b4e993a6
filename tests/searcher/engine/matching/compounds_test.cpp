#include "searcher/engine/matching/compounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "searcher/engine/index/snapshot.h"
#include "tests/searcher/engine/words/show_words.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

TEST(Compounds, AreSplitWhereArticlesHaveASpace) {
  std::vector<TestArticle> articles = {
      {"1", "", "하나은행이 연금 상품을 냈다. 기준금리는 그대로다.", ""},
      {"2", "", "대한 항공우주 학회. 새 서울시장이 왔다.", ""}};
  for (int i = 0; i < 9; ++i) {
    articles.push_back({"a" + std::to_string(i), "",
                        "하나은행 연금 창구. 오세훈 한파 대책. 대통령 신년사. 이 거대한 배. "
                        "전쟁의 승자. 올해의 책. 통일교의 회계. 하이에 나갔다.",
                        ""});
  }
  articles.push_back({"3", "", "대통령신년사 전문. 타이어와 거스름돈.", ""});
  const TestDatabase database(articles);
  const auto snapshot = Snapshot::open(database.database());
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"하나은행연금", "하나은행 +연금", "a space in most articles"},
      {"하나은행연금의", "하나은행 +연금", "a josa"},
      {"오세훈한파대책", "오세훈 +한파 +대책", "three words"},
      {"신설 하나은행연금 창구", "신설 하나은행 +연금 창구", "among others"},
      {"대통령신년사", "대통령 +신년사", "together in one of ten"},
      {"기준금리", "기준금리", "always together"},
      {"하나은행 연금", "하나은행 연금", "typed in two"},
      {"은행연", "은행연", "too short for two words"},
      {"타이거스", "타이거스", "the link is of other words"},
      {"전쟁의승자", "전쟁 +승자", "behind a josa"},
      {"올해의책", "올해 +책", "one syllable behind 의"},
      {"통일교의회계", "통일교 +회계", "not before the josa"},
      {"하이에나", "하이에나", "one syllable behind another josa"},
      {"뷁쀍뷁쀍", "뷁쀍뷁쀍", "unknown"},
      {"", "", "nothing"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    std::vector<QueryWord> words = analyze_query(c.query, analyzer);
    split_compounds(words, Synonyms(), analyzer, snapshot->index());
    EXPECT_EQ(show_words(words, &QueryWord::is_split), c.expected) << c.trap;
  }
}

TEST(Compounds, AreFoundAsTheyWereTyped) {
  std::vector<TestArticle> articles = {
      {"1", "", "올해의책을 뽑았다. 농업인총연합회는 반대했다. 지역활성화지역으로 지정했다.", ""}};
  for (int i = 0; i < 9; ++i) {
    articles.push_back({"a" + std::to_string(i), "",
                        "올해의 책 전시. 농업 총생산이 늘었다. 모두의 총연합회. "
                        "지역 활성화 지역 정책.",
                        ""});
  }
  const TestDatabase database(articles);
  for (const char* query : {"올해의책", "농업인총연합회", "지역활성화지역"}) {
    const SearchResult result = database.search(query, 20);
    const auto is_full = [](const Hit& hit) { return hit.id == "1" && hit.match == Match::kFull; };
    EXPECT_TRUE(std::ranges::any_of(result.hits, is_full)) << query;
  }
}

TEST(Compounds, ArePartedInCompanyWhereTheBigramIsOfOtherWords) {
  std::vector<TestArticle> articles = {{"1", "", "전자주가 뭐다.", ""}};
  for (int i = 0; i < 9; ++i) {
    articles.push_back({"a" + std::to_string(i), "", "달빛전자 주가 전망이 밝다.", ""});
    articles.push_back({"b" + std::to_string(i), "", "그는 자주 온다. 자주 웃는다.", ""});
  }
  const TestDatabase database(articles);
  const auto snapshot = Snapshot::open(database.database());
  Analyzer analyzer;
  const auto parts = [&](std::string_view query) {
    const QueryWord word = analyze_query(query, analyzer).at(0);
    return show_words(parts_in_company(word, analyzer, snapshot->index()), &QueryWord::is_split);
  };
  std::vector<QueryWord> words = analyze_query("달빛전자주가", analyzer);
  split_compounds(words, Synonyms(), analyzer, snapshot->index());
  EXPECT_EQ(show_words(words, &QueryWord::is_split), "달빛전자주가")
      << "자주 is as frequent as the link";
  EXPECT_EQ(parts("달빛전자주가"), "달빛전자 +주가");
  EXPECT_EQ(parts("달빛전자주가전망의"), "달빛전자 +주가 +전망");
  EXPECT_EQ(parts("달빛전자"), "달빛전자");
  EXPECT_EQ(parts("뷁쀍뷁쀍뷁"), "뷁쀍뷁쀍뷁");
  EXPECT_EQ(parts("AI"), "ai");
}

TEST(Compounds, ThatNoArticleHasAreFoundByTheirParts) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 9; ++i) {
    articles.push_back({"a" + std::to_string(i), "", "달빛전자 주가 전망이 밝다.", ""});
    articles.push_back({"b" + std::to_string(i), "", "전망 좋은 곳에 자주 온다. 주가전자다.", ""});
  }
  const TestDatabase database(articles);
  const SearchResult result = database.search("달빛전자주가전망", 9);
  ASSERT_EQ(result.hits.size(), 9u);
  for (const Hit& hit : result.hits) {
    EXPECT_EQ(hit.match, Match::kFull) << hit.id;
    EXPECT_TRUE(hit.id.starts_with('a')) << hit.id;
  }
}

TEST(Compounds, AreNotSplitInAnEntryOfSynonyms) {
  const TestDatabase database(
      {{"1", "", "하나은행 연금. 하나은행 연금. 하나은행이 연금을 냈다.", ""},
       {"2", "", "하나은행 연금 창구.", ""},
       {"3", "", "하나은행 연금 창구.", ""}});
  const auto snapshot = Snapshot::open(database.database());
  Analyzer analyzer;
  Synonyms synonyms;
  synonyms.read("신설 하나은행연금 창구 = 새연금", "s.txt", analyzer);
  const auto split = [&](std::string_view query) {
    std::vector<QueryWord> words = analyze_query(query, analyzer);
    split_compounds(words, synonyms, analyzer, snapshot->index());
    return show_words(words, &QueryWord::is_split);
  };
  EXPECT_EQ(split("신설 하나은행연금 창구"), "신설 하나은행연금 창구") << "within one";
  EXPECT_EQ(split("신설 하나은행연금"), "신설 하나은행 +연금") << "a part of one";
}

TEST(Compounds, AreFullMatchesSideBySideOnly) {
  const std::vector<TestArticle> articles = {{"near", "", "하나은행 연금 창구가 열렸다.", ""},
                                             {"glued", "", "하나은행연금 창구가 열렸다.", ""},
                                             {"josa", "", "하나은행의 연금 창구가 열렸다.", ""},
                                             {"apart", "", "하나은행은 새 상품인 연금을 냈다.", ""},
                                             {"a", "", "하나은행 연금", ""},
                                             {"b", "", "하나은행 연금", ""},
                                             {"c", "", "하나은행 연금", ""},
                                             {"d", "", "하나은행 연금", ""},
                                             {"e", "", "하나은행 연금", ""},
                                             {"f", "", "하나은행 연금", ""}};
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  for (const MatchMode match : {MatchMode::kAuto, MatchMode::kAll}) {
    for (const bool has_josa : {false, true}) {
      SearchRequest request;
      request.query = has_josa ? "하나은행의연금" : "하나은행연금";
      request.match = match;
      request.limit = articles.size();
      std::size_t full = 0;
      for (const Hit& hit : searcher.search(request).hits) {
        const bool is_full = hit.match == Match::kFull;
        full += is_full ? 1 : 0;
        EXPECT_FALSE(hit.id == "apart" && is_full);
        EXPECT_TRUE(hit.id != "josa" || is_full == has_josa);
      }
      EXPECT_EQ(full, has_josa ? 9u : 8u);
    }
  }
}

}  // namespace
}  // namespace gisa

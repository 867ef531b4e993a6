// Facets: counted one by one or by the index, the same.
#include "searcher/engine/search/facets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/support/test_database.h"

namespace gisa {
namespace {

using Counts = std::vector<FacetCount>;

Facet facet_of(const Searcher& searcher, const std::string& query, FacetRequest facet,
               MatchMode match = MatchMode::kAuto) {
  SearchRequest request;
  request.query = query;
  request.limit = 1;
  request.match = match;
  request.facets = {facet};
  return searcher.search(request).facets.at(0);
}

const std::vector<TestArticle> kArticles = {
    {"a", "금리 인상", "한국은행이 금리를 올렸다.",
     R"("date":"2024-01-31","press":"KBS","section":"경제","reporter":"하은결, 노을하")"},
    {"b", "금리 동결", "금리를 그대로 두었다.",
     R"("date":"2024-02-01T00:10:00+09:00","press":"kbs","reporter":"노을하")"},
    {"c", "금리 인하", "한국은행이 금리를 내렸다.", R"("date":"2025-02-01","press":"새벽경제")"},
    {"d", "환율 이야기", "환율만 나온다.", R"("press":"새벽경제","section":"경제")"},
    {"e", "금리 소식", "날짜가 없다.", ""},
};

TEST(Facets, CountFullMatches) {
  const TestDatabase database(kArticles);
  const Searcher searcher(database.database());
  struct Case {
    const char* query;
    FacetField field;
    std::uint64_t total;
    Counts counts;
    std::uint64_t absent;
  };
  const Case kCases[] = {
      // Spellings of one newspaper are one value, shown as the first article has it.
      {"금리", FacetField::kPress, 4, {{"KBS", 2}, {"새벽경제", 1}}, 1},
      {"금리", FacetField::kSection, 4, {{"경제", 1}}, 3},
      {"금리", FacetField::kReporter, 4, {{"노을하", 2}, {"하은결", 1}}, 2},
      {"금리", FacetField::kYear, 4, {{"2024", 2}, {"2025", 1}}, 1},
      {"금리", FacetField::kMonth, 4, {{"2024-01", 1}, {"2024-02", 1}, {"2025-02", 1}}, 1},
      // A minute past midnight in Seoul is the day before in UTC.
      {"금리", FacetField::kDay, 4, {{"2024-01-31", 1}, {"2024-02-01", 1}, {"2025-02-01", 1}}, 1},
      // Partial matches are found, and not counted.
      {"한국은행 금리 인상", FacetField::kPress, 1, {{"KBS", 1}}, 0},
      {"\"금리를 내렸다\"", FacetField::kYear, 1, {{"2025", 1}}, 0},
      {"press:새벽경제", FacetField::kSection, 2, {{"경제", 1}}, 1},
      {"금리 -인상", FacetField::kPress, 3, {{"kbs", 1}, {"새벽경제", 1}}, 1},
      {"금리 date:2024", FacetField::kPress, 2, {{"KBS", 2}}, 0},
      {"쀍뷁", FacetField::kPress, 0, {}, 0},
      {"", FacetField::kPress, 0, {}, 0},
      // Nothing as written: what is found are partial matches.
      {"+금리 +환율", FacetField::kPress, 0, {}, 0},
  };
  for (const Case& c : kCases) {
    const Facet facet = facet_of(searcher, c.query, {.field = c.field});
    EXPECT_EQ(facet.field, c.field);
    EXPECT_EQ(facet.total.value, c.total) << c.query;
    EXPECT_EQ(facet.total.relation, Total::Relation::kExact) << c.query;
    EXPECT_EQ(facet.counts, c.counts) << c.query;
    EXPECT_EQ(facet.absent, c.absent) << c.query;
    EXPECT_EQ(facet.more, 0u) << c.query;
  }
}

TEST(Facets, CountAllThatIsFoundIfAsked) {
  const TestDatabase database(kArticles);
  const Searcher searcher(database.database());
  const Facet facet =
      facet_of(searcher, "금리 환율", {.field = FacetField::kPress}, MatchMode::kAny);
  EXPECT_EQ(facet.total.value, 5u);
  EXPECT_EQ(facet.counts, (Counts{{"KBS", 2}, {"새벽경제", 2}}));
  EXPECT_EQ(
      facet_of(searcher, "환율 press:새벽경제", {.field = FacetField::kPress}, MatchMode::kAny)
          .total.value,
      1u);
}

TEST(Facets, AreInOrder) {
  const auto article = [](const std::string& id, const char* press, const char* date) {
    return TestArticle{id, "", "금리 소식.",
                       R"("press":")" + std::string(press) + R"(","date":")" + date + "\""};
  };
  const TestDatabase database(
      {article("1", "하늘일보", "2025-01-01"), article("2", "나무일보", "2025-01-01"),
       article("3", "하늘일보", "2024-12-31"), article("4", "가람일보", "2025-01-02")});
  const Searcher searcher(database.database());
  EXPECT_EQ(facet_of(searcher, "금리", {.field = FacetField::kPress}).counts,
            (Counts{{"하늘일보", 2}, {"가람일보", 1}, {"나무일보", 1}}))
      << "the most frequent first, equal ones by name";
  EXPECT_EQ(facet_of(searcher, "금리", {.field = FacetField::kYear}).counts,
            (Counts{{"2024", 1}, {"2025", 3}}))
      << "dates by time";
}

TEST(Facets, ListTheMostFrequent) {
  const TestDatabase database(kArticles);
  const Searcher searcher(database.database());
  Facet facet = facet_of(searcher, "금리", {.field = FacetField::kPress, .limit = 1});
  EXPECT_EQ(facet.counts, (Counts{{"KBS", 2}}));
  EXPECT_EQ(facet.more, 1u);
  facet = facet_of(searcher, "금리", {.field = FacetField::kPress, .limit = 0});
  EXPECT_EQ(facet.counts.size(), 2u);
  facet = facet_of(searcher, "금리", {.field = FacetField::kMonth, .limit = 1});
  EXPECT_EQ(facet.counts.size(), 3u) << "dates are all listed";
}

// Several segments, replaced articles, and more matches than are looked at one by one.
class ManyArticles : public testing::Test {
 protected:
  static constexpr int kCount = 1200;

  static void SetUpTestSuite() {
    database_ = new TestDatabase();
    for (int part = 0; part < 3; ++part) {
      std::vector<TestArticle> articles;
      for (int i = part * kCount / 3; i < (part + 1) * kCount / 3; ++i) articles.push_back(make(i));
      // Replaced by the same again: the old versions must not count.
      if (part == 2) articles.push_back(make(0));
      if (part == 2)
        articles.push_back({"old", "", "옛날 소식.", R"("date":"1999-01-01","press":"옛 신문")"});
      database_->add(articles);
    }
  }
  static void TearDownTestSuite() {
    delete database_;
    database_ = nullptr;
  }

  static TestArticle make(int i) {
    const std::string press = press_of(i);
    const std::string month = std::to_string(10 + i % 3);
    // 리스트 is not in 리스본 ... 테스트, though its bigrams are: every fourth is no match.
    const std::string word = i % 4 == 0 ? "리스본에서 아스트라" : "리스트";
    return {"a" + std::to_string(i), "기사", "오늘은 " + word + " 이야기다. 금리 소식도 있다.",
            "\"date\":\"2024-" + month + "-05\",\"press\":\"" + press + "\"" +
                (i % 5 == 0 ? R"(,"reporter":"하은결, 노을하")" : "")};
  }
  // The last letters are the most frequent, and some articles have none.
  static std::string press_of(int i) {
    return i % 11 == 0 ? "" : "신문 " + std::string(1, static_cast<char>('A' + std::min(i % 8, 5)));
  }

  static inline TestDatabase* database_ = nullptr;
};

TEST_F(ManyArticles, AreCountedExactlyWhereTheIndexIsExact) {
  const Searcher searcher(database_->database());
  std::map<std::string, std::uint64_t> expected;
  for (int i = 0; i < kCount; ++i) ++expected[press_of(i)];
  const Facet facet = facet_of(searcher, "date:2024", {.field = FacetField::kPress});
  EXPECT_EQ(facet.total.value, static_cast<std::uint64_t>(kCount));
  EXPECT_EQ(facet.total.relation, Total::Relation::kExact);
  EXPECT_EQ(facet.absent, expected[""]);
  ASSERT_EQ(facet.counts.size(), expected.size() - 1) << "none of articles of other years";
  EXPECT_EQ(facet.counts[0].value, "신문 F");
  for (const FacetCount& count : facet.counts) EXPECT_EQ(count.articles, expected[count.value]);
  const Facet one = facet_of(searcher, "date:2024", {.field = FacetField::kPress, .limit = 1});
  EXPECT_EQ(one.counts, (Counts{facet.counts[0]}));
  EXPECT_EQ(one.more, facet.counts.size() - 1);
  const Facet reporters = facet_of(searcher, "date:2024", {.field = FacetField::kReporter});
  EXPECT_EQ(reporters.counts, (Counts{{"노을하", 240}, {"하은결", 240}}));
  EXPECT_EQ(reporters.absent, 960u) << "two reporters of one article";
  const Facet months = facet_of(searcher, "date:2024", {.field = FacetField::kMonth});
  EXPECT_EQ(months.counts, (Counts{{"2024-10", 400}, {"2024-11", 400}, {"2024-12", 400}}));
}

TEST_F(ManyArticles, AreEstimatedWhereWordsDecide) {
  const Searcher searcher(database_->database());
  const Facet facet = facet_of(searcher, "리스트", {.field = FacetField::kMonth});
  EXPECT_EQ(facet.total.relation, Total::Relation::kEstimate);
  EXPECT_NEAR(static_cast<double>(facet.total.value), kCount * 3 / 4, kCount / 10);
  ASSERT_EQ(facet.counts.size(), 3u);
  for (const FacetCount& count : facet.counts)
    EXPECT_NEAR(static_cast<double>(count.articles), 300, 40);
  // The same every time.
  EXPECT_EQ(facet_of(searcher, "리스트", {.field = FacetField::kMonth}).counts, facet.counts);
}

}  // namespace
}  // namespace gisa

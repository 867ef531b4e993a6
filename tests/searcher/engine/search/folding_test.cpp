#include "searcher/engine/search/folding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/text/story.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

// Sentences of about ten words each.
const std::string kLead =
    "한국은행 금융통화위원회는 11일 기준금리를 연 3.50%로 동결하기로 만장일치로 결정했다. ";
const std::string kReason =
    "위원회는 물가가 목표에 가까워지고 있으나 가계부채가 3,300만 건으로 늘어난 점을 고려했다고 "
    "밝혔다. ";
const std::string kQuote =
    "총재는 기자간담회에서 금리를 내릴지 논의하기에는 아직 이르다고 말했다. ";
const std::string kMarket =
    "시장에서는 하반기에 들어서야 첫 인하가 있을 것이라는 전망이 우세한 것으로 나타났다. ";
const std::string kNews =
    "한편 정부는 같은 날 부동산 대책을 따로 내고 수도권 외곽의 공급 물량을 크게 늘리겠다고 "
    "예고했다. ";
const std::string kReport = kLead + kReason + kQuote + kMarket;

bool tell_the_same(const std::string& a, const std::string& b) {
  const bool same = Story(a).tells_the_same_as(Story(b));
  EXPECT_EQ(Story(b).tells_the_same_as(Story(a)), same) << "both ways: " << a << '\n' << b;
  return same;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(Story, Table) {
  struct Case {
    std::string a, b;
    bool same;
    std::string trap;
  };
  const Case cases[] = {
      {kReport, kReport, true, "copies"},
      {kReport, replaced(kReport, "말했다", "강조했다"), true, "another verb"},
      {kReport, replaced(kReport, "3,300만", "3천300만"), true, "a number written otherwise"},
      {kReport, replaced(kReport, "3,300만", "3300만"), true, "and once more"},
      {kReport, replaced(kReport, "위원회는 물가가", "\"위원회는\" 물가가"), true, "punctuation"},
      {kReport, replaced(kReport, "11일", "오는 12일"), true, "days are no figures"},
      {kReport, replaced(kReport, "연 3.50%로", "연 3.25%로"), false, "another figure"},
      {kReport, replaced(kReport, "연 3.50%로 ", ""), true, "a figure left out"},
      {kReport, kReport + kNews, false, "a sentence more"},
      {kReport, kLead + kNews + kReason + kQuote + kMarket, false, "a sentence between"},
      {kReport, "기준금리 동결 만장일치 결정 가계부채 고려 하반기 인하 전망 우세\n" + kReport, true,
       "lines for editors at the beginning"},
      {kReport, kNews + kNews, false, "something else"},
      {kReport, kLead, false, "the beginning alone"},
      {"사진은 서울 여의도 국회 모습", "사진은 서울 광화문 광장 모습", false,
       "short, and not alike enough"},
      {"사진은 서울 여의도 국회 모습", "사진은 서울 여의도 국회 모습.", true,
       "short, and the same"},
      {"", "", false, "nothing tells nothing"},
      {kReport, "", false, "nothing"},
  };
  for (const Case& c : cases) EXPECT_EQ(tell_the_same(c.a, c.b), c.same) << c.trap;
}

TEST(Story, ReadsNumbersWithTheirUnits) {
  const auto with = [](const std::string& number) {
    return kLead + kReason + "모두 " + number + "원이다";
  };
  for (const char* number : {"1조6850억", "1조 6,850억", "1조6천850억"})
    EXPECT_TRUE(tell_the_same(with("1조 6850억"), with(number))) << number;
  for (const char* number : {"1조6851억", "16850억 1", "1.6850억", "6850억"})
    EXPECT_FALSE(tell_the_same(with("1조 6850억"), with(number))) << number;
  EXPECT_TRUE(tell_the_same(with("3천만"), with("3000만")));
  EXPECT_TRUE(tell_the_same(with("4.35억"), with("4억3500만")));
  EXPECT_TRUE(tell_the_same(with(std::string(400, '9')), with(std::string(400, '9'))));
}

class FoldingTest : public testing::Test {
 protected:
  static TestArticle article(const std::string& id, const std::string& body,
                             const std::string& date, const std::string& press) {
    return {id, "기준금리 동결", body, R"("date":")" + date + R"(","press":")" + press + "\""};
  }

  SearchResult search(const std::string& query, Sort sort = Sort::kRelevance,
                      std::size_t limit = 10, std::size_t offset = 0) const {
    SearchRequest request;
    request.query = query;
    request.fold = true;
    request.sort = sort;
    request.limit = limit;
    request.offset = offset;
    return searcher_.search(request);
  }

  // Ids of the hits, those of the similar ones in brackets.
  static std::string ids(const SearchResult& result) {
    std::string ids;
    for (const Hit& hit : result.hits) {
      ids += (ids.empty() ? "" : " ") + hit.id;
      std::vector<std::string> similar;
      for (const SimilarArticle& other : hit.similar) similar.push_back(other.id);
      std::ranges::sort(similar);
      for (const std::string& id : similar) ids += "+" + id;
    }
    return ids;
  }

  TestDatabase database_{{
      article("second", kReport, "2024-01-11T10:00:00+09:00", "새벽경제"),
      {"first", "금융통화위원회", replaced(kReport, "말했다", "강조했다"),
       R"("date":"2024-01-11T09:00:00+09:00","press":"한빛통신")"},
      article("undated", kReport, "", "노을일보"),
      article("more", kReport + kNews, "2024-01-11T12:00:00+09:00", "윤슬신문"),
      article("third", kReport, "2024-01-11T11:00:00+09:00", "가람뉴스"),
  }};
  Searcher searcher_{database_.database()};
};

// Though it is the worst match, by its title.
TEST_F(FoldingTest, TheFirstReportLeads) {
  const SearchResult result = search("기준금리 동결");
  EXPECT_EQ(ids(result), "first+second+third+undated more");
  EXPECT_EQ(result.total.value, 5u);
  EXPECT_EQ(result.hits[1].rank, 2u);
  EXPECT_GE(result.hits[0].score, result.hits[1].score);
  const auto& similar = result.hits[0].similar;
  const auto second = std::ranges::find(similar, "second", &SimilarArticle::id);
  ASSERT_NE(second, similar.end());
  EXPECT_EQ(second->press, "새벽경제");
  EXPECT_EQ(second->title, "기준금리 동결");
  EXPECT_EQ(second->date, "2024-01-11T10:00:00+09:00");
}

TEST_F(FoldingTest, SortedByDateTheOrderStays) {
  EXPECT_EQ(ids(search("기준금리", Sort::kNewest)), "more third+first+second+undated");
  EXPECT_EQ(ids(search("기준금리", Sort::kOldest)), "first+second+third+undated more");
}

TEST_F(FoldingTest, PagesFitTogether) {
  EXPECT_EQ(ids(search("기준금리 동결", Sort::kRelevance, 1)), "first+second+third+undated");
  EXPECT_EQ(ids(search("기준금리 동결", Sort::kRelevance, 1, 1)), "more");
  EXPECT_EQ(search("기준금리 동결", Sort::kRelevance, 1, 1).hits[0].rank, 2u);
  EXPECT_EQ(ids(search("기준금리 동결", Sort::kRelevance, 1, 2)), "");
}

TEST_F(FoldingTest, IsNotDoneUnasked) {
  SearchRequest request;
  request.query = "기준금리";
  const SearchResult result = searcher_.search(request);
  EXPECT_EQ(result.hits.size(), 5u);
  EXPECT_TRUE(result.hits[0].similar.empty());
}

TEST(FoldingOfMany, APageIsFull) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 400; ++i)
    articles.push_back({"copy" + std::to_string(i), "기준금리", kReport, ""});
  const std::string subjects[] = {"축구", "야구", "농구", "배구", "수영"};
  for (const std::string& subject : subjects)
    articles.push_back({subject, subject, subject + " 기사에서 기준금리는 곁가지다", ""});
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "기준금리";
  request.fold = true;
  const SearchResult result = searcher.search(request);
  ASSERT_EQ(result.hits.size(), 6u);
  EXPECT_EQ(result.hits[0].similar.size() + 1, 400u);
}

}  // namespace
}  // namespace gisa

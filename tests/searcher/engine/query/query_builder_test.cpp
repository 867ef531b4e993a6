#include "gisa/query.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "searcher/engine/query/query_builder.h"
#include "searcher/engine/query/query_parser.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;

const std::vector<TestArticle> kArticles = {
    {"up", "한국은행, 금리 인상", "한국은행이 금리 인상을 결정했다.",
     R"("date":"2024-01-11","press":"느티일보","section":"경제","reporter":"하은결")"},
    {"down", "금리 인하 기대", "시장은 한국은행이 금리를 내릴 것으로 본다.",
     R"("date":"2024-02-22","press":"새벽경제","url":"https://news.example/down")"},
    {"raised", "올린 금리", "인상된 금리가 한국은행의 고민이다.", R"("date":"2025-01-16")"},
    {"list", "리스본 소식", "아스트라 테스트가 끝났다.", ""},
};

struct Case {
  Query query;
  const char* spelled;
  Ids expected;  // sorted
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases = {
      {Query::term("금리"), "금리", {"down", "raised", "up"}},
      {Query::term("+금리 -인상"),
       "\\+금리 \\-인상",
       {"down", "raised", "up"}},  // no signs in a text
      {Query::phrase("금리 인상"), "\"금리 인상\"", {"up"}},
      {Query::phrase("a \"b\""), R"("a \"b\"")", {}},
      {Query::prefix("리스"), "리스*", {"list"}},
      {Query::all_of({Query::phrase("금리 인상"), Query::term("한국은행")}),
       "\"금리 인상\" AND 한국은행",
       {"up"}},
      {Query::any_of({Query::phrase("금리 인상"), Query::term("리스본")}),
       "\"금리 인상\" OR 리스본",
       {"list", "up"}},
      {Query::all_of({Query::term("금리"), Query::none_of({Query::term("인하")})}),
       "금리 AND NOT 인하",
       {"raised", "up"}},
      {Query::all_of(
           {Query::term("금리"), Query::none_of({Query::term("인하"), Query::term("올린")})}),
       "금리 AND NOT (인하 OR 올린)",
       {"up"}},
      {Query::none_of({Query::term("금리")}), "NOT 금리", {"list"}},
      {Query::term("인상").in_title(), "title:인상", {"up"}},
      {Query::all_of({Query::term("한국은행"), Query::phrase("금리")}).in_body(),
       "body:한국은행 AND body:\"금리\"",
       {"down", "raised", "up"}},
      {Query::press("느티일보"), "press:느티일보", {"up"}},
      {Query::section("경제"), "section:경제", {"up"}},
      {Query::reporter("하은결"), "reporter:하은결", {"up"}},
      {Query::id("down"), "id:down", {"down"}},
      {Query::all_of({Query::term("금리"), Query::url("example/down")}),
       "금리 AND url:example/down",
       {"down"}},
      {Query::published(2024y / 1 / 11, 2024y / 2 / 22),
       "date:2024-01-11..2024-02-22",
       {"down", "up"}},
      {Query::published_since(2024y / 2 / 22), "date:2024-02-22..", {"down", "raised"}},
      {Query::published_until(2024y / 2 / 21), "date:..2024-02-21", {"up"}},
      {Query::near({Query::term("한국은행"), Query::phrase("금리")}, 1),
       "한국은행 NEAR/1 \"금리\"",
       {"down", "raised", "up"}},
      {Query::all_of({Query::term("한국은행"), Query::term("금리").boosted(2)}),
       "한국은행 AND 금리^2",
       {"down", "raised", "up"}},
      {Query::all_of({Query::term("금리")}), "금리", {"down", "raised", "up"}},
  };
  return kCases;
}

TEST(QueryBuilder, FindsWhatItSays) {
  const TestDatabase database(kArticles);
  const Searcher searcher(database.database());
  for (const Case& c : cases()) {
    SearchRequest request;
    request.expression = c.query;
    const SearchResult result = searcher.search(request);
    Ids ids = ids_of(result);
    std::ranges::sort(ids);
    EXPECT_EQ(ids, c.expected) << c.spelled;
    EXPECT_EQ(result.query, c.spelled);
  }
}

// The tree is the parser's: what a query is spelled like reads back as the same.
TEST(QueryBuilder, SharesTheTreeOfTheLanguage) {
  for (const Case& c : cases()) {
    EXPECT_EQ(c.query.to_string(), c.spelled);
    std::vector<Note> notes;
    const auto tree = parse_query(c.spelled, 0, notes);
    ASSERT_TRUE(tree) << c.spelled;
    EXPECT_EQ(*tree, QueryAccess::node(c.query)) << c.spelled;
    EXPECT_TRUE(notes.empty()) << c.spelled;
  }
}

TEST(QueryBuilder, DoesNotFallBackOnTheSpelling) {
  const TestDatabase database(kArticles);
  SearchRequest request;
  // Read as words this would find "press" and "AND" somewhere.
  request.expression = Query::all_of({Query::press("없는신문"), Query::term("금리")});
  const SearchResult result = Searcher(database.database()).search(request);
  EXPECT_TRUE(result.hits.empty());
}

TEST(QueryBuilder, AQueryOfNoWordsFindsNothing) {
  const TestDatabase database(kArticles);
  const Searcher searcher(database.database());
  SearchRequest request;
  for (const Query& query :
       {Query::term(""), Query::phrase("…"), Query::prefix("?!"), Query::press(""),
        Query::section(" "), Query::url(""), Query::id(""),
        Query::all_of({Query::term(""), Query::phrase(""), Query::reporter("")})}) {
    request.expression = query;
    EXPECT_EQ(searcher.search(request).total.value, 0u);
  }
  // What a form leaves empty is no condition.
  request.expression = Query::all_of({Query::term("금리"), Query::press(""), Query::url("")});
  const SearchResult result = searcher.search(request);
  request.expression = Query::term("금리");
  EXPECT_EQ(ids_of(result), ids_of(searcher.search(request)));
  EXPECT_TRUE(result.notes.empty());
}

TEST(QueryBuilder, BoostsMultiply) {
  EXPECT_EQ(
      Query::any_of({Query::term("금리").boosted(3), Query::press("가")}).boosted(2).to_string(),
      "금리^6 OR press:가");
  EXPECT_EQ(Query::term("금리").boosted(100).boosted(100).to_string(), "금리^100");
}

Query nested(int levels) {
  Query query = Query::term("금리");
  for (int i = 0; i < levels; ++i) query = Query::any_of({query, Query::id("a")});
  return query;
}

TEST(QueryBuilder, TakesTheLargestThatItAllows) {
  const TestDatabase database(kArticles);
  const Searcher searcher(database.database());
  std::string words;
  while (words.size() + 7 <= 8192) words += "금리 ";
  const std::vector<std::pair<Query, Ids>> cases = {
      {nested(50), {"down", "raised", "up"}},
      {Query::any_of(std::vector<Query>(999, Query::id("list"))), {"list"}},
      {Query::term(words), {"down", "raised", "up"}},
  };
  for (const auto& [query, expected] : cases) {
    SearchRequest request;
    request.expression = query;
    Ids ids = ids_of(searcher.search(request));
    std::ranges::sort(ids);
    EXPECT_EQ(ids, expected);
  }
}

TEST(QueryBuilder, RejectsWhatCannotBe) {
  const std::vector<std::pair<const char*, std::function<void()>>> kCases = {
      {"all_of of no queries", [] { Query::all_of({}); }},
      {"any_of of no queries", [] { Query::any_of({}); }},
      {"none_of of no queries", [] { Query::none_of({}); }},
      {"near needs two", [] { Query::near({Query::term("a")}, 3); }},
      {"0 is no distance",
       [] {
         Query::near({Query::term("a"), Query::term("b")}, 0);
       }},
      {"near is of terms",
       [] {
         Query::near({Query::term("a"), Query::press("b")}, 3);
       }},
      {"in the same text",
       [] {
         Query::near({Query::term("a"), Query::term("b").in_title()}, 3);
       }},
      {"a filter stands neither", [] { Query::press("a").in_title(); }},
      {"boosted by", [] { Query::term("a").boosted(0); }},
      {"boosted by", [] { Query::term("a").boosted(std::numeric_limits<double>::quiet_NaN()); }},
      {"not a day", [] { Query::published_since(2023y / 2 / 29); }},
      {"before the first", [] { Query::published(2024y / 2 / 2, 2024y / 2 / 1); }},
      {"8193 bytes of words", [] { Query::term(std::string(8193, 'a')); }},
      {"9000 bytes of words",
       [] { Query::any_of(std::vector<Query>(3, Query::phrase(std::string(3000, 'a')))); }},
      {"1001 parts", [] { Query::any_of(std::vector<Query>(1000, Query::id("a"))); }},
      {"nested too deep", [] { nested(51); }},
  };
  for (const auto& [message, make] : kCases) {
    try {
      make();
      ADD_FAILURE() << message;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
      EXPECT_NE(error.hint(), "");
    }
  }
}

TEST(QueryBuilder, IsTheSameWhenItWasMovedFrom) {
  Query first = Query::phrase("금리 인상");
  const Query second = std::move(first);
  EXPECT_EQ(first.to_string(), second.to_string());  // NOLINT: that is what is promised
  first = Query::term("환율");
  EXPECT_EQ(second.to_string(), "\"금리 인상\"");
}

}  // namespace
}  // namespace gisa

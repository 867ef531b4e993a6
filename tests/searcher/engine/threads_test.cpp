// One Searcher, many threads. Run under TSan (the preset tsan), this shows what they share.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/test_database.h"

namespace gisa {
namespace {

using Ids = std::vector<std::string>;

std::vector<TestArticle> articles(int from, int to) {
  std::vector<TestArticle> out;
  for (int i = from; i < to; ++i) {
    out.push_back({std::to_string(i), "금리 소식 " + std::to_string(i % 5),
                   i % 3 == 0 ? "한국은행이 금리 인상을 결정했다." : "금리 동결 이야기와 환율.",
                   "\"press\":\"신문" + std::to_string(i % 4) + "\",\"date\":\"2024-01-0" +
                       std::to_string(1 + i % 9) + "\""});
  }
  return out;
}

SearchRequest request_for(int i) {
  const char* const kQueries[] = {
      "금리",         "한국은행 금리 인상", "\"금리 인상\"", "금리 -동결", "date:2024-01-05",
      "환율 OR 인상", "한은 금리",          "쀍뷁"};
  SearchRequest request;
  request.query = kQueries[i % 8];
  request.sort = static_cast<Sort>(i / 8 % 4);
  request.facets = {{.field = FacetField::kPress}};
  if (i % 5 == 0) request.expression = Query::phrase("금리 인상");
  return request;
}

TEST(Threads, SearchAtOnceAndFindTheSame) {
  TestDatabase database(articles(0, 60));
  database.add(articles(50, 90));  // a second segment, with replaced articles
  const Searcher searcher(database.database());
  constexpr int kRequests = 32, kThreads = 4;
  std::vector<Ids> expected;
  for (int i = 0; i < kRequests; ++i) expected.push_back(ids_of(searcher.search(request_for(i))));
  std::atomic<int> differing = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 2 * kRequests; ++i) {
          const int which = (i + t * 7) % kRequests;
          const SearchResult result = searcher.search(request_for(which));
          if (ids_of(result) != expected[static_cast<std::size_t>(which)]) ++differing;
        }
      });
    }
  }
  EXPECT_EQ(differing, 0);
}

// Every search sees one published state, the old or the new, whatever happens around it.
TEST(Threads, RefreshAndSynonymsMeanwhile) {
  TestDatabase database(articles(0, 30));
  Searcher searcher(database.database());
  std::atomic<bool> is_over = false;
  std::atomic<int> wrong = 0, searches = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      while (!is_over) {
        SearchRequest request;
        request.query = "금리";
        request.limit = 100;
        const std::size_t found = searcher.search(request).hits.size();
        if (found != 30 && found != 40 && found != 50) ++wrong;
        if (searcher.info().articles < 30) ++wrong;
        ++searches;
      }
    });
  }
  while (searches < 10) std::this_thread::yield();
  database.add(articles(30, 40));
  while (!searcher.refresh()) std::this_thread::yield();
  searcher.set_synonyms("이자율 = 금리\n");
  // Merged into one: the files that the searches have open are gone, unless they refresh.
  database.add(articles(40, 50));
  IndexOptions optimize;
  optimize.database = database.database();
  optimize.optimize = true;
  IndexObserver observer;
  run_index_job(optimize, observer);
  const int before = searches;
  while (searches < before + 10) std::this_thread::yield();
  EXPECT_TRUE(searcher.refresh());
  is_over = true;
  threads.clear();
  EXPECT_EQ(wrong, 0);
  SearchRequest request;
  request.query = "이자율";
  request.limit = 100;
  EXPECT_EQ(searcher.search(request).hits.size(), 50u);
}

TEST(Threads, AnErrorOfOneSearchLeavesTheOthersAlone) {
  const TestDatabase database(articles(0, 10));
  Searcher searcher(database.database());
  EXPECT_THROW(searcher.set_synonyms("=\n"), Error);
  SearchRequest request;
  request.query = "금리";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(searcher.search(request).hits.size(), 10u);
}

}  // namespace
}  // namespace gisa

#include "gisa/searcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <thread>

#include "common/database/manifest.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

using Ids = std::vector<std::string>;

const std::vector<TestArticle> kArticles = {
    {"rate", "한국은행, 기준금리 동결", "한국은행이 기준금리를 연 3.0%로 동결했다.",
     R"("date":"2025-01-16","press":"느티일보","section":"경제","reporter":"하은결",)"
     R"("url":"https://news.example/rate")"},
    {"rate-up", "기준금리 인상 가능성", "시장은 한국은행이 기준금리를 올릴 것으로 본다.",
     R"("date":"2025-03-02")"},
    {"bread", "식빵 값이 올랐다", "동네 빵집의 식빵 값이 올랐다.", R"("date":"2024-05-01")"},
    {"undated", "날짜 없는 기준금리 기사", "기준금리 이야기다.", ""},
};

TEST(Searcher, CountsZeroOneMany) {
  const TestDatabase database(kArticles);
  struct Case {
    const char* query;
    std::uint64_t total;
  };
  for (const Case& c :
       {Case{"쀍쀓", 0}, Case{"빵집", 1}, Case{"기준금리", 3}, Case{"", 0}, Case{"?!", 0}}) {
    const SearchResult result = database.search(c.query);
    EXPECT_EQ(result.total.value, c.total) << c.query;
    EXPECT_EQ(result.total.relation, Total::Relation::kExact) << c.query;
    EXPECT_EQ(result.hits.size(), c.total) << c.query;
  }
}

TEST(Searcher, TitleWeighsMore) {
  const TestDatabase database(
      {{"body", "오늘의 소식", "환율 이야기가 조금 나온다. 그 밖에는 날씨다.", ""},
       {"title", "환율 소식", "오늘 이야기가 조금 나온다. 그 밖에는 날씨다.", ""}});
  EXPECT_EQ(ids_of(database.search("환율")), (Ids{"title", "body"}));
}

TEST(Searcher, HitsCarryTheArticle) {
  const TestDatabase database(kArticles);
  SearchRequest request;
  request.query = "한국은행 동결";
  request.full_text = true;
  const Searcher searcher(database.database());
  const SearchResult result = searcher.search(request);
  ASSERT_FALSE(result.hits.empty());
  const Hit& hit = result.hits[0];
  EXPECT_EQ(hit.id, "rate");
  EXPECT_EQ(hit.rank, 1u);
  EXPECT_EQ(hit.match, Match::kFull);
  EXPECT_EQ(hit.title, "한국은행, 기준금리 동결");
  EXPECT_EQ(hit.date, "2025-01-16");
  EXPECT_EQ(hit.press, "느티일보");
  EXPECT_EQ(hit.section, "경제");
  EXPECT_EQ(hit.reporter, "하은결");
  EXPECT_EQ(hit.url, "https://news.example/rate");
  EXPECT_EQ(hit.path, "batch0.jsonl");
  const auto marked = [](const std::string& text, const std::vector<ByteRange>& ranges) {
    Ids words;
    for (const ByteRange& range : ranges)
      words.push_back(text.substr(range.begin, range.end - range.begin));
    return words;
  };
  EXPECT_EQ(marked(hit.title, hit.title_highlights), (Ids{"한국은행", "동결"}));
  EXPECT_EQ(hit.snippet, "한국은행이 기준금리를 연 3.0%로 동결했다.");
  EXPECT_EQ(marked(hit.snippet, hit.highlights), (Ids{"한국은행", "동결"}));
  EXPECT_EQ(hit.text, hit.snippet);
  EXPECT_EQ(hit.text_highlights, hit.highlights);

  request.full_text = false;
  EXPECT_FALSE(searcher.search(request).hits[0].text);
  request.snippets = false;
  const Hit bare = searcher.search(request).hits[0];
  EXPECT_EQ(bare.id, "rate");
  EXPECT_EQ(bare.url, "https://news.example/rate");
  EXPECT_EQ(bare.snippet, "");
  EXPECT_TRUE(bare.title_highlights.empty());
  request.query = "+한국은행 +식빵";
  EXPECT_EQ(searcher.search(request).hits.at(0).match, Match::kPartial) << "the words were relaxed";
}

TEST(Searcher, EqualScoresAreInOrderOfDateThenId) {
  const auto article = [](const char* id, const char* date) {
    return TestArticle{id, "", "금리 소식.", R"("date":")" + std::string(date) + "\""};
  };
  const TestDatabase database({article("d", "2024-05-01"), article("a", ""),
                               article("c", "2024-05-01"), article("e", "2025-01-01"),
                               article("b", "2023-01-01")});
  const SearchResult result = database.search("금리");
  EXPECT_EQ(ids_of(result), (Ids{"e", "c", "d", "b", "a"}));
  EXPECT_EQ(result.hits.front().score, result.hits.back().score);
}

TEST(Searcher, SortsByDateWithUndatedLast) {
  const TestDatabase database(kArticles);
  SearchRequest request;
  request.query = "기준금리";
  request.sort = Sort::kNewest;
  EXPECT_EQ(ids_of(Searcher(database.database()).search(request)),
            (Ids{"rate-up", "rate", "undated"}));
  request.sort = Sort::kOldest;
  EXPECT_EQ(ids_of(Searcher(database.database()).search(request)),
            (Ids{"rate", "rate-up", "undated"}));
}

TEST(Searcher, PagesJoinToTheWhole) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 137; ++i) {
    articles.push_back(
        {"a" + std::to_string(i), "",
         "금리 소식 " + std::string(static_cast<std::size_t>(i % 7), '.') + std::to_string(i % 11),
         ""});
  }
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "금리 소식";
  request.limit = 1000;
  const Ids whole = ids_of(searcher.search(request));
  EXPECT_EQ(whole.size(), articles.size());
  for (const std::size_t page : {1u, 10u, 50u}) {
    Ids joined;
    request.limit = page;
    for (request.offset = 0; request.offset < articles.size() + 20; request.offset += page) {
      for (const Hit& hit : searcher.search(request).hits) {
        joined.push_back(hit.id);
        EXPECT_EQ(hit.rank, joined.size());
      }
    }
    EXPECT_EQ(joined, whole) << page;
  }
}

// Ties of every kind, in several segments: an order that is not total shows at the edges of pages.
TEST(Searcher, PagesNeitherOverlapNorMissInAnyOrder) {
  TestDatabase database;
  constexpr int kSegments = 3, kEach = 70;
  for (int segment = 0; segment < kSegments; ++segment) {
    std::vector<TestArticle> articles;
    for (int i = 0; i < kEach; ++i) {
      const std::string day = std::to_string(10 + i % 4);
      articles.push_back({std::to_string(segment) + "-" + std::to_string(i), "금리 소식",
                          i % 5 == 0 ? "금리 이야기다." : "금리 인상 이야기다.",
                          i % 6 == 0 ? "" : "\"date\":\"2024-05-" + day + "\""});
    }
    database.add(articles);
  }
  const Searcher searcher(database.database());
  SearchRequest request;
  for (const char* query : {"금리", "금리 인상", "\"금리 인상\"", "date:2024", "금리 -인상"}) {
    for (const Sort sort : {Sort::kRelevance, Sort::kNewest, Sort::kOldest, Sort::kRecent}) {
      request.query = query;
      request.sort = sort;
      request.offset = 0;
      request.limit = kSegments * kEach;
      const SearchResult all = searcher.search(request);
      const Ids whole = ids_of(all);
      ASSERT_FALSE(whole.empty());
      EXPECT_EQ(all.total.value, whole.size()) << query << " by " << static_cast<int>(sort);
      for (const std::size_t page : {7u, 60u, 61u}) {
        Ids joined;
        request.limit = page;
        for (request.offset = 0; request.offset <= whole.size(); request.offset += page) {
          for (const Hit& hit : searcher.search(request).hits) joined.push_back(hit.id);
        }
        EXPECT_EQ(joined, whole) << query << " by " << static_cast<int>(sort) << ", " << page;
      }
    }
  }
}

TEST(Searcher, ExplanationsNameTheWordOfEachTerm) {
  const TestDatabase database(
      {{"1", "", "한국은행이 금리를 올렸다.", ""}, {"2", "", "은행에 갔다.", ""}});
  SearchRequest request;
  request.query = "한은 금리";
  request.explain = true;
  const SearchResult result = Searcher(database.database()).search(request);
  ASSERT_FALSE(result.hits.empty());
  std::map<std::string, std::string> word_of;
  for (const TermScore& term : result.hits[0].explanation->terms) word_of[term.term] = term.word;
  EXPECT_EQ(word_of["금리"], "금리");
  EXPECT_EQ(word_of["한국"], "한국은행");  // by a synonym
  EXPECT_EQ(word_of["은행"], "한국은행");
  EXPECT_FALSE(
      std::ranges::any_of(word_of, [](const auto& entry) { return entry.second.empty(); }));
}

TEST(Searcher, RecencyRaisesTheScore) {
  const TestDatabase database(
      {{"best", "금리 인상", "금리 인상 소식이다.", R"("date":"2024-01-01")"},
       {"new", "오늘 소식", "금리 인상 소식이 나왔다.", R"("date":"2024-12-31")"},
       {"undated", "금리 소식", "금리 인상 이야기다.", ""}});
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "금리 인상";
  request.explain = true;
  const SearchResult relevance = searcher.search(request);
  ASSERT_EQ(relevance.hits.size(), 3u);
  EXPECT_EQ(relevance.hits[0].id, "best");

  // The documented formula: relevance + 2 ^ (-age / half-life).
  request.sort = Sort::kRecent;
  for (const int days : {1, 30, 365, 100'000}) {
    request.half_life = std::chrono::days(days);
    const SearchResult recent = searcher.search(request);
    ASSERT_EQ(recent.hits.size(), 3u);
    for (const Hit& hit : recent.hits) {
      const auto before = std::ranges::find(relevance.hits, hit.id, &Hit::id);
      const double age = hit.id == "new" ? 0 : 365;
      const double raise = hit.id == "undated" ? 0 : std::exp2(-age / days);
      EXPECT_NEAR(hit.score, before->score + raise, 1e-6) << hit.id << ", " << days;
    }
    // A short half-life lifts the new one, a very long one hardly tells them apart.
    EXPECT_EQ(recent.hits[0].id, days < 365 ? "new" : "best") << days;
  }
}

TEST(Searcher, RecencyOfArticlesFromTheFutureIsNoMoreThanOne) {
  const TestDatabase database({{"now", "금리", "금리 소식이다.", R"("date":"2020-01-01")"},
                               {"typo", "금리", "금리 소식이다.", R"("date":"2999-01-01")"}});
  SearchRequest request;
  request.query = "금리";
  const Searcher searcher(database.database());
  const double relevance = searcher.search(request).hits[0].score;
  request.sort = Sort::kRecent;
  EXPECT_NEAR(searcher.search(request).hits[0].score, relevance + 1, 1e-9);
}

class EndingEarly : public testing::Test {
 protected:
  static constexpr std::size_t kCount = 300;

  EndingEarly() {
    std::vector<TestArticle> articles;
    for (std::size_t i = 0; i < kCount; ++i) {
      articles.push_back({std::to_string(i), "금리 소식",
                          "한국은행이 금리를 올렸다. 금리 인상 이야기다.",
                          R"("press":"느티일보","date":"2024-01-01")"});
    }
    database_.add(articles);
  }

  static constexpr const char* kQueries[] = {
      "금리",      "한국은행 금리 인상", "\"금리 인상\"",  "금리 -동결",
      "date:2024", "press:느티일보",     "금리 NEAR 인상", "쀍뷁"};
  TestDatabase database_;
};

TEST_F(EndingEarly, GivesTheBestSoFarAndSaysSo) {
  const Searcher searcher(database_.database());
  for (const char* query : kQueries) {
    for (const Sort sort : {Sort::kRelevance, Sort::kNewest, Sort::kRecent}) {
      SearchRequest request;
      request.query = query;
      request.sort = sort;
      request.limit = kCount;
      request.facets = {{.field = FacetField::kPress}};
      request.time_limit = std::chrono::nanoseconds(1);
      const SearchResult result = searcher.search(request);
      EXPECT_EQ(result.facets.size(), 1u);
      if (!result.timed_out) {  // it was through before anybody looked at the clock
        EXPECT_TRUE(result.hits.empty()) << query;
        continue;
      }
      EXPECT_LE(result.hits.size(), 10u);
      EXPECT_GE(result.total.value, result.hits.size());
      EXPECT_TRUE(result.facets[0].counts.empty());
      for (const Hit& hit : result.hits) EXPECT_EQ(hit.title, "금리 소식");
    }
  }
}

TEST_F(EndingEarly, IsNotForThoseWhoHaveTime) {
  const Searcher searcher(database_.database());
  for (const char* query : kQueries) {
    SearchRequest request;
    request.query = query;
    request.limit = kCount;
    request.facets = {{.field = FacetField::kPress}};
    const SearchResult usual = searcher.search(request);
    request.time_limit = std::chrono::nanoseconds::max();
    request.stop = std::stop_source().get_token();
    const SearchResult result = searcher.search(request);
    EXPECT_FALSE(result.timed_out);
    EXPECT_EQ(ids_of(result), ids_of(usual));
    EXPECT_EQ(result.total.value, usual.total.value) << query;
    EXPECT_EQ(result.facets[0].counts, usual.facets[0].counts);
  }
}

TEST_F(EndingEarly, OnRequestBeforeAndMeanwhile) {
  const Searcher searcher(database_.database());
  SearchRequest request;
  request.query = "\"금리 인상\"";
  request.limit = kCount;
  std::stop_source source;
  request.stop = source.get_token();
  SearchResult last;
  std::jthread other([&] { source.request_stop(); });
  do {
    last = searcher.search(request);
  } while (!last.timed_out);
  EXPECT_TRUE(searcher.search(request).hits.empty());
}

TEST(Searcher, ReplacedArticlesAreFoundOnce) {
  TestDatabase database({{"x", "옛 제목", "처음에는 사과 이야기였다.", ""},
                         {"y", "다른 기사", "사과를 먹었다.", ""}});
  const IndexTotals totals = database.add({{"x", "새 제목", "이제는 포도 이야기다.", ""}});
  EXPECT_EQ(totals.replaced, 1u);
  EXPECT_EQ(totals.articles, 2u);
  EXPECT_EQ(ids_of(database.search("사과")), (Ids{"y"}));
  EXPECT_EQ(ids_of(database.search("포도")), (Ids{"x"}));
  EXPECT_EQ(Searcher(database.database()).info().articles, 2u);
}

TEST(Searcher, RefreshMovesToTheNewestState) {
  TestDatabase database({{"x", "", "사과 이야기다.", ""}});
  Searcher searcher(database.database());
  EXPECT_FALSE(searcher.refresh());
  database.add({{"z", "", "포도 이야기다.", ""}});
  SearchRequest request;
  request.query = "포도";
  EXPECT_TRUE(searcher.search(request).hits.empty());
  EXPECT_TRUE(searcher.refresh());
  EXPECT_EQ(ids_of(searcher.search(request)), (Ids{"z"}));
}

TEST(Searcher, RefreshKnowsADatabaseOpenedByARelativePath) {
  TestDatabase database({{"x", "", "사과 이야기다.", ""}});
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(database.database().parent_path());
  Searcher searcher(database.database().filename());
  std::filesystem::current_path(here);
  EXPECT_FALSE(searcher.refresh());
  database.add({{"z", "", "포도 이야기다.", ""}});
  EXPECT_TRUE(searcher.refresh());
  EXPECT_FALSE(searcher.refresh());
}

TEST(Searcher, RefreshMovesToTheNewestStateOfSeveralDatabases) {
  TestDatabase older({{"x", "", "사과 이야기다.", ""}});
  TestDatabase newer({{"y", "", "포도 이야기다.", ""}});
  const TemporaryDirectory directory;
  const auto stub = directory.path() / "both";
  const auto name = [&](const TestDatabase& one, std::ios::openmode mode) {
    std::ofstream(stub, mode) << "auto " << one.database().string() << '\n';
  };
  name(older, std::ios::trunc);
  Searcher searcher(stub);
  EXPECT_EQ(searcher.info().articles, 1u);
  EXPECT_FALSE(searcher.refresh());
  name(newer, std::ios::app);
  EXPECT_TRUE(searcher.refresh());
  EXPECT_EQ(searcher.info().articles, 2u);
  EXPECT_EQ(searcher.info().segments, 2u);
  const std::uint64_t generation = searcher.info().generation;
  newer.add({{"z", "", "사과 소식이다.", ""}});
  SearchRequest request;
  request.query = "사과";
  EXPECT_EQ(ids_of(searcher.search(request)), (Ids{"x"}));
  EXPECT_TRUE(searcher.refresh());
  EXPECT_FALSE(searcher.refresh());
  EXPECT_GT(searcher.info().generation, generation);
  EXPECT_EQ(searcher.search(request).hits.size(), 2u);
}

TEST(Searcher, ManyBatchesAreMergedAndAllIsFound) {
  TestDatabase database;
  for (int i = 0; i < 20; ++i) {
    database.add({{"a" + std::to_string(i), "", "사과 소식 " + std::to_string(i), ""},
                  {"same", "", "언제나 바뀌는 기사 " + std::to_string(i), ""}});
  }
  const Searcher searcher(database.database());
  EXPECT_LE(searcher.info().segments, 10u);
  EXPECT_EQ(searcher.info().articles, 21u);
  EXPECT_EQ(database.search("사과", 100).hits.size(), 20u);
  EXPECT_EQ(ids_of(database.search("바뀌는", 100)), (Ids{"same"}));
}

TEST(Searcher, AnOpenOneOutlivesMerges) {
  TestDatabase database({{"x", "", "사과 이야기다.", ""}});
  const Searcher searcher(database.database());
  for (int i = 0; i < 12; ++i) database.add({{"n" + std::to_string(i), "", "포도 소식이다.", ""}});
  SearchRequest request;
  request.query = "사과";
  EXPECT_EQ(ids_of(searcher.search(request)), (Ids{"x"}));
}

TEST(Searcher, OneAThreadAtTheSameTime) {
  const TestDatabase database(kArticles);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const Searcher searcher(database.database());
      SearchRequest request;
      request.query = "한국은행 기준금리";
      for (int round = 0; round < 50; ++round) ASSERT_GE(searcher.search(request).hits.size(), 2u);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Searcher, ErrorsSayWhatToDo) {
  const TestDatabase database(kArticles);
  const auto error_of = [](const std::filesystem::path& path) {
    try {
      Searcher searcher(path);
      SearchRequest request;
      request.query = "기준금리";
      searcher.search(request);
    } catch (const Error& error) {
      EXPECT_FALSE(error.hint().empty());
      return error.code();
    }
    return ErrorCode::kInternal;
  };
  EXPECT_EQ(error_of(database.directory() / "none"), ErrorCode::kNotFound);
  EXPECT_EQ(error_of(database.directory()), ErrorCode::kNotADatabase);
  Manifest manifest = read_manifest(database.database());
  manifest.analyzer = "0000000000000000";
  write_manifest(database.database(), manifest);
  EXPECT_EQ(error_of(database.database()), ErrorCode::kAnalyzerMismatch);
  const TestDatabase damaged(kArticles);
  const auto postlist =
      damaged.database() / read_manifest(damaged.database()).segments[0].name / "postlist.glass";
  std::ofstream(postlist, std::ios::trunc) << "damaged";
  EXPECT_EQ(error_of(damaged.database()), ErrorCode::kCorrupt);
}

// Articles about as long as those of newspapers; `sentence` stands behind so many others.
std::string long_article(const std::string& sentence, int before) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    if (i == before) text += sentence + " ";
    text += "기자단은 이날 회의장 주변에서 참석자들이 나오기를 기다리며 질문을 준비했다. ";
  }
  return text;
}

TEST(FewWords, AreAllThereInWhatComesFirst) {
  std::vector<TestArticle> articles = {
      {"both", "지역 소식", long_article("새만금에 들어설 국제공항은 아직 계획이다.", 50), ""},
      {"one", "새만금 신항, 새만금 크루즈", long_article("새만금 신항이 새만금 첫 항구다.", 0), ""},
  };
  for (int i = 0; i < 3; ++i)
    articles.push_back(
        {"other" + std::to_string(i), "인천 소식", long_article("국제공항이 붐볐다.", 50), ""});
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "새만금 국제공항";
  request.explain = true;
  const SearchResult result = searcher.search(request);
  ASSERT_EQ(result.hits.size(), 5u);
  EXPECT_EQ(result.hits[0].id, "both");
  EXPECT_EQ(result.hits[0].match, Match::kFull);
  EXPECT_EQ(result.hits[1].id, "one");
  const auto weight_of_all = [&](const std::string& query) {
    request.query = query;
    const SearchResult found = searcher.search(request);
    for (const FeatureScore& feature : found.hits.at(0).explanation->features) {
      if (feature.name == "all") return feature.weight;
    }
    return 0.0;
  };
  EXPECT_GT(weight_of_all("새만금 국제공항"), 0);
  EXPECT_EQ(weight_of_all("새만금 국제공항은 언제 지어지나"), 0) << "a question";
  EXPECT_EQ(weight_of_all("새만금 신항에 이어 국제공항 계획 발표 지역 소식"), 0) << "a headline";
}

// 서울의 봄 is one thing, a film; questions, headlines and passages weigh it as any two words.
TEST(FewWords, AreBoundByAGenitive) {
  const TestDatabase database(
      {{"film", "", long_article("감독은 영화 서울의 봄 이후를 말했다.", 50), ""},
       {"other", "", long_article("올해의 봄 소식", 50), ""}});
  const Searcher searcher(database.database());
  const auto nearness = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.explain = true;
    const SearchResult found = searcher.search(request);
    for (const FeatureScore& feature : found.hits.at(0).explanation->features) {
      if (feature.name == "near") return feature.value;
    }
    return 0.0;
  };
  EXPECT_EQ(nearness("서울 봄"), 1);
  EXPECT_EQ(nearness("서울의 봄"), 4);
  EXPECT_LE(nearness("서울의 봄은 언제 말했나"), 1);
  EXPECT_LE(nearness("감독은 영화 서울의 봄 이후를 말했다"), 1);
}

}  // namespace
}  // namespace gisa

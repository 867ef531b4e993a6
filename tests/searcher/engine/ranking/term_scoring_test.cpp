// The first stage by posting lists finds what Xapian's matcher finds, with the same scores.
#include "searcher/engine/ranking/term_scoring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/words/query_words.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

// Words that share syllables, some of them in most articles.
const std::vector<std::string> kWords = {
    "금리",     "금리를", "인상",   "인하했다", "한국은행", "한국", "은행이",       "환율",
    "가계부채", "부채가", "반도체", "수출이",   "다",       "왜",   "빵을",         "AI",
    "2025",     "3.5%",   "미국",   "美",       "대통령",   "위해", "기준금리동결", "열렸다"};

std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t count = 1 + random() % most; count > 0; --count) {
    text += kWords[random() % kWords.size()];
    text += random() % 8 == 0 ? ". " : " ";
  }
  return text;
}

// Several segments, of which articles were replaced.
void fill(TestDatabase& database, std::mt19937& random) {
  for (int batch = 0; batch < 3; ++batch) {
    std::vector<TestArticle> articles;
    for (int i = 0; i < 40; ++i) {
      const std::string id = std::to_string(random() % 90);
      articles.push_back({id, random_text(random, 4), random_text(random, 60), ""});
    }
    database.add(articles);
  }
}

std::map<ArticleId, double> by_xapian(const Snapshot& snapshot, const Xapian::Query& query) {
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(snapshot.without_deleted(query));
  enquire.set_weighting_scheme(text_weight());
  const Xapian::MSet set = enquire.get_mset(0, snapshot.database().get_doccount());
  std::map<ArticleId, double> scores;
  for (auto it = set.begin(); it != set.end(); ++it) scores[*it] = it.get_weight();
  return scores;
}

void expect_same(const std::vector<ScoredArticle>& found, std::uint64_t matched,
                 const std::map<ArticleId, double>& wanted, const std::string& query) {
  EXPECT_EQ(matched, wanted.size()) << query;
  ASSERT_EQ(found.size(), wanted.size()) << query;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_TRUE(wanted.contains(found[i].id)) << query;
    EXPECT_NEAR(found[i].score, wanted.at(found[i].id), 1e-5) << query;
    if (i == 0) continue;
    const bool in_order = found[i - 1].score > found[i].score ||
                          (found[i - 1].score == found[i].score && found[i - 1].id < found[i].id);
    EXPECT_TRUE(in_order) << query;
  }
}

TEST(TermScoring, IsXapiansMatch) {
  std::mt19937 random(20251124);
  TestDatabase database;
  fill(database, random);
  const auto snapshot = Snapshot::open(database.database());
  ASSERT_GT(snapshot->segments().size(), 1U);
  ASSERT_LT(snapshot->article_count(), snapshot->database().get_doccount());
  Analyzer analyzer;
  Interruption never;
  TermScoring scoring(snapshot->index(), snapshot->deleted());
  for (int round = 0; round < 300; ++round) {
    const std::string query = random_text(random, 8);
    const std::vector<QueryWord> words = analyze_query(query, analyzer);
    const QueryPlan plan = plan_query(words, {}, snapshot->index());
    scoring.run(plan, nullptr, true, 1000, never);
    expect_same(scoring.best(1000), scoring.matched(), by_xapian(*snapshot, plan.any), query);

    const Xapian::Query filter("금리");
    const std::vector<ArticleId> among = snapshot->find(filter, never);
    scoring.run(plan, &among, true, 1000, never);
    const Xapian::Query filtered(Xapian::Query::OP_FILTER, plan.any, filter);
    expect_same(scoring.best(1000), scoring.matched(), by_xapian(*snapshot, filtered), query);

    // All that the filter lets pass, whether they have a word or not.
    scoring.run(plan, &among, false, 1000, never);
    const Xapian::Query unweighed(Xapian::Query::OP_SCALE_WEIGHT, filter, 0);
    const Xapian::Query weighed(Xapian::Query::OP_AND_MAYBE, unweighed, plan.weights);
    expect_same(scoring.best(1000), scoring.matched(), by_xapian(*snapshot, weighed), query);
  }
}

TEST(TermScoring, TheBestAreTheFirstOfAll) {
  std::mt19937 random(7);
  TestDatabase database;
  fill(database, random);
  const auto snapshot = Snapshot::open(database.database());
  Analyzer analyzer;
  Interruption never;
  TermScoring scoring(snapshot->index(), snapshot->deleted());
  const std::vector<QueryWord> words = analyze_query("금리 인상 한국은행 반도체 환율", analyzer);
  scoring.run(plan_query(words, {}, snapshot->index()), nullptr, true, 1000, never);
  const std::vector<ScoredArticle> all = scoring.best(1000);
  for (const std::size_t count : {0UL, 1UL, 2UL, 10UL, all.size(), all.size() + 1}) {
    const std::vector<ScoredArticle> best = scoring.best(count);
    ASSERT_EQ(best.size(), std::min(count, all.size()));
    for (std::size_t i = 0; i < best.size(); ++i) EXPECT_EQ(best[i].id, all[i].id) << count;
  }
  const std::vector<ArticleId> sample = scoring.sample(50);
  EXPECT_EQ(sample.size(), 50u);
  EXPECT_EQ(scoring.sample(50), sample);
  for (const ArticleId id : sample) EXPECT_TRUE(std::ranges::count(all, id, &ScoredArticle::id));
}

bool are_the_same(const std::vector<ScoredArticle>& a, const std::vector<ScoredArticle>& b) {
  return std::ranges::equal(a, b, [](const ScoredArticle& left, const ScoredArticle& right) {
    return left.id == right.id && left.score == right.score;
  });
}

// Thousands of articles, so that words are rare, common, and everything between.
TEST(TermScoring, TheBestOfManyAreThoseOfXapian) {
  std::mt19937 random(20261129);
  TestDatabase database;
  for (int batch = 0; batch < 2; ++batch) {
    std::vector<TestArticle> articles;
    for (int i = 0; i < 6000; ++i) {
      std::string text = "소식";
      for (std::size_t word = 0; word < kWords.size(); ++word) {
        const std::size_t every = 1 + word * word;
        for (std::size_t times = random() % 4; times > 0 && random() % every == 0; --times)
          text += " " + kWords[word];
      }
      articles.push_back({std::to_string(random() % 10000), "", text, ""});
    }
    database.add(articles);
  }
  const auto snapshot = Snapshot::open(database.database());
  ASSERT_LT(snapshot->article_count(), snapshot->database().get_doccount());
  Analyzer analyzer;
  Interruption never;
  TermScoring scoring(snapshot->index(), snapshot->deleted());
  TermScoring in_windows(snapshot->index(), snapshot->deleted(), 100);
  const std::vector<ArticleId> among = snapshot->find(Xapian::Query("반도"), never);
  ASSERT_FALSE(among.empty());
  for (int round = 0; round < 200; ++round) {
    const std::string query = random_text(random, 3);
    const QueryPlan plan = plan_query(analyze_query(query, analyzer), {}, snapshot->index());
    for (const bool is_filtered : {false, true}) {
      scoring.run(plan, is_filtered ? &among : nullptr, true, 20, never);
      const std::vector<ScoredArticle> best = scoring.best(20);
      const Xapian::Query filter("반도");
      const Xapian::Query filtered(Xapian::Query::OP_FILTER, plan.any, filter);
      const auto wanted = by_xapian(*snapshot, is_filtered ? filtered : plan.any);
      EXPECT_EQ(scoring.matched(), wanted.size()) << query;
      in_windows.run(plan, is_filtered ? &among : nullptr, true, 20, never);
      EXPECT_EQ(in_windows.matched(), wanted.size()) << query;
      EXPECT_TRUE(are_the_same(in_windows.best(20), best)) << query;
      std::vector<double> scores;
      for (const auto& [id, score] : wanted) scores.push_back(score);
      std::ranges::sort(scores, std::greater<>());
      ASSERT_EQ(best.size(), std::min<std::size_t>(20, scores.size())) << query;
      for (std::size_t i = 0; i < best.size(); ++i) {
        EXPECT_NEAR(best[i].score, scores[i], 1e-4) << query;
        EXPECT_NEAR(best[i].score, wanted.at(best[i].id), 1e-4) << query;
      }
    }
  }
}

// The ranker looks for no N&R, and so for a 텔레콤 wherever it stands.
TEST(QueryPlan, NoWordStandsBehindOneThatIsNotLookedFor) {
  const TestDatabase database({{"1", "", "N&R텔레콤 요금제", ""}});
  const auto snapshot = Snapshot::open(database.database());
  Analyzer analyzer;
  for (const char* query : {"N&R텔레콤", "누구3", "K팝"}) {
    const QueryPlan plan = plan_query(analyze_query(query, analyzer), {}, snapshot->index());
    ASSERT_FALSE(plan.words.empty()) << query;
    EXPECT_FALSE(plan.words[0].is_glued) << query;
  }
}

TEST(SegmentSet, ReadsWhatXapianReads) {
  std::mt19937 random(3);
  TestDatabase test;
  fill(test, random);
  const auto snapshot = Snapshot::open(test.database());
  const Xapian::Database& database = snapshot->database();
  const SegmentSet& index = snapshot->index();
  EXPECT_EQ(index.documents(), database.get_doccount());
  EXPECT_NEAR(index.average_length(), database.get_avlength(), 1e-9);
  int read_ahead = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    ASSERT_EQ(index.frequency(*term), term.get_termfreq()) << *term;
    std::map<ArticleId, std::uint32_t> wdf;
    for (std::size_t i = 0; i < index.size(); ++i) {
      index.files(i)->for_each_posting(*term, [&](std::uint32_t document, std::uint32_t count) {
        wdf[index.article(i, document)] = count;
      });
    }
    auto it = database.postlist_begin(*term);
    for (const auto& [article, count] : wdf) {
      ASSERT_NE(it, database.postlist_end(*term));
      ASSERT_EQ(article, *it);
      ASSERT_EQ(count, it.get_wdf());
      ++it;
    }
    ASSERT_EQ(it, database.postlist_end(*term));
  }
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    EXPECT_EQ(index.length(*it), database.get_doclength(*it));
    SegmentIndex::StoredDocuments documents(*index.files(index.segment_of(*it)));
    const std::string data = database.get_document(*it).get_data();
    const std::uint32_t document = index.document_of(*it);
    // What is cut into parts is left to find().
    const auto ahead = documents.prefetch(document, documents.prefetch_place(document));
    if (ahead) {
      EXPECT_EQ(*ahead, data);
      ++read_ahead;
    }
    EXPECT_EQ(documents.find(document), data);
    EXPECT_EQ(documents.find(index[index.segment_of(*it)].statistics().last_document + 1), "");
  }
  EXPECT_GT(read_ahead, 0);
  EXPECT_EQ(index.frequency("없는낱말"), 0U);
}

}  // namespace
}  // namespace gisa

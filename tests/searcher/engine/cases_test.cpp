// Tables of queries and texts: what must match, what must not, what ranks above what.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "common/analysis/analyzer.h"
#include "searcher/engine/text/text_matcher.h"
#include "searcher/engine/words/query_words.h"
#include "tests/support/case_table.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

struct SearchCase {
  std::string place;  // file:line and what the case is about
  std::string query;
  char kind = '+';
  std::string text;
  std::string lower;
};

std::vector<SearchCase> read_search_cases() {
  std::vector<SearchCase> cases;
  for (const CaseLine& line : read_case_table("search.tsv")) {
    cases.push_back({line.place + ": " + line[0], line[1], line[2].at(0), line[3], line[4]});
  }
  return cases;
}

// All texts of all cases are articles of one database, so each query also meets every other text.
class CaseDatabase {
 public:
  explicit CaseDatabase(const std::vector<SearchCase>& cases) {
    std::vector<TestArticle> articles;
    for (const SearchCase& c : cases) {
      for (const std::string& text : {c.text, c.lower}) {
        if (text.empty() || ids_.contains(text)) continue;
        ids_[text] = "a" + std::to_string(ids_.size());
        articles.push_back({ids_[text], "", text, ""});
      }
    }
    database_.add(articles);
  }

  const Hit* find(const SearchResult& result, const std::string& text) const {
    const auto found = std::ranges::find(result.hits, ids_.at(text), &Hit::id);
    return found == result.hits.end() ? nullptr : &*found;
  }
  SearchResult search(const std::string& query) const { return database_.search(query, 1000); }

 private:
  TestDatabase database_;
  std::map<std::string, std::string> ids_;
};

void check(const SearchCase& c, const CaseDatabase& database) {
  const SearchResult result = database.search(c.query);
  const Hit* hit = database.find(result, c.text);
  if (c.kind == '+') {
    EXPECT_TRUE(hit != nullptr && hit->match == Match::kFull)
        << c.place << ": " << c.query << " + " << c.text;
  } else if (c.kind == '-') {
    EXPECT_TRUE(hit == nullptr || hit->match == Match::kPartial)
        << c.place << ": " << c.query << " - " << c.text;
  } else {
    const Hit* lower = database.find(result, c.lower);
    ASSERT_NE(hit, nullptr) << c.place;
    EXPECT_TRUE(lower == nullptr || hit->rank < lower->rank)
        << c.place << ": " << c.query << ": " << c.text << " > " << c.lower;
  }
}

TEST(Cases, Search) {
  const std::vector<SearchCase> cases = read_search_cases();
  ASSERT_GE(cases.size(), 200u);
  const CaseDatabase database(cases);
  for (const SearchCase& c : cases) check(c, database);
}

// The text with [ and ] around what the matcher finds of a query.
std::string mark(const std::string& query, const std::string& text) {
  Analyzer analyzer;
  const std::vector<QueryWord> words = analyze_query(query, analyzer);
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::vector<WordMatch> matches;
  TextMatcher(words).find(analysis, matches);
  std::ranges::sort(matches, {}, &WordMatch::begin);
  std::string out;
  std::size_t done = 0;
  for (const WordMatch& match : matches) {
    const auto [begin, end] = analysis.source_range(match.begin, match.end);
    if (begin < done) continue;
    out += text.substr(done, begin - done) + "[" + text.substr(begin, end - begin) + "]";
    done = end;
  }
  return out + text.substr(done);
}

TEST(Cases, Highlights) {
  const std::vector<CaseLine> cases = read_case_table("highlights.tsv");
  ASSERT_GE(cases.size(), 30u);
  for (const CaseLine& c : cases) {
    std::string text = c[2];
    std::erase_if(text, [](char letter) { return letter == '[' || letter == ']'; });
    EXPECT_EQ(mark(c[1], text), c[2]) << c.place << ": " << c[1] << ": " << c[0];
  }
}

// As a snippet shows them, of an article with that text.
TEST(Cases, SnippetMarks) {
  const std::vector<CaseLine> cases = read_case_table("snippet_marks.tsv");
  ASSERT_GE(cases.size(), 8u);
  for (const CaseLine& c : cases) {
    std::string text = c[2];
    std::erase_if(text, [](char letter) { return letter == '[' || letter == ']'; });
    const TestDatabase database({{"article", "제목", text, ""}});
    SearchRequest request;
    request.query = c[1];
    const SearchResult result = Searcher(database.database()).search(request);
    ASSERT_EQ(result.hits.size(), 1u) << c.place << ": " << c[1];
    std::string marked = result.hits[0].snippet;
    for (auto range = result.hits[0].highlights.rbegin(); range != result.hits[0].highlights.rend();
         ++range) {
      marked.insert(range->end, "]");
      marked.insert(range->begin, "[");
    }
    EXPECT_EQ(marked, c[2]) << c.place << ": " << c[1] << ": " << c[0];
  }
}

}  // namespace
}  // namespace gisa

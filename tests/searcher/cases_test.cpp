// Tables of queries and texts: what must match, what must not, what ranks above what.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/support/test_database.h"

namespace gisa {
namespace {

struct SearchCase {
  std::string place;  // file:line
  std::string query;
  char kind = '+';
  std::string text;
  std::string lower;
};

std::vector<SearchCase> read_cases(const std::string& name) {
  const std::string file = std::string(GISA_TEST_DATA) + "/cases/" + name;
  std::ifstream lines(file);
  EXPECT_TRUE(lines) << file;
  std::vector<SearchCase> cases;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream fields(line);
    SearchCase c;
    std::string kind;
    std::getline(fields, c.query, '\t');
    std::getline(fields, kind, '\t');
    std::getline(fields, c.text, '\t');
    std::getline(fields, c.lower, '\t');
    c.kind = kind.at(0);
    c.place = name + ":" + std::to_string(number);
    cases.push_back(std::move(c));
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

TEST(Cases, Matching) {
  const std::vector<SearchCase> cases = read_cases("matching.tsv");
  ASSERT_GE(cases.size(), 30u);
  const CaseDatabase database(cases);
  for (const SearchCase& c : cases) check(c, database);
}

}  // namespace
}  // namespace gisa

// A bit flips somewhere in a segment: a search refuses with the segment's name, or has not met it
// and answers as before. GISA_LONG_TESTS=SECONDS flips for so long instead of a second.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "common/system/files.h"
#include "indexer/commands/commands.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr int kWordsOfArticle = 60;

std::vector<TestArticle> articles(int from, int to) {
  const char* const kWords[] = {"금리", "환율", "수출", "반도체", "도서관", "사과", "동결", "인상"};
  std::vector<TestArticle> out;
  for (int i = from; i < to; ++i) {
    std::string body = "경제 소식 " + std::to_string(i) + ", article" + std::to_string(i) + ". ";
    for (int word = 0; word < kWordsOfArticle; ++word) {
      body += kWords[(i * 5 + word * (i % 7 + 1)) % 8];
      body += word % 9 == 8 ? "가 올랐다. " : " ";
    }
    out.push_back({"a" + std::to_string(i), "경제 " + std::to_string(i), body,
                   "\"press\":\"신문" + std::to_string(i % 4) + "\",\"date\":\"2024-01-0" +
                       std::to_string(1 + i % 9) + "\""});
  }
  return out;
}

std::vector<SearchRequest> requests() {
  const char* const kQueries[] = {"수출",           "사과",          "경제",
                                  "경제 금리",      "\"금리 환율\"", "언론사:신문1 반도체",
                                  "언론사:문 수출", "article*",      "날짜:2024-01-05"};
  std::vector<SearchRequest> requests(std::size(kQueries));
  for (std::size_t i = 0; i < requests.size(); ++i) {
    requests[i].query = kQueries[i];
    requests[i].limit = 20;
  }
  requests[0].sort = Sort::kNewest;
  requests[1].sort = Sort::kRecent;
  requests[1].facets = {{.field = FacetField::kPress}};
  // So many candidates that terms are counted, and not the articles' fields.
  requests[2].facets = {{.field = FacetField::kPress}, {.field = FacetField::kDay}};
  requests[3].explain = true;
  requests[3].limit = 3;
  return requests;
}

std::vector<TermScore> explained(const Hit& hit) {
  return hit.explanation ? hit.explanation->terms : std::vector<TermScore>();
}

// All that a search shows.
std::string shown(const SearchResult& result) {
  std::string out = std::to_string(result.total.value);
  for (const Hit& hit : result.hits) out += "|" + hit.id + "|" + hit.title + "|" + hit.snippet;
  for (const Facet& facet : result.facets) {
    for (const FacetCount& count : facet.counts)
      out += "|" + count.value + "=" + std::to_string(count.articles);
  }
  for (const Hit& hit : result.hits) {
    for (const TermScore& term : explained(hit))
      out += "|" + term.term + "=" + std::to_string(term.score);
  }
  return out;
}

class FlippedBits : public ::testing::Test {
 protected:
  void SetUp() override {
    database_.add(articles(0, 450));
    database_.add(articles(430, 480));
    for (const auto& entry : fs::recursive_directory_iterator(database_.database())) {
      const bool is_of_segment = entry.path().parent_path() != database_.database();
      if (entry.is_regular_file() && is_of_segment && entry.file_size() > 0) {
        files_.push_back(entry.path());
      }
    }
  }

  void flip(const fs::path& file, std::size_t bit) const {
    std::string bytes = read_file(file);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    write_file(file, bytes);
  }

  TestDatabase database_;
  std::vector<fs::path> files_;
};

TEST_F(FlippedBits, GiveAnErrorOrTheRightAnswer) {
  const char* const given = std::getenv("GISA_LONG_TESTS");
  const double seconds = given != nullptr ? std::max(1.0, std::atof(given)) : 1.0;
  std::vector<std::string> expected;
  for (const SearchRequest& request : requests()) {
    expected.push_back(shown(Searcher(database_.database()).search(request)));
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  std::mt19937 dice(7);
  std::size_t flips = 0;
  std::size_t refused = 0;
  std::size_t answered = 0;
  for (; flips < files_.size() || std::chrono::steady_clock::now() < end; ++flips) {
    const fs::path& file = files_[flips % files_.size()];
    const std::string segment = file.parent_path().filename().string();
    const std::size_t bit = dice() % (fs::file_size(file) * 8);
    flip(file, bit);
    std::size_t number = 0;
    for (const SearchRequest& request : requests()) {
      try {
        const std::string answer = shown(Searcher(database_.database()).search(request));
        EXPECT_EQ(answer, expected[number]) << file << ", bit " << bit << ": " << request.query;
        ++answered;
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kCorrupt) << error.what();
        EXPECT_NE(std::string(error.what()).find(segment), std::string::npos)
            << file << ", bit " << bit << ": " << error.what();
        ++refused;
      }
      ++number;
    }
    EXPECT_FALSE(check_database(database_.database()).empty()) << file << ", bit " << bit;
    flip(file, bit);
  }
  EXPECT_TRUE(check_database(database_.database()).empty());
  EXPECT_GT(refused, 0u);
  RecordProperty("flips", static_cast<int>(flips));
  std::printf("%zu bits flipped: %zu searches refused, %zu answered\n", flips, refused, answered);
}

}  // namespace
}  // namespace gisa

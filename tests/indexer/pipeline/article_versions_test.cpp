#include "indexer/pipeline/article_versions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace gisa {
namespace {

using Documents = std::vector<std::uint32_t>;

// A record of an article: a new one, another version of `older` in the database, or the same.
struct Record {
  const char* id;
  std::uint32_t older = 0;  // its document in the database; 0: it is new
  bool is_unchanged = false;
};

// Gives the records as batches of `size`, the last batch first.
SettledVersions settle(const std::vector<Record>& records, std::size_t size) {
  std::vector<BatchVersions> batches;
  std::uint32_t before = 0;
  for (std::size_t begin = 0; begin < records.size(); begin += size) {
    BatchVersions batch;
    std::uint32_t documents = 0;
    for (std::size_t i = begin; i < std::min(begin + size, records.size()); ++i) {
      const Record& record = records[i];
      if (record.is_unchanged) {
        batch.add_unchanged(record.id, documents);
      } else {
        const ArticleLocation older{0, record.older};
        batch.add_indexed(record.id, ++documents,
                          record.older > 0 ? std::optional(older) : std::nullopt);
      }
    }
    batch.number_from(before);
    before += documents;
    batches.insert(batches.begin(), std::move(batch));
  }
  RunVersions versions;
  for (const BatchVersions& batch : batches) versions.add(batch);
  return versions.settle();
}

TEST(ArticleVersions, TheOneReadLastStands) {
  struct Case {
    const char* trap;
    std::vector<Record> records;
    Documents superseded;
    Documents replaced;  // in the database
  };
  const Case cases[] = {
      {"nothing", {}, {}, {}},
      {"all are new", {{"a"}, {"b"}}, {}, {}},
      {"twice in the run", {{"a"}, {"b"}, {"a"}}, {1}, {}},
      {"three times", {{"a"}, {"a"}, {"b"}, {"a"}}, {1, 2}, {}},
      {"another version in the database", {{"b"}, {"a", 7}}, {}, {7}},
      {"it is replaced once", {{"a", 7}, {"a", 7}}, {1}, {7}},
      {"as it was", {{"a", 7, true}}, {}, {}},
      {"changed, then as it was: that stays", {{"a", 7}, {"a", 7, true}}, {1}, {}},
      {"as it was, then changed", {{"a", 7, true}, {"a", 7}}, {}, {7}},
      {"there and back and there", {{"a", 7}, {"a", 7, true}, {"a", 7}}, {1}, {7}},
      {"several changed, more than once",
       {{"a", 7}, {"b", 3}, {"c", 5}, {"c", 5}, {"b", 3}, {"a", 7}},
       {1, 2, 3},
       {3, 5, 7}},
      {"several as they were",
       {{"a", 7}, {"b", 3}, {"c", 5}, {"a", 7, true}, {"b", 3, true}, {"c", 5, true}},
       {1, 2, 3},
       {}},
      {"others between", {{"b"}, {"a", 7}, {"c", 3}, {"a", 7, true}, {"d"}}, {2}, {3}},
  };
  for (const Case& c : cases) {
    for (const std::size_t size : {1, 2, 100}) {
      const SettledVersions settled = settle(c.records, size);
      EXPECT_EQ(settled.superseded, c.superseded) << c.trap << ", batches of " << size;
      Documents replaced;
      for (const ArticleLocation& location : settled.replaced)
        replaced.push_back(location.document);
      EXPECT_EQ(replaced, c.replaced) << c.trap << ", batches of " << size;
    }
  }
}

}  // namespace
}  // namespace gisa

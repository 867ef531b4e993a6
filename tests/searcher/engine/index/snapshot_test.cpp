#include "searcher/engine/index/snapshot.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/articles/stored_article.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

// Of articles of all lengths some stand across two blocks of their table, and of a few of those the
// first has a part of the signature.
TEST(Snapshot, TellsTheSignatureOfEveryArticle) {
  constexpr std::size_t kArticles = 3000;
  std::vector<TestArticle> articles;
  for (std::size_t i = 0; i < kArticles; ++i) {
    std::string body = "기사 ";
    for (std::size_t n = 0; n < i % 97; ++n)
      body += std::to_string(n * n * 7919 + i) + "번 F-" + std::to_string(n + i) + " ";
    articles.push_back({std::to_string(i), "", body, ""});
  }
  const TestDatabase database(articles);
  const auto snapshot = Snapshot::open(database.database());
  std::vector<ArticleId> ids;
  for (auto it = snapshot->database().postlist_begin("");
       it != snapshot->database().postlist_end(""); ++it)
    ids.push_back(*it);
  ASSERT_EQ(ids.size(), kArticles);
  std::size_t told = 0;
  snapshot->for_each_signature(
      ids, [&](std::size_t i, const std::optional<std::string_view>& signature) {
        const std::string stored = snapshot->database().get_document(ids[i]).get_data();
        EXPECT_EQ(signature, stored_signature(stored)) << ids[i];
        told += signature && !signature->empty() ? 1 : 0;
      });
  EXPECT_GT(told, kArticles / 2);
}

}  // namespace
}  // namespace gisa

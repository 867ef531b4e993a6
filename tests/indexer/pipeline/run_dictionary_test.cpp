#include "indexer/pipeline/run_dictionary.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace gisa {
namespace {

constexpr std::uint64_t kLarge = 100 << 20;  // bytes of input

// Articles of about 100 kB.
std::vector<Article> make_articles() {
  std::vector<Article> articles(300);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    articles[i].id = std::to_string(i);
    for (std::size_t k = 0; k < 10; ++k) {
      articles[i].body += "문장 " + std::to_string(i * 7919 + k * 104729) + "번이다. ";
    }
  }
  return articles;
}

std::shared_ptr<const TextDictionary> settled(RunDictionary& dictionary,
                                              const std::vector<Article>& articles,
                                              std::uint64_t input_bytes, bool is_full) {
  std::vector<const Article*> pointers;
  for (const Article& article : articles) pointers.push_back(&article);
  dictionary.settle(pointers, input_bytes, is_full);
  return dictionary.get();
}

TEST(RunDictionary, IsMadeOfTheFirstBatchAndUsedAgain) {
  const std::vector<Article> articles = make_articles();
  RunDictionary first(nullptr, kLarge);
  const auto made = settled(first, articles, 1 << 20, true);
  ASSERT_TRUE(made);
  EXPECT_EQ(settled(first, {}, 1, false), made) << "the first word counts";
  RunDictionary second(made, 1 << 20);
  EXPECT_EQ(second.get(), made) << "known without a batch";
  RunDictionary again(nullptr, kLarge);
  EXPECT_EQ(settled(again, articles, 1 << 20, true)->id(), made->id()) << "always the same";
}

TEST(RunDictionary, IsNotWorthItForLittle) {
  const std::vector<Article> articles = make_articles();
  RunDictionary small(nullptr, 100 << 10);
  EXPECT_FALSE(settled(small, articles, 100 << 10, false));
  RunDictionary short_pipe(nullptr, 0);
  EXPECT_FALSE(settled(short_pipe, articles, 100 << 10, false));
  RunDictionary long_pipe(nullptr, 0);
  EXPECT_TRUE(settled(long_pipe, articles, 1 << 20, true));
}

TEST(RunDictionary, FallsBackToWhatThereIs) {
  const std::vector<Article> articles = make_articles();
  RunDictionary small(nullptr, 1 << 20);
  const auto existing = settled(small, articles, 1 << 20, true);
  ASSERT_TRUE(existing);
  RunDictionary larger(existing, kLarge);
  EXPECT_NE(settled(larger, articles, 1 << 20, true), existing) << "a much larger run: a new one";
  RunDictionary unchanged(existing, kLarge);
  EXPECT_EQ(settled(unchanged, {}, 1 << 20, true), existing) << "nothing new in the first batch";
}

TEST(RunDictionary, NobodyWaitsForARunThatFailed) {
  RunDictionary dictionary(nullptr, kLarge);
  std::thread waiting([&] { EXPECT_FALSE(dictionary.get()); });
  dictionary.give_up();
  waiting.join();
}

}  // namespace
}  // namespace gisa

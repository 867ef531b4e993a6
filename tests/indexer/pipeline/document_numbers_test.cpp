#include "indexer/pipeline/document_numbers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "gisa/error.h"

namespace gisa {
namespace {

TEST(DocumentNumbers, AreInTheOrderOfTheBatches) {
  constexpr std::uint64_t kBatches = 1000;
  DocumentNumbers numbers(1 << 20);
  std::vector<std::uint32_t> before(kBatches);
  std::atomic<std::uint64_t> next = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t batch = next++; batch < kBatches; batch = next++) {
        before[batch] = numbers.take(batch, batch % 7).value();
      }
    });
  }
  threads.clear();
  std::uint32_t documents = 0;
  for (std::uint64_t batch = 0; batch < kBatches; ++batch) {
    EXPECT_EQ(before[batch], documents) << batch;
    documents += batch % 7;
  }
}

TEST(DocumentNumbers, EndWhereTheDatabaseIsFull) {
  DocumentNumbers numbers(5);
  EXPECT_EQ(numbers.take(0, 2), 0U);
  EXPECT_EQ(numbers.take(1, 3), 2U);
  EXPECT_EQ(numbers.take(2, 0), 5U);
  EXPECT_THROW((void)numbers.take(3, 1), Error);
}

TEST(DocumentNumbers, NobodyWaitsForARunThatFailed) {
  DocumentNumbers numbers(5);
  std::thread waiting([&] { EXPECT_FALSE(numbers.take(1, 1)); });
  numbers.give_up();
  waiting.join();
}

}  // namespace
}  // namespace gisa

#include "indexer/segments/article_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "common/glass/keys.h"
#include "common/glass/table_reader.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

using Stored = std::map<std::uint32_t, std::string>;

constexpr std::uint32_t kBatch = 5;

std::string text_of(std::uint32_t document, std::size_t size = 0) {
  return std::string(size + document * 7919 % 900, static_cast<char>('a' + document % 26));
}

// Documents `number` * kBatch + 1 and on; every third batch is empty.
ArticleStore::Batch make_batch(std::uint64_t number, std::size_t size = 0) {
  ArticleStore::Batch batch;
  for (std::uint32_t i = 1; i <= kBatch && number % 3 != 2; ++i) {
    const auto document = static_cast<std::uint32_t>(number) * kBatch + i;
    batch.documents.push_back(document);
    batch.bytes += text_of(document, size);
    batch.ends.push_back(batch.bytes.size());
  }
  return batch;
}

Stored stored_by(std::uint64_t batches, std::span<const std::uint32_t> dropped = {},
                 std::size_t size = 0) {
  Stored stored;
  for (std::uint64_t number = 0; number < batches; ++number) {
    for (const std::uint32_t document : make_batch(number).documents)
      stored[document] = text_of(document, size);
  }
  for (const std::uint32_t document : dropped) stored.erase(document);
  return stored;
}

Stored read(const FinishedTable& table) {
  Stored stored;
  const glass::TableFile file(table.file, table.root, glass::TableFile::Access::kRead,
                              &table.checksum);
  glass::TableCursor cursor(file);
  for (bool there = cursor.seek({}); there; there = cursor.next()) {
    std::uint32_t document = 0;
    EXPECT_TRUE(glass::parse_document_key(cursor.key(), document));
    stored[document] = cursor.tag();
  }
  return stored;
}

class ArticleStoreTest : public testing::Test {
 protected:
  TemporaryDirectory directory_;
  ArticleStore store_{directory_.path()};
};

TEST_F(ArticleStoreTest, IsInOrderWhateverBatchesCameInWhateverOrder) {
  std::vector<std::uint64_t> numbers(200);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  std::ranges::shuffle(numbers, std::mt19937(3));
  for (const std::uint64_t number : numbers) {
    ArticleStore::Batch batch = make_batch(number);
    store_.add(number, batch);
    EXPECT_TRUE(batch.documents.empty() && batch.ends.empty() && batch.bytes.empty()) << number;
  }
  const FinishedTable table = store_.finish({});
  EXPECT_EQ(table.checksum.name, "docdata.glass");
  EXPECT_EQ(read(table), stored_by(200));
}

TEST_F(ArticleStoreTest, LeavesDroppedDocumentsOut) {
  for (std::uint64_t number = 0; number < 50; ++number) {
    ArticleStore::Batch batch = make_batch(number);
    store_.add(number, batch);
  }
  const std::vector<std::uint32_t> dropped = {1, 2, 7, 8, 20, 236};
  const FinishedTable table = store_.finish(dropped);
  EXPECT_EQ(table.checksum.name, "docdata.glass");
  EXPECT_EQ(read(table), stored_by(50, dropped));
}

TEST_F(ArticleStoreTest, MayStayEmpty) {
  ArticleStore::Batch batch = make_batch(2);
  store_.add(0, batch);
  EXPECT_EQ(read(store_.finish({})), Stored());
}

// More than may wait: the others have to wait for the first batch, which comes last.
TEST_F(ArticleStoreTest, HoldsThreadsBackThatAreFarAhead) {
  constexpr std::size_t kLarge = 200 << 10;  // bytes of a document
  constexpr std::uint64_t kBatches = 30;
  std::atomic<std::uint64_t> next = 1;
  std::atomic<int> added = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t number = next++; number < kBatches; number = next++) {
        ArticleStore::Batch batch = make_batch(number, kLarge);
        store_.add(number, batch);
        ++added;
      }
    });
  }
  while (added < 9) std::this_thread::yield();  // 8 MB of documents, with one batch in three empty
  ArticleStore::Batch first = make_batch(0, kLarge);
  EXPECT_LT(added, static_cast<int>(kBatches) - 1);
  store_.add(0, first);
  threads.clear();
  EXPECT_EQ(read(store_.finish({})), stored_by(kBatches, {}, kLarge));
}

TEST_F(ArticleStoreTest, LetsAllGoWhenTheRunHasFailed) {
  std::atomic<std::uint64_t> next = 1;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t number = next++; number < 100; number = next++) {
        ArticleStore::Batch batch = make_batch(number, 200 << 10);
        store_.add(number, batch);
      }
    });
  }
  store_.give_up();
  threads.clear();  // would wait for ever
}

}  // namespace
}  // namespace gisa

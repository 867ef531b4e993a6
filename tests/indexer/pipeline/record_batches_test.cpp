#include "indexer/pipeline/record_batches.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

struct Read {
  std::vector<std::string> lines;  // "line:content"
  std::size_t batches = 0;
  std::size_t finished = 0;
  std::uint64_t input_bytes = 0;
  std::vector<Problem> problems;
};

Read read_all(const std::vector<std::filesystem::path>& files, const BatchLimits& limits) {
  std::vector<SourceFile> sources;
  for (const auto& file : files) {
    std::error_code ignored;  // one that is not there has no size
    const auto size = std::filesystem::file_size(file, ignored);
    sources.push_back({file, file.filename().string(), recognize_article_format(file), size, 1});
  }
  std::vector<const SourceFile*> pointers;
  for (const SourceFile& source : sources) pointers.push_back(&source);
  Read read;
  const BatchReceiver receiver{
      .deliver =
          [&](const RecordBatch& batch) {
            EXPECT_EQ(batch.number, read.batches++);
            read.input_bytes += batch.input_bytes;
            for (const RecordRef& record : batch.records) {
              read.lines.push_back(std::to_string(record.line) + ":" + std::string(record.bytes));
            }
            return true;
          },
      .finished = [&](FinishedSource) { ++read.finished; },
      .report = [&](const SourceFile&,
                    const Problem& problem) { read.problems.push_back(problem); },
      .broken = {},
      .content = {}};
  make_batches(pointers, limits, {}, receiver);
  return read;
}

TEST(RecordBatches, LinesKeepTheirNumbersWhateverTheLimits) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "a.jsonl";
  std::ofstream(file, std::ios::binary) << "one\n\n  \r\ntwo\r\n"
                                        << std::string(5000, 'x') << "\nlast";
  const std::vector<std::string> expected = {"1:one", "4:two", "5:" + std::string(5000, 'x'),
                                             "6:last"};
  for (const std::uint64_t bytes : {1u, 3u, 10u, 100u, 6000u, 1u << 20}) {
    for (const std::size_t records : {1u, 2u, 100u}) {
      const Read read = read_all({file}, {bytes, records});
      EXPECT_EQ(read.lines, expected) << bytes;
      EXPECT_EQ(read.input_bytes, std::filesystem::file_size(file));
      EXPECT_EQ(read.finished, 1u);
    }
  }
}

TEST(RecordBatches, LinesAreCountedInEachFile) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "a.jsonl") << "one\ntwo\n";
  std::ofstream(directory.path() / "b.jsonl") << "\nthree\n";
  for (const std::uint64_t bytes : {1u, 1000u}) {
    const Read read =
        read_all({directory.path() / "a.jsonl", directory.path() / "b.jsonl"}, {.bytes = bytes});
    EXPECT_EQ(read.lines, (std::vector<std::string>{"1:one", "2:two", "2:three"}));
  }
}

TEST(RecordBatches, WholeFilesAndLinesTogether) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "a.txt") << "text";
  std::ofstream(directory.path() / "b.jsonl") << "{}\n";
  const Read read = read_all(
      {directory.path() / "a.txt", directory.path() / "b.jsonl", directory.path() / "none.jsonl"},
      {});
  EXPECT_EQ(read.lines, (std::vector<std::string>{"0:", "1:{}"}));
  EXPECT_EQ(read.input_bytes, std::string("text{}\n").size());
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.problems[0].path, (directory.path() / "none.jsonl").string());
}

TEST(RecordBatches, NothingBehindTheLastRecordThatIsWantedIsRead) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "a.jsonl") << "one\ntwo\n"
                                              << std::string(40 << 20, 'x') << "\nlast\n";
  std::ofstream(directory.path() / "b.json")
      << R"([{"body": "하나"}, {"body": "둘"}, {"body": 3}, {"body": "넷"}])";
  for (const char* name : {"a.jsonl", "b.json"}) {
    const std::filesystem::path file = directory.path() / name;
    for (const std::size_t records : {1u, 2u, 100u}) {
      const BatchLimits limits{.records = records, .total = 2};
      const Read read = read_all({file, file}, limits);
      EXPECT_EQ(read.lines.size(), 2u) << name;
      EXPECT_EQ(read.finished, 0u) << name;
      EXPECT_TRUE(read.problems.empty()) << name;
    }
    EXPECT_EQ(read_all({file}, {.total = 3}).problems.size(), 1u) << name;
  }
}

TEST(RecordBatches, EmptyFile) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "a.jsonl").flush();
  const Read read = read_all({directory.path() / "a.jsonl"}, {});
  EXPECT_EQ(read.batches, 0u);
  EXPECT_EQ(read.finished, 1u);
}

}  // namespace
}  // namespace gisa

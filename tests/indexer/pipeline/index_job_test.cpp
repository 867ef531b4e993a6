#include "indexer/pipeline/index_job.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>

#include "common/database/manifest.h"
#include "gisa/error.h"
#include "indexer/database/database_writer.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

class Recorder final : public IndexObserver {
 public:
  void on_problem(const Problem& problem) override { problems.push_back(problem); }
  void on_progress(const IndexProgress& progress) override { last = progress; }
  std::vector<Problem> problems;
  IndexProgress last;
};

class IndexJobTest : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((input() / name).parent_path());
    std::ofstream(input() / name, std::ios::binary) << content;
  }
  fs::path input() const { return directory_.path() / "in"; }
  fs::path database() const { return directory_.path() / "db"; }

  IndexTotals run(std::uint64_t memory = 512u << 20) {
    IndexOptions options;
    options.database = database();
    options.paths = {input().string()};
    options.threads = 2;
    options.memory = memory;
    recorder_.problems.clear();
    return run_index_job(options, recorder_);
  }
  bool has(const std::string& id) const {
    return ArticleLookup(database(), read_manifest(database())).find(id).has_value();
  }

  TemporaryDirectory directory_;
  Recorder recorder_;
};

TEST_F(IndexJobTest, IdentityIsTheIdOrThePlace) {
  write("a/one.txt", "첫 기사다.\n");
  write("b.jsonl", "{\"id\":\"x\",\"body\":\"본문이다.\"}\n{\"body\":\"이름 없는 기사다.\"}\n");
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 3u);
  EXPECT_EQ(totals.articles, 3u);
  EXPECT_TRUE(has("a/one.txt"));
  EXPECT_TRUE(has("x"));
  EXPECT_TRUE(has("b.jsonl:2"));
}

TEST_F(IndexJobTest, ProgressEndsWhereTheInputDoes) {
  write("one.txt", "첫 기사다.\n");
  write("b.jsonl", "{\"id\":\"x\",\"body\":\"본문이다.\"}\n{\"id\":\"broken\"\n");
  const IndexTotals totals = run();
  EXPECT_GE(totals.text_bytes, std::string("첫 기사다.본문이다.").size());
  const IndexProgress& last = recorder_.last;
  EXPECT_EQ(last.input_total,
            fs::file_size(input() / "one.txt") + fs::file_size(input() / "b.jsonl"));
  EXPECT_EQ(last.input_done, last.input_total);
  EXPECT_EQ(last.documents, 2u);
  EXPECT_EQ(last.skipped, 1u);
  EXPECT_EQ(last.text_bytes, totals.text_bytes);
}

TEST_F(IndexJobTest, ASecondRunChangesNothing) {
  write("one.txt", "첫 기사다.\n");
  write("b.jsonl", "{\"id\":\"x\",\"body\":\"본문이다.\"}\n");
  run();
  const Manifest before = read_manifest(database());
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 0u);
  EXPECT_EQ(totals.unchanged, 2u);
  EXPECT_EQ(read_manifest(database()), before);
}

TEST_F(IndexJobTest, ContentDecidesWhenTheTimeChanged) {
  write("one.txt", "첫 기사다.\n");
  write("b.jsonl", "{\"id\":\"x\",\"body\":\"본문이다.\"}\n");
  run();
  for (const char* name : {"one.txt", "b.jsonl"}) {
    fs::last_write_time(input() / name,
                        fs::last_write_time(input() / name) + std::chrono::hours(1));
  }
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 0u);
  EXPECT_EQ(totals.unchanged, 2u);
  EXPECT_EQ(totals.articles, 2u);
  EXPECT_EQ(run().unchanged, 2u) << "it is remembered how many articles there are";
}

// By another format or other names the same bytes may be another article.
TEST_F(IndexJobTest, WhatIsReadAnotherWayIsReadAgain) {
  write("one.txt", "제목이다\n\n- **본문**이다.\n");
  write("b.jsonl", "{\"id\":\"x\",\"body\":\"본문이다.\",\"ttl\":\"제목\"}\n");
  run();
  IndexOptions options;
  options.database = database();
  options.names = "title=ttl";
  options.paths = {(input() / "b.jsonl").string()};
  EXPECT_EQ(run_index_job(options, recorder_).documents, 1u);
  EXPECT_EQ(run_index_job(options, recorder_).unchanged, 1u);
  options.names.clear();
  options.format = "markdown";
  options.paths = {(input() / "one.txt").string()};
  EXPECT_EQ(run_index_job(options, recorder_).documents, 1u);
  EXPECT_EQ(run_index_job(options, recorder_).unchanged, 1u);
}

TEST_F(IndexJobTest, ChangedArticlesAreReplacedOthersKept) {
  write("b.jsonl",
        "{\"id\":\"x\",\"body\":\"본문이다.\"}\n{\"id\":\"y\",\"body\":\"다른 본문이다.\"}\n");
  run();
  write("b.jsonl",
        "{\"id\":\"x\",\"body\":\"새 본문이다.\"}\n{\"id\":\"y\",\"body\":\"다른 "
        "본문이다.\"}\n{\"id\":\"z\",\"body\":\"셋째다.\"}\n");
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 2u);
  EXPECT_EQ(totals.replaced, 1u);
  EXPECT_EQ(totals.unchanged, 1u);
  EXPECT_EQ(totals.articles, 3u);
}

TEST_F(IndexJobTest, UnchangedArticlesTakeNoDocumentIds) {
  const auto lines = [](int changed) {
    std::string text;
    for (int i = 0; i < 2000; ++i) {
      const char* body = i == changed ? "새 본문이다." : "본문이다.";
      text += "{\"id\":\"" + std::to_string(i) + "\",\"body\":\"" + body + "\"}\n";
    }
    return text;
  };
  write("b.jsonl", lines(-1));
  run();
  write("b.jsonl", lines(1990));
  EXPECT_EQ(run().documents, 1u);
  const Manifest manifest = read_manifest(database());
  ASSERT_EQ(manifest.segments.size(), 2u);
  const fs::path segment = database() / manifest.segments.back().name;
  EXPECT_EQ(Xapian::Database(segment.string()).get_lastdocid(), 1u);
}

TEST_F(IndexJobTest, TheLastOfEqualIdsStands) {
  std::string lines;
  for (int i = 0; i < 2000; ++i)
    lines += "{\"id\":\"same\",\"body\":\"판 " + std::to_string(i) + "\"}\n";
  lines += "{\"id\":\"other\",\"body\":\"다른 기사\"}\n";
  write("b.jsonl", lines);
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 2u);
  EXPECT_EQ(totals.replaced, 0u);
  EXPECT_EQ(totals.repeated, 1999u);
  EXPECT_EQ(totals.articles, 2u);
  EXPECT_EQ(run().unchanged, 2001u) << "nothing to do for any record of the file";
}

TEST_F(IndexJobTest, BadRecordsAreReportedAndTheRestIndexed) {
  write("b.jsonl",
        "{\"id\":\"x\",\"body\":\"본문이다.\"}\n{\"id\":\"broken\"\n\n{\"id\":\"y\",\"body\":"
        "\"둘째다.\"}\n[]\n");
  write("empty.txt", "");
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 2u);
  EXPECT_EQ(totals.skipped, 3u);
  ASSERT_EQ(recorder_.problems.size(), 3u);
  std::vector<std::uint64_t> lines;
  for (const Problem& problem : recorder_.problems) {
    EXPECT_FALSE(problem.reason.empty());
    lines.push_back(problem.line);
  }
  std::ranges::sort(lines);
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{0, 2, 5}));
  EXPECT_EQ(run().skipped, 3u) << "what is wrong is said again";
}

TEST_F(IndexJobTest, SmallMemoryGivesTheSameDatabase) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) {
    lines += "{\"id\":\"a" + std::to_string(i) + "\",\"body\":\"기사 본문 " +
             std::to_string(i * 7919) + "\"}\n";
  }
  write("b.jsonl", lines);
  const IndexTotals totals = run(1);
  EXPECT_EQ(totals.documents, 3000u);
  EXPECT_EQ(totals.articles, 3000u);
  EXPECT_EQ(read_manifest(database()).segments.size(), 1u);
}

TEST_F(IndexJobTest, ManyRunsMakeFewSegmentsAndOptimizeMakesOne) {
  for (int run_number = 0; run_number < 25; ++run_number) {
    const std::string number = std::to_string(run_number);
    write("a" + number + ".jsonl", "{\"id\":\"" + number + "\",\"body\":\"기사 " + number +
                                       "\"}\n{\"id\":\"same\",\"body\":\"판 " + number + "\"}\n");
    EXPECT_EQ(run().articles, static_cast<std::uint64_t>(run_number) + 2);
    EXPECT_LE(read_manifest(database()).segments.size(), 8u);
  }
  IndexOptions options;
  options.database = database();
  options.optimize = true;
  EXPECT_EQ(run_index_job(options, recorder_).articles, 26u);
  const Manifest manifest = read_manifest(database());
  ASSERT_EQ(manifest.segments.size(), 1u);
  EXPECT_EQ(manifest.segments[0].documents, 26u);
  EXPECT_TRUE(has("same"));
  EXPECT_TRUE(has("24"));
  EXPECT_EQ(run().unchanged, 50u) << "files are still known";
}

TEST_F(IndexJobTest, OptimizingWhatDoesNotExist) {
  IndexOptions options;
  options.database = database();
  options.optimize = true;
  EXPECT_THROW(run_index_job(options, recorder_), Error);
  EXPECT_FALSE(fs::exists(database()));
}

TEST_F(IndexJobTest, NothingToIndexMakesNoDatabase) {
  fs::create_directories(input());
  const IndexTotals totals = run();
  EXPECT_EQ(totals.documents, 0u);
  EXPECT_FALSE(fs::exists(database()));
}

TEST_F(IndexJobTest, UnknownFormat) {
  IndexOptions options;
  options.database = database();
  options.paths = {input().string()};
  options.format = "wordperfect";
  EXPECT_THROW(run_index_job(options, recorder_), Error);
}

}  // namespace
}  // namespace gisa

#include "indexer/terminal/progress.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace gisa {
namespace {

using std::chrono::milliseconds;

TEST(Messages, ErrorsAndProblems) {
  EXPECT_EQ(format_error("no PATH given", "name one"),
            "gisa-index: no PATH given\nhint: name one\n");
  EXPECT_EQ(format_error("a\nb", ""), "gisa-index: a\\nb\n");
  EXPECT_EQ(format_problem({"a/b.jsonl", 12, "empty"}), "gisa-index: a/b.jsonl:12: empty\n");
  EXPECT_EQ(format_problem({"a\x1b.txt", 0, "has \xff\u202e"}),
            "gisa-index: a\\x1b.txt: has \\xff\\u{202e}\n");
}

IndexProgress half_way() {
  IndexProgress progress;
  progress.stage = IndexStage::kIndexing;
  progress.documents = 16300;
  progress.text_bytes = 52'000'000;
  progress.input_done = 50;
  progress.input_total = 100;
  progress.seconds = 10;
  return progress;
}

TEST(Bar, DropsPartsFromTheRight) {
  struct Case {
    std::size_t columns;
    const char* bar;
  };
  const Case cases[] = {
      {80, "[##########----------]  50%  16,300 articles  5.2 MB/s  0:10 left  indexing"},
      {75, "[##########----------]  50%  16,300 articles  5.2 MB/s  0:10 left  indexing"},
      {74, "[##########----------]  50%  16,300 articles  5.2 MB/s  0:10 left"},
      {60, "[##########----------]  50%  16,300 articles  5.2 MB/s"},
      {45, "[##########----------]  50%  16,300 articles"},
      {42, "[##########----------]  50%"},
      {27, "[##########----------]  50%"},
      {26, "50%"},
      {3, "50%"},
      {2, ""},
      {0, ""},
  };
  for (const Case& c : cases) EXPECT_EQ(format_bar(half_way(), c.columns), c.bar) << c.columns;
}

TEST(Bar, Stages) {
  IndexProgress progress;
  EXPECT_EQ(format_bar(progress, 80), "looking for files");

  progress = half_way();
  progress.input_total = 0;  // standard input
  EXPECT_EQ(format_bar(progress, 80), "16,300 articles  5.2 MB/s  indexing");

  progress = half_way();
  progress.stage = IndexStage::kMerging;
  progress.input_done = 100;
  EXPECT_EQ(format_bar(progress, 80),
            "[####################] 100%  16,300 articles  5.2 MB/s  merging");

  progress = half_way();
  progress.input_done = 0;  // no time left is known
  EXPECT_EQ(format_bar(progress, 80),
            "[--------------------]   0%  16,300 articles  5.2 MB/s  indexing");
  progress.seconds = 0;
  progress.documents = 1;
  EXPECT_EQ(format_bar(progress, 80), "[--------------------]   0%  1 article  indexing");

  progress = half_way();
  progress.input_done = 300;  // a file grew
  EXPECT_EQ(format_bar(progress, 28), "[####################] 100%");

  progress = half_way();
  progress.seconds = 5000;
  EXPECT_NE(format_bar(progress, 80).find("1:23:20 left"), std::string::npos);
}

TEST(Bar, NeverWiderThanAsked) {
  for (std::size_t columns = 0; columns < 100; ++columns) {
    EXPECT_LE(format_bar(half_way(), columns).size(), columns);
  }
}

IndexTotals example() {
  IndexTotals totals;
  totals.documents = 39839;
  totals.text_bytes = 107'000'000;
  totals.seconds = 20.4;
  totals.skipped = 3;
  totals.replaced = 12;
  totals.database_bytes = 101'000'000;
  totals.articles = 40000;
  return totals;
}

TEST(Summary, Lines) {
  EXPECT_EQ(
      format_summary(example(), "gisa.db"),
      "indexed 39,839 articles (107.0 MB of text) in 20.4 s, 5.2 MB/s; 3 skipped, 12 replaced, "
      "0 unchanged; database 101 MB in gisa.db\n");
  IndexTotals totals;
  totals.documents = 1;
  totals.text_bytes = 999;
  totals.unchanged = 1'234'567;
  totals.database_bytes = 99'600'000;
  EXPECT_EQ(format_summary(totals, "a\x1b"),
            "indexed 1 article (999 B of text) in 0.0 s, 0 B/s; 0 skipped, 0 replaced, "
            "1,234,567 unchanged; database 100 MB in a\\x1b\n");
  totals = example();
  totals.seconds = 725.9;
  totals.text_bytes = 12'340'000'000;
  totals.database_bytes = 1'250'000;
  EXPECT_EQ(format_summary(totals, "d"),
            "indexed 39,839 articles (12.3 GB of text) in 12 min 05 s, 17.0 MB/s; 3 skipped, "
            "12 replaced, 0 unchanged; database 1.2 MB in d\n");
  totals = {};
  totals.repeated = 1234;
  totals.pruned = 2;
  EXPECT_EQ(format_summary(totals, "d"),
            "indexed 0 articles (0 B of text) in 0.0 s, 0 B/s; 0 skipped, 0 replaced, 0 unchanged; "
            "1,234 repeated; 2 pruned; database 0 B in d\n");
}

TEST(Summary, Json) {
  EXPECT_EQ(
      format_json(example()),
      R"({"documents":39839,"skipped":3,"text_bytes":107000000,"seconds":20.400,)"
      R"("database_bytes":101000000,"replaced":12,"unchanged":0,"articles":40000,"broken_characters":0,"older":0,"pruned":0,"repeated":0})");
  EXPECT_EQ(
      format_json({}),
      R"({"documents":0,"skipped":0,"text_bytes":0,"seconds":0.000,"database_bytes":0,)"
      R"("replaced":0,"unchanged":0,"articles":0,"broken_characters":0,"older":0,"pruned":0,"repeated":0})");
}

// A reporter on a terminal whose width and clock the test sets.
class ReporterTest : public ::testing::Test {
 protected:
  ProgressReporter reporter(bool tty, bool quiet = false) {
    MessageTerminal terminal;
    terminal.out = &out_;
    if (tty) terminal.columns = [this] { return columns_; };
    terminal.now = [this] { return std::chrono::steady_clock::time_point(now_); };
    return {terminal, quiet};
  }

  // What was written since the last call.
  std::string written() {
    std::string text = out_.str();
    out_.str({});
    return text;
  }

  std::ostringstream out_;
  std::size_t columns_ = 46;
  milliseconds now_{1000};
};

TEST_F(ReporterTest, RedrawsTenTimesASecondAtMost) {
  ProgressReporter shown = reporter(true);
  shown.on_progress(half_way());
  EXPECT_EQ(written(), "\r\x1b[K[##########----------]  50%  16,300 articles");
  now_ += milliseconds(99);
  shown.on_progress(half_way());
  EXPECT_EQ(written(), "");
  now_ += milliseconds(1);
  columns_ = 30;  // the window was made narrower
  shown.on_progress(half_way());
  EXPECT_EQ(written(), "\r\x1b[K[##########----------]  50%");
  shown.finish();
  EXPECT_EQ(written(), "\r\x1b[K");
  shown.finish();
  EXPECT_EQ(written(), "");
}

TEST_F(ReporterTest, ProblemsClearTheBarFirst) {
  ProgressReporter shown = reporter(true);
  shown.on_progress(half_way());
  written();
  shown.on_problem({"a.txt", 0, "empty file"});
  EXPECT_EQ(written(), "\r\x1b[Kgisa-index: a.txt: empty file\n");
  shown.on_problem({"b.txt", 0, "empty file"});
  EXPECT_EQ(written(), "gisa-index: b.txt: empty file\n");
}

TEST_F(ReporterTest, ManyProblemsAreCountedOnly) {
  ProgressReporter shown = reporter(false);
  for (int i = 0; i < 20; ++i) shown.on_problem({"a", 1, "x"});
  EXPECT_EQ(written().find("more"), std::string::npos);
  shown.on_problem({"a", 1, "x"});
  EXPECT_EQ(written(), "gisa-index: more problems follow; only counted\n");
  shown.on_problem({"a", 1, "x"});
  EXPECT_EQ(written(), "");
}

TEST_F(ReporterTest, NoBarWithoutTerminal) {
  ProgressReporter shown = reporter(false);
  shown.on_progress(half_way());
  EXPECT_EQ(written(), "");
  shown.finish(example(), "gisa.db");
  EXPECT_EQ(written(), format_summary(example(), "gisa.db"));
}

TEST_F(ReporterTest, QuietSaysNothing) {
  ProgressReporter shown = reporter(true, true);
  shown.on_progress(half_way());
  shown.on_problem({"a", 1, "x"});
  shown.finish(example(), "gisa.db");
  EXPECT_EQ(written(), "");
}

TEST_F(ReporterTest, AnyWindowWidth) {
  ProgressReporter shown = reporter(true);
  for (columns_ = 0; columns_ < 5; ++columns_, now_ += milliseconds(100)) {
    shown.on_progress(half_way());
    EXPECT_LE(written().size(), std::string("\r\x1b[K").size() + columns_);
  }
}

}  // namespace
}  // namespace gisa

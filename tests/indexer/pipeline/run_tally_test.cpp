#include "indexer/pipeline/run_tally.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "indexer/pipeline/batch_preparer.h"

namespace gisa {
namespace {

struct Told : IndexObserver {
  void on_problem(const Problem& problem) override { problems.push_back(problem.path); }
  void on_note(const Problem& note) override { notes.push_back(note.path); }

  std::vector<std::string> problems, notes;
};

SourceFile source_of(const std::string& name) {
  SourceFile source;
  source.file = "/news/" + name;
  source.name = name;
  source.size = 10;
  source.mtime_ns = 1;
  return source;
}

TEST(RunTally, RemembersWhatWasReadWhole) {
  const SourceFile whole = source_of("whole"), faulty = source_of("faulty"),
                   late = source_of("late"), limited = source_of("limited");
  SourceFile unlasting = source_of("pipe");
  unlasting.mtime_ns = 0;
  const SourceFile& pipe = unlasting;
  Told told;
  RunTally tally(told);
  for (const SourceFile* source : {&whole, &faulty, &late, &limited, &pipe})
    tally.finish(*source, 7);
  BatchOutcome outcome;
  outcome.read[&whole] = 2;
  tally.add(outcome);
  tally.add(outcome);
  tally.report(&faulty, {"faulty", 3, "broken"});
  tally.report(nullptr, {"elsewhere", 0, "gone"});
  tally.leave_open(limited);
  std::vector<RecordRef> records(1);
  records[0].source = &late;
  tally.stop(records);

  SourceCatalog catalog;
  const auto key = [](const SourceFile& source) {
    return SourceCatalog::key(source.file, source.name);
  };
  catalog.set(key(faulty), {});  // of an earlier run
  tally.remember_sources(catalog, 5);
  ASSERT_NE(catalog.find(key(whole)), nullptr);
  EXPECT_EQ(*catalog.find(key(whole)),
            (SourceState{.size = 10, .mtime_ns = 1, .hash = 7, .articles = 4, .way = 5}));
  for (const SourceFile* source : {&faulty, &late, &limited, &pipe})
    EXPECT_EQ(catalog.find(key(*source)), nullptr) << source->name;
  EXPECT_EQ(told.problems, (std::vector<std::string>{"faulty", "elsewhere"}));
  EXPECT_EQ(tally.totals().skipped, 2u);
  EXPECT_TRUE(tally.totals().was_stopped);
}

TEST(RunTally, TellsTheFirstNoteOfASource) {
  const SourceFile one = source_of("one"), other = source_of("other");
  Told told;
  RunTally tally(told);
  tally.note(one, {"one", 1, "large"});
  tally.note(one, {"one", 2, "large"});
  tally.note(other, {"other", 1, "large"});
  EXPECT_EQ(told.notes, (std::vector<std::string>{"one", "other"}));
  EXPECT_EQ(tally.totals().skipped, 0u);
}

TEST(RunTally, CountsArticlesThatStand) {
  Told told;
  RunTally tally(told);
  BatchOutcome outcome;
  outcome.totals.documents = 2;
  outcome.versions.add_indexed("a", 1, std::nullopt);
  outcome.versions.add_indexed("a", 2, std::nullopt);
  tally.add(outcome);
  EXPECT_EQ(tally.settle_versions().superseded, std::vector<std::uint32_t>{1});
  EXPECT_EQ(tally.totals().documents, 1u);
  EXPECT_EQ(tally.totals().repeated, 1u);
}

}  // namespace
}  // namespace gisa

/// What a run comes to: what its threads found and what could not be read, counted and told to the
/// observer as it happens.
///
///     RunTally tally(observer);
///     tally.report(&source, problem);          // in any thread, also of a batch's record
///     tally.add(outcome);                      // of a batch, by whoever worked on it
///     tally.remember_sources(catalog, way);    // when all are done
///
/// Threads: any, but for what is said to be for the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <vector>

#include "indexer/database/source_catalog.h"
#include "indexer/pipeline/article_versions.h"
#include "indexer/pipeline/index_job.h"
#include "indexer/pipeline/record_batches.h"

namespace gisa {

struct BatchOutcome;

class RunTally {
 public:
  /// The run begins now; the observer must outlive it.
  explicit RunTally(IndexObserver& observer) : observer_(observer) {}

  /// Bytes of the files that will be read.
  void expect_input(std::uint64_t bytes);

  /// Articles of a file that need not be read.
  void add_unchanged(std::uint64_t articles);
  void add_broken(std::uint64_t characters);
  void add_pruned(std::uint64_t articles);
  void add(const BatchOutcome& batch);

  /// A file or record that cannot be read; `source` may be null.
  void report(const SourceFile* source, const Problem& problem);
  /// Of each source the first one is told.
  void note(const SourceFile& source, const Problem& note);

  /// The source was read to its end. `hash`: of its content, 0 if that is not known.
  void finish(const SourceFile& source, std::uint64_t hash);
  /// There is more in the source than was read: it is not to be remembered.
  void leave_open(const SourceFile& source);
  /// The user wants no more, and these are not worked on.
  void stop(std::span<const RecordRef> records);

  void show(IndexStage stage);

  /// At the end, once: which articles stand.
  SettledVersions settle_versions();

  /// At the end: enters the sources that were read whole, and takes out the others.
  void remember_sources(SourceCatalog& catalog, std::uint64_t way) const;

  /// At the end: all but what the database has.
  IndexTotals totals() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct ReadSource {
    const SourceFile* source;
    std::uint64_t hash;
  };

  double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }

  IndexObserver& observer_;
  const Clock::time_point started_ = Clock::now();

  std::mutex mutex_;  // guards all below, and calls of the observer
  IndexTotals totals_;
  IndexProgress progress_;
  RunVersions versions_;
  std::vector<ReadSource> read_;
  std::set<const SourceFile*> open_;                     // not read whole
  std::set<const SourceFile*> noted_;                    // of which a note was told
  std::map<const SourceFile*, std::uint64_t> articles_;  // read from each
};

}  // namespace gisa

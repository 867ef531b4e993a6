/// The indexer's pipeline: files -> records -> clean articles -> postings -> segments -> database.
///
///     IndexOptions options;
///     options.database = "news.db";
///     options.paths = {"articles/"};
///     IndexObserver silent;
///     const IndexTotals totals = run_index_job(options, silent);
///
/// One call is one batch: readers of the database see all of it or nothing, also after a crash.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// How segments are written.
enum class WriterKind {
  kGlass,   ///< by our own code (glass_segments.h)
  kXapian,  ///< through Xapian's public API (xapian_segments.h)
};

struct IndexOptions {
  std::filesystem::path database;     ///< directory; made if it does not exist
  std::vector<std::string> paths;     ///< files, directories, or "-" for standard input; may be
                                      ///< none if there is something to optimize
  unsigned threads = 0;               ///< 0: one for each processor
  std::uint64_t memory = 512u << 20;  ///< bytes the run may take at most, about; articles of
                                      ///< megabytes may need more, which a note says
  WriterKind writer = WriterKind::kGlass;
  bool optimize = false;    ///< make one segment of all in the end
  std::string format;       ///< name of the only format to read; empty: by content and name
  std::uint64_t limit = 0;  ///< read no more than so many records; 0: all
  std::string since;        ///< ISO 8601 day: leave out articles dated before; empty: none
  bool prune = false;       ///< delete the articles of files below `paths` that are gone
  std::chrono::milliseconds wait{0};  ///< for another writer; negative: as long as it takes
  std::string names;  ///< names of fields of one's own, as FieldNames::parse() has them
};

struct IndexTotals {
  std::uint64_t documents = 0;       ///< articles indexed by this run (new or changed)
  std::uint64_t replaced = 0;        ///< of these, how many the database had in another version
  std::uint64_t repeated = 0;        ///< records that a later one of the same id stands for
  std::uint64_t unchanged = 0;       ///< articles found again as they were
  std::uint64_t skipped = 0;         ///< records and files left out, each reported as a Problem
  std::uint64_t text_bytes = 0;      ///< UTF-8 bytes of title and body taken in
  double seconds = 0;                ///< wall-clock time
  std::uint64_t database_bytes = 0;  ///< size of the whole database afterwards
  std::uint64_t articles = 0;        ///< articles in the whole database afterwards
  std::uint64_t older = 0;           ///< articles left out by `since`
  std::uint64_t pruned = 0;          ///< articles deleted since their files are gone
  bool was_stopped = false;  ///< by request_stop() (stop_request.h), before everything was read
  std::uint64_t broken_characters = 0;  ///< bytes that were no text and became U+FFFD
};

enum class IndexStage { kScanning, kIndexing, kMerging, kDone };

/// A glance at a running job.
struct IndexProgress {
  IndexStage stage = IndexStage::kScanning;
  std::uint64_t documents = 0;  ///< articles indexed so far
  std::uint64_t skipped = 0;
  std::uint64_t text_bytes = 0;   ///< text taken in so far
  std::uint64_t input_done = 0;   ///< bytes of input files finished
  std::uint64_t input_total = 0;  ///< bytes of all input files; 0 if unknown (standard input)
  double seconds = 0;
};

/// Told what happens. Calls come from several threads, but never two at once.
class IndexObserver {
 public:
  virtual ~IndexObserver() = default;
  virtual void on_progress(const IndexProgress& /*progress*/) {}
  virtual void on_problem(const Problem& /*problem*/) {}
  /// What the user should know of a file that is read all the same; once a file.
  virtual void on_note(const Problem& /*note*/) {}
};

/// Runs one job. Throws Error for what ends the run as a whole (kLocked, kNotADatabase,
/// kAnalyzerMismatch, kNewerVersion, kIo, kInvalidArgument ...); the database is then as it was
/// before.
IndexTotals run_index_job(const IndexOptions& options, IndexObserver& observer);

}  // namespace gisa

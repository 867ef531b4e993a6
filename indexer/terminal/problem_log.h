#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

#include "indexer/pipeline/index_job.h"

namespace gisa {

/// Writes every problem as a line of JSON, for --report:
///
///     {"path":"news/a.csv","line":12,"reason":"3 values where the header has 2 ..."}
///
/// The place is under "line", "row" (of a sheet) or "record" (its number); a file as a whole has
/// none. Everything else it is told goes on to `next`.
///
/// Threads: as IndexObserver promises, one call at a time.
class ProblemLog final : public IndexObserver {
 public:
  /// Starts the file anew. Throws Error: kIo; kInvalidArgument if one that is no report is there.
  ProblemLog(const std::filesystem::path& file, IndexObserver& next);

  void on_progress(const IndexProgress& progress) override { next_.on_progress(progress); }
  void on_problem(const Problem& problem) override;
  void on_note(const Problem& note) override { next_.on_note(note); }

  /// Throws Error (kIo) if anything could not be written, with the first reason.
  void close();

 private:
  std::filesystem::path file_;
  IndexObserver& next_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> out_;
  int error_ = 0;  // errno of the first write that failed
};

/// The line of one problem, with line end.
std::string format_problem_json(const Problem& problem);

}  // namespace gisa

/// What gisa-index shows while it works and when it is done.
///
///     ProgressReporter reporter(standard_error_terminal(), quiet);
///     const IndexTotals totals = run_index_job(options, reporter);
///     reporter.finish(totals, options.database);
///
/// The format_ functions make the texts and do nothing else. All of them return text that is safe
/// on a terminal: what came from file names or records is escaped.
///
/// Threads: a reporter is told by one thread at a time, as IndexObserver promises; the functions
/// may be called from any thread at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "indexer/pipeline/index_job.h"

namespace gisa {

/// "gisa-index: MESSAGE\n", and "hint: HINT\n" if there is one.
std::string format_error(std::string_view message, std::string_view hint);

/// "gisa-index: path:line: reason\n"; without line for a file as a whole.
std::string format_problem(const Problem& problem);

/// The bar, at most `columns` wide, without line end:
///     [########------------]  41%  16,300 articles  5.2 MB/s  0:12 left  indexing
/// In a narrow window parts are dropped from the right; the bar is left out while the size of the
/// input is unknown.
std::string format_bar(const IndexProgress& progress, std::size_t columns);

/// The line at the end of a run, with line end.
std::string format_summary(const IndexTotals& totals, const std::filesystem::path& database);

/// The totals as one JSON object on one line, without line end. Its keys are those of IndexTotals.
std::string format_json(const IndexTotals& totals);

/// Where messages go, and what is known about it.
struct MessageTerminal {
  std::ostream* out = nullptr;
  std::function<std::size_t()> columns;  ///< asked at each redraw; empty: not a terminal, no bar
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

/// Standard error. Has columns only if it is a terminal that can redraw a line.
MessageTerminal standard_error_terminal();

class ProgressReporter final : public IndexObserver {
 public:
  /// Problems shown one by one; from then on they are only counted. As many notes.
  static constexpr std::uint64_t kMaxProblemsShown = 20;
  static constexpr std::chrono::milliseconds kRedrawInterval{100};

  /// `quiet`: shows nothing at all.
  ProgressReporter(MessageTerminal terminal, bool quiet);

  void on_progress(const IndexProgress& progress) override;
  void on_problem(const Problem& problem) override;
  void on_note(const Problem& note) override;

  /// Takes the bar away.
  void finish();
  /// The same, and shows the summary.
  void finish(const IndexTotals& totals, const std::filesystem::path& database);

 private:
  MessageTerminal terminal_;
  bool quiet_;
  bool bar_shown_ = false;
  std::chrono::steady_clock::time_point next_redraw_ = {};
  std::uint64_t problems_ = 0;
  std::uint64_t notes_ = 0;
};

}  // namespace gisa

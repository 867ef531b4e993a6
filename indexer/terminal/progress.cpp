#include "indexer/terminal/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/text/character_width.h"
#include "common/text/escape.h"

namespace gisa {
namespace {

constexpr std::string_view kProgram = "gisa-index";
constexpr std::string_view kEraseLine = "\r\x1b[K";
constexpr std::string_view kPartGap = "  ";
constexpr std::size_t kBarWidth = 20;       // characters between the brackets
constexpr std::size_t kUsualColumns = 80;   // where the terminal does not say
constexpr double kMinSecondsForRate = 0.5;  // before that, rates jump about

// A database is known to three digits: "1.2 MB", "101 MB".
std::string format_database_size(std::uint64_t bytes) {
  const auto size = static_cast<double>(bytes);
  return format_bytes(size, size < 99.5e6 ? 1 : 0);
}

// "0:12", "1:02:03"
std::string format_clock(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

double rate(std::uint64_t bytes, double seconds) {
  return seconds > 0 ? static_cast<double>(bytes) / seconds : 0;
}

const char* stage_name(IndexStage stage) {
  switch (stage) {
    case IndexStage::kScanning:
      return tr("looking for files");
    case IndexStage::kIndexing:
      return tr("indexing");
    case IndexStage::kMerging:
      return tr("merging");
    case IndexStage::kDone:
      return tr("done");
  }
  return "";
}

// How much of the input is read, 0 to 1.
double share_done(const IndexProgress& progress) {
  if (progress.input_total == 0) return 0;
  return std::min(
      1.0, static_cast<double>(progress.input_done) / static_cast<double>(progress.input_total));
}

std::string draw_bar(double share) {
  const auto filled = static_cast<std::size_t>(share * kBarWidth);
  return '[' + std::string(filled, '#') + std::string(kBarWidth - filled, '-') + ']';
}

// The parts of the progress line, the most important first.
std::vector<std::string> bar_parts(const IndexProgress& progress) {
  std::vector<std::string> parts;
  if (progress.stage == IndexStage::kScanning) return {stage_name(progress.stage)};
  const double share = share_done(progress);
  if (progress.input_total > 0) {
    parts.push_back(fmt::format("{} {:3.0f}%", draw_bar(share), std::floor(share * 100)));
  }
  parts.push_back(tr_count(progress.documents, "{} article", "{} articles"));
  if (progress.seconds >= kMinSecondsForRate) {
    parts.push_back(
        tr_format("{}/s", format_bytes(rate(progress.text_bytes, progress.seconds), 1)));
    if (share > 0 && progress.stage == IndexStage::kIndexing) {
      parts.push_back(tr_format("{} left", format_clock(progress.seconds * (1 - share) / share)));
    }
  }
  parts.emplace_back(stage_name(progress.stage));
  return parts;
}

}  // namespace

std::string format_error(std::string_view message, std::string_view hint) {
  std::string text = fmt::format("{}: {}\n", kProgram, escape(message));
  if (!hint.empty()) text += tr_format("hint: {}\n", escape(hint));
  return text;
}

std::string format_problem(const Problem& problem) {
  const std::string line = problem.line == 0                 ? ""
                           : problem.unit == PlaceUnit::kRow ? tr_format(": row {}", problem.line)
                           : problem.unit == PlaceUnit::kRecord
                               ? tr_format(": record {}", problem.line)
                               : fmt::format(":{}", problem.line);
  return fmt::format("{}: {}{}: {}\n", kProgram, escape(problem.path), line,
                     escape(problem.reason));
}

std::string format_bar(const IndexProgress& progress, std::size_t columns) {
  std::string bar;
  std::size_t taken = 0;
  for (const std::string& part : bar_parts(progress)) {
    const std::size_t gap = bar.empty() ? 0 : kPartGap.size();
    taken += gap + text_columns(part);
    if (taken > columns) break;
    if (gap > 0) bar += kPartGap;
    bar += part;
  }
  if (!bar.empty() || progress.input_total == 0) return bar;
  std::string percent = fmt::format("{:.0f}%", std::floor(share_done(progress) * 100));
  return percent.size() <= columns ? percent : std::string();
}

std::string format_summary(const IndexTotals& totals, const std::filesystem::path& database) {
  std::string text = tr_format(
      "indexed {} ({} of text) in {}, {}/s; {} skipped, {} replaced, {} unchanged; ",
      tr_count(totals.documents, "{} article", "{} articles"),
      format_bytes(static_cast<double>(totals.text_bytes), 1), format_seconds(totals.seconds),
      format_bytes(rate(totals.text_bytes, totals.seconds), 1), format_count(totals.skipped),
      format_count(totals.replaced), format_count(totals.unchanged));
  if (totals.repeated > 0) text += tr_format("{} repeated; ", format_count(totals.repeated));
  if (totals.older > 0) text += tr_format("{} older; ", format_count(totals.older));
  if (totals.pruned > 0) text += tr_format("{} pruned; ", format_count(totals.pruned));
  if (totals.broken_characters > 0) {
    text += tr_count(totals.broken_characters, "{} broken character replaced by U+FFFD; ",
                     "{} broken characters replaced by U+FFFD; ");
  }
  return text + tr_format("database {} in {}\n", format_database_size(totals.database_bytes),
                          escape(database.string()));
}

std::string format_json(const IndexTotals& totals) {
  return fmt::format(
      R"({{"documents":{},"skipped":{},"text_bytes":{},"seconds":{:.3f},"database_bytes":{},)"
      R"("replaced":{},"unchanged":{},"articles":{},"broken_characters":{},"older":{},"pruned":{},"repeated":{}}})",
      totals.documents, totals.skipped, totals.text_bytes, totals.seconds, totals.database_bytes,
      totals.replaced, totals.unchanged, totals.articles, totals.broken_characters, totals.older,
      totals.pruned, totals.repeated);
}

MessageTerminal standard_error_terminal() {
  MessageTerminal terminal;
  terminal.out = &std::cerr;
  const char* kind = std::getenv("TERM");
  const bool redraws = kind != nullptr && std::string_view(kind) != "dumb";
  if (!redraws || ::isatty(STDERR_FILENO) == 0) return terminal;
  terminal.columns = []() -> std::size_t {
    winsize size = {};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : kUsualColumns;
  };
  return terminal;
}

ProgressReporter::ProgressReporter(MessageTerminal terminal, bool quiet)
    : terminal_(std::move(terminal)), quiet_(quiet) {}

void ProgressReporter::on_progress(const IndexProgress& progress) {
  if (quiet_ || !terminal_.columns) return;
  if (progress.stage == IndexStage::kDone) return finish();
  const auto now = terminal_.now();
  if (now < next_redraw_) return;
  next_redraw_ = now + kRedrawInterval;
  const std::size_t columns = terminal_.columns();
  // The last column stays free: some terminals wrap when it is filled.
  const std::string bar = format_bar(progress, columns > 0 ? columns - 1 : 0);
  // Written at once, so that the line does not flicker.
  *terminal_.out << std::string(kEraseLine) + bar << std::flush;
  bar_shown_ = true;
}

void ProgressReporter::on_problem(const Problem& problem) {
  ++problems_;
  if (quiet_ || problems_ > kMaxProblemsShown + 1) return;
  finish();
  *terminal_.out << (problems_ <= kMaxProblemsShown
                         ? format_problem(problem)
                         : tr_format("{}: more problems follow; only counted\n", kProgram))
                 << std::flush;
}

void ProgressReporter::on_note(const Problem& note) {
  ++notes_;
  if (quiet_ || notes_ > kMaxProblemsShown + 1) return;
  finish();
  *terminal_.out << (notes_ <= kMaxProblemsShown
                         ? format_problem(note)
                         : tr_format("{}: more files are like that; not shown\n", kProgram))
                 << std::flush;
}

void ProgressReporter::finish() {
  if (!bar_shown_) return;
  *terminal_.out << kEraseLine << std::flush;
  bar_shown_ = false;
}

void ProgressReporter::finish(const IndexTotals& totals, const std::filesystem::path& database) {
  finish();
  if (quiet_) return;
  *terminal_.out << format_summary(totals, database);
  if (totals.was_stopped) {
    *terminal_.out << tr("stopped before the end: run the same command again to go on\n");
  }
  *terminal_.out << std::flush;
}

}  // namespace gisa

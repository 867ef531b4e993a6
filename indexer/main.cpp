#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <optional>
#include <system_error>

#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/system/io_error.h"
#include "common/system/standard_streams.h"
#include "common/system/stop_request.h"
#include "gisa/error.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/survey.h"
#include "indexer/commands/watch.h"
#include "indexer/pipeline/index_job.h"
#include "indexer/readers/source_reading.h"
#include "indexer/terminal/options.h"
#include "indexer/terminal/problem_log.h"
#include "indexer/terminal/progress.h"

namespace gisa {
namespace {

// The first Ctrl-C ends the reading, and what was read is published; the second one ends at once,
// and the database is as it was before.
void on_signal(int signal) {
  request_stop();
  std::signal(signal, SIG_DFL);
}

void stop_at_signals() {
  struct sigaction action = {};
  action.sa_handler = on_signal;  // without SA_RESTART: a read from a pipe must not go on waiting
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

// Tells what was done. If that fails, it must not look as if nothing had happened.
template <typename Telling>
void tell(const Telling& telling) {
  try {
    telling();
  } catch (const Error& error) {
    throw Error(error.code(), tr_format("done, but not all of it could be told: {}", error.what()),
                error.hint());
  }
}

// Who reads may have seen enough: the status tells how the work ended all the same.
void write_to_reader(const std::string& text) {
  try {
    write_output(text);
  } catch (const BrokenPipe&) {
  }
}

void print_result(const std::string& line) {
  tell([&] { write_to_reader(line + '\n'); });
}

// Calls `work` with the observer it is to have: problems also go to the report, if one is asked
// for.
template <typename Work>
auto observed(const CommandLine& command, ProgressReporter& reporter, const Work& work) {
  try {
    if (command.report.empty()) return work(static_cast<IndexObserver&>(reporter));
    ProblemLog log(command.report, reporter);
    auto result = work(static_cast<IndexObserver&>(log));
    tell([&] { log.close(); });
    return result;
  } catch (...) {
    reporter.finish();  // the message goes on a line of its own
    throw;
  }
}

int run_index(const CommandLine& command) {
  ProgressReporter reporter(standard_error_terminal(), command.quiet);
  const IndexTotals totals = observed(command, reporter, [&](IndexObserver& observer) {
    return run_index_job(command.job, observer);
  });
  reporter.finish(totals, command.job.database);
  if (command.json) print_result(format_json(totals));
  if (command.job.paths.empty()) return kExitSuccess;  // it was only about --optimize
  if (totals.was_stopped) return kExitStopped;
  if (exit_status_of(totals) == kExitFailure) {
    const std::optional<Problem> foreign = find_foreign_file(command.job.paths);
    throw Error(ErrorCode::kNotFound, tr("nothing was indexed"),
                foreign
                    ? fmt::format("{}: {}", foreign->path, foreign->reason)
                    : tr("no article could be read there; see gisa-index --help for the formats"));
  }
  return exit_status_of(totals);
}

int run_watch(const CommandLine& command) {
  ProgressReporter reporter(standard_error_terminal(), command.quiet);
  const auto done = [&](const IndexTotals& totals) {
    reporter.finish(totals, command.job.database);
    // Without a reader there is no use in going on.
    if (command.json) tell([&] { write_output(format_json(totals) + '\n'); });
  };
  return observed(command, reporter, [&](IndexObserver& observer) {
    watch_sources(command.job, observer, done);
    reporter.finish();
    return kExitSuccess;
  });
}

int run_dry(const CommandLine& command) {
  ProgressReporter reporter(standard_error_terminal(), command.quiet);
  const Survey survey = observed(command, reporter, [&](IndexObserver& observer) {
    return survey_sources(command.job, observer);
  });
  write_to_reader(command.json ? format_survey_json(survey) + "\n" : format_survey(survey));
  const FormatSurvey total = survey.total();
  if (total.articles == 0) return kExitFailure;
  return total.problems > 0 ? kExitSomeSkipped : kExitSuccess;
}

int run_delete(const CommandLine& command) {
  const Deletion deletion = delete_articles(command.job.database, command.ids, command.job.wait);
  for (const std::string& id : deletion.missing) {
    if (!command.quiet) std::cerr << format_error(tr_format("no article has the id {}", id), {});
  }
  if (command.json) {
    print_result(fmt::format("{{\"deleted\":{},\"missing\":{}}}", deletion.deleted,
                             deletion.missing.size()));
  } else if (!command.quiet) {
    std::cerr << tr_count(deletion.deleted, "deleted {} article", "deleted {} articles") << '\n';
  }
  if (deletion.deleted == 0) return kExitFailure;
  return deletion.missing.empty() ? kExitSuccess : kExitSomeSkipped;
}

int run_check(const CommandLine& command) {
  const std::vector<std::string> problems = check_database(command.job.database);
  for (const std::string& problem : problems) std::cerr << format_error(problem, {});
  if (command.json) write_to_reader(format_check_json(problems) + "\n");
  if (!problems.empty()) {
    throw Error(ErrorCode::kCorrupt, tr_format("{} is damaged", command.job.database.string()),
                tr("check --repair DIR saves what is not damaged into a new database"));
  }
  if (!command.json && !command.quiet) std::cerr << tr("no damage found") << '\n';
  return kExitSuccess;
}

int run_repair(const CommandLine& command) {
  const Repair repair = repair_database(command.job.database, command.other);
  for (const std::string& note : repair.notes) std::cerr << format_error(note, {});
  for (const std::string& id : repair.lost_ids)
    std::cerr << format_error(tr_format("lost: {}", id), {});
  if (command.json) {
    print_result(fmt::format("{{\"saved\":{},\"lost\":{}}}", repair.saved, repair.lost));
  } else if (!command.quiet) {
    std::cerr << tr_format("saved {}, lost {}; read your files again to get these back",
                           tr_count(repair.saved, "{} article", "{} articles"),
                           format_count(repair.lost))
              << '\n';
  }
  return repair.lost > 0 || repair.is_incomplete ? kExitSomeSkipped : kExitSuccess;
}

int tell_copy(const CommandLine& command, const DatabaseCopy& copy) {
  if (command.json) {
    print_result(fmt::format("{{\"articles\":{},\"linked_bytes\":{},\"copied_bytes\":{}}}",
                             copy.articles, copy.linked_bytes, copy.copied_bytes));
  } else if (!command.quiet) {
    std::cerr << tr_format("{}: {} copied, {} linked",
                           tr_count(copy.articles, "{} article", "{} articles"),
                           format_bytes(static_cast<double>(copy.copied_bytes), 1),
                           format_bytes(static_cast<double>(copy.linked_bytes), 1))
              << '\n';
  }
  return kExitSuccess;
}

int run(const CommandLine& command) {
  switch (command.command) {
    case Command::kIndex:
      return run_index(command);
    case Command::kWatch:
      return run_watch(command);
    case Command::kDryRun:
      return run_dry(command);
    case Command::kDelete:
      return run_delete(command);
    case Command::kStats: {
      const DatabaseStats stats = collect_stats(command.job.database);
      write_output(command.json ? format_stats_json(stats) + "\n" : format_stats(stats));
      return kExitSuccess;
    }
    case Command::kCheck:
      return run_check(command);
    case Command::kRepair:
      return run_repair(command);
    case Command::kBackup:
      return tell_copy(command, backup_database(command.job.database, command.other));
    case Command::kRestore:
      return tell_copy(command, restore_database(command.other, command.job.database));
    case Command::kExport:
      export_articles(command.job.database, write_output);
      return kExitSuccess;
  }
  return kExitFailure;
}

int index_main(int argc, const char* const* argv) {
  try {
    const CommandLine command = parse_command_line(argc, argv);
    if (command.notice.empty()) return run(command);
    write_output(command.notice);
    return kExitSuccess;
  } catch (const BrokenPipe&) {
    return kExitSuccess;
  } catch (const Error& error) {
    std::cerr << format_error(error.what(), error.hint());
  } catch (const std::bad_alloc&) {
    std::cerr << format_error(tr("out of memory"),
                              tr("give less with --memory, or use fewer --threads"));
  } catch (const std::filesystem::filesystem_error& error) {
    const Error ours = io_error("cannot go on at {}: {}", error.path1(), error.code().value());
    std::cerr << format_error(ours.what(), ours.hint());
  } catch (const std::system_error& error) {  // no more threads can be started
    std::cerr << format_error(tr_format("cannot go on: {}", error.code().message()),
                              io_hint(error.code().value()));
  } catch (const std::exception& error) {
    std::cerr << format_error(error.what(), {});
  }
  return kExitFailure;
}

}  // namespace
}  // namespace gisa

int main(int argc, char** argv) {
  gisa::reserve_standard_descriptors();
  gisa::use_language_of_user();
  // Whoever reads our messages may go away; the batch is finished all the same.
  gisa::ignore_broken_pipes();
  std::signal(SIGXFSZ, SIG_IGN);  // a limit of file sizes is an error like a full disk
  gisa::stop_at_signals();
  return gisa::index_main(argc, argv);
}

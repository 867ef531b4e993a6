#include <csignal>
#include <exception>
#include <iostream>
#include <new>

#include "gisa/error.h"
#include "indexer/index_job.h"
#include "indexer/options.h"
#include "indexer/progress.h"

namespace gisa {
namespace {

int run(const CommandLine& command) {
  ProgressReporter reporter(standard_error_terminal(), command.quiet);
  const IndexTotals totals = [&] {
    try {
      return run_index_job(command.job, reporter);
    } catch (...) {
      reporter.finish();  // the message goes on a line of its own
      throw;
    }
  }();
  reporter.finish(totals, command.job.database);
  if (command.json) {
    std::cout << format_json(totals) << std::endl;
    if (!std::cout) throw Error(ErrorCode::kIo, "cannot write to standard output");
  }
  if (command.job.paths.empty()) return kExitSuccess;  // it was only about --optimize
  if (totals.documents == 0 && totals.unchanged == 0) {
    throw Error(ErrorCode::kNotFound, "nothing was indexed",
                "no article could be read there; see gisa-index --help for the formats");
  }
  return exit_status_of(totals);
}

int index_main(int argc, const char* const* argv) {
  try {
    const ParsedCommandLine parsed = parse_command_line(argc, argv, std::cout, std::cerr);
    return parsed.options ? run(*parsed.options) : parsed.exit_status;
  } catch (const Error& error) {
    std::cerr << format_error(error.what(), error.hint());
  } catch (const std::bad_alloc&) {
    std::cerr << format_error("out of memory", "give less with --memory");
  } catch (const std::exception& error) {
    std::cerr << format_error(error.what(), {});
  }
  return kExitFailure;
}

}  // namespace
}  // namespace gisa

int main(int argc, char** argv) {
  // Whoever reads our messages may go away; the batch is finished all the same.
  std::signal(SIGPIPE, SIG_IGN);
  return gisa::index_main(argc, argv);
}

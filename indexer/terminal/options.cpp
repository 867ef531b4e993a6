#include "indexer/terminal/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/messages/parse_error.h"
#include "common/text/ascii.h"
#include "gisa/error.h"
#include "indexer/cleaner/dates.h"
#include "indexer/readers/formats/article_format.h"
#include "indexer/terminal/help_text.h"

namespace gisa {
namespace {

constexpr const char* kSeeHelp = to_translate("see gisa-index --help");

struct Unit {
  char letter;
  int shift;  // of 1, to bytes
};
constexpr Unit kUnits[] = {{'k', 10}, {'m', 20}, {'g', 30}, {'t', 40}};
constexpr double kMaxSize = 9.0e18;  // bytes; fits 64 bits

// The bytes one "m", "mb" or "mib" stands for; 0 for what is no unit.
double unit_bytes(std::string_view name) {
  if (name.empty() || name == "b") return 1;
  for (const Unit& unit : kUnits) {
    if (name.front() != unit.letter) continue;
    const std::string_view rest = name.substr(1);
    if (rest.empty() || rest == "b" || rest == "ib" || rest == "i") {
      return static_cast<double>(std::uint64_t{1} << unit.shift);
    }
  }
  return 0;
}

[[noreturn]] void throw_invalid(const std::string& message,
                                const std::string& hint = tr(kSeeHelp)) {
  throw Error(ErrorCode::kInvalidArgument, message, hint);
}

// The text of each option, as it stands on the command line.
struct RawOptions {
  std::string db;
  std::string threads;
  std::string memory;
  std::string format;
  std::string map;
  std::string limit;
  std::string since;
  bool dry_run = false;
  bool watch = false;
  std::string writer;
  std::string wait_lock;
  std::string repair;
  CommandLine command;
};

void declare(CLI::App& app, RawOptions& raw) {
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.set_help_flag("-h,--help");
  app.set_version_flag("-V,--version", "");
  app.add_option("--db", raw.db);
  app.add_option("--threads", raw.threads);
  app.add_option("--memory", raw.memory);
  app.add_option("--format", raw.format);
  app.add_option("--map", raw.map);
  app.add_option("--limit", raw.limit);
  app.add_option("--since", raw.since);
  app.add_option("--report", raw.command.report);
  app.add_flag("--prune", raw.command.job.prune);
  app.add_flag("--watch", raw.watch);
  app.add_flag("--dry-run", raw.dry_run);
  app.add_option("--writer", raw.writer);
  app.add_flag("--optimize", raw.command.job.optimize);
  app.add_flag("--wait-lock{forever}", raw.wait_lock);
  app.add_option("--repair", raw.repair);
  app.add_flag("--json", raw.command.json);
  app.add_flag("-q,--quiet", raw.command.quiet);
  // The PATHs: as a positional option, CLI11 would take a directory "[2024]" for a list of values.
  app.allow_extras();
}

// The paths on the command line: what is left when the options are taken out.
std::vector<std::string> take_paths(const CLI::App& app) {
  std::vector<std::string> paths;
  bool only_paths = false;  // behind "--"
  for (std::string& word : app.remaining()) {
    if (!only_paths && word == "--") {
      only_paths = true;
    } else if (!only_paths && word.size() > 1 && word.front() == '-') {
      throw_invalid(tr_format("{}: no such option", word));
    } else {
      paths.push_back(std::move(word));
    }
  }
  return paths;
}

std::string default_database() {
  const char* name = std::getenv("GISA_DB");
  return name != nullptr && *name != '\0' ? name : "gisa.db";
}

unsigned parse_threads(const std::string& text) {
  unsigned value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value < 1 || value > kMaxThreads) {
    throw_invalid(tr_format("--threads {}: not a number from 1 to {}", text, kMaxThreads),
                  tr("leave it out to use all processors"));
  }
  return value;
}

std::uint64_t parse_memory(const std::string& text) {
  const std::uint64_t bytes = [&] {
    try {
      return parse_size(text);
    } catch (const Error& error) {
      throw_invalid(std::string("--memory ") + error.what(), error.hint());
    }
  }();
  if (bytes < kMinMemory) {
    throw_invalid(tr_format("--memory {}: too little to work with", text), tr("give 64M or more"));
  }
  return bytes;
}

std::string format_names() {
  std::string names;
  for (const ArticleFormat* format : article_formats()) {
    names += names.empty() ? "" : ", ";
    names += format->name();
  }
  return names;
}

std::string parse_format(const std::string& text) {
  const ArticleFormat* format = find_article_format(text);
  if (format == nullptr) {
    throw_invalid(tr_format("--format {}: no such format", text),
                  tr_format("formats are {}", format_names()));
  }
  return std::string(format->name());
}

std::string parse_map(const std::string& text) {
  try {
    FieldNames::parse(text);
  } catch (const Error& error) {
    throw_invalid(std::string("--map ") + error.what(), error.hint());
  }
  return text;
}

WriterKind parse_writer(const std::string& text) {
  if (text == "glass") return WriterKind::kGlass;
  if (text == "xapian") return WriterKind::kXapian;
  throw_invalid(tr_format("--writer {}: no such writer", text), tr("writers are glass and xapian"));
}

std::uint64_t parse_limit(const std::string& text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value == 0) {
    throw_invalid(tr_format("--limit {}: not a number from 1 on", text),
                  tr("leave it out to read everything"));
  }
  return value;
}

// Negative: forever.
std::chrono::milliseconds parse_wait(const std::string& text) {
  constexpr double kMost = 1e9;  // seconds
  if (text == "forever") return std::chrono::milliseconds(-1);
  double seconds = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seconds, std::chars_format::fixed);
  if (error != std::errc() || stop != end || !(seconds >= 0 && seconds <= kMost)) {
    throw_invalid(tr_format("--wait-lock={}: not a number of seconds", text),
                  tr("leave the number out to wait as long as it takes"));
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

// The day in ISO 8601.
std::string parse_since(const std::string& text) {
  constexpr std::size_t kDayBytes = 10;
  const std::string date = cleaning::normalise_date(text);
  if (date.empty()) {
    throw_invalid(tr_format("--since {}: not a day", text), tr("write it like 2024-03-05"));
  }
  return date.substr(0, kDayBytes);
}

// A command instead of the first PATH. False if there is none.
bool take_command(CommandLine& command) {
  struct Name {
    std::string_view name;
    Command command;
  };
  constexpr Name kCommands[] = {{"delete", Command::kDelete}, {"stats", Command::kStats},
                                {"check", Command::kCheck},   {"export", Command::kExport},
                                {"backup", Command::kBackup}, {"restore", Command::kRestore}};
  std::vector<std::string>& words = command.job.paths;
  if (words.empty()) return false;
  for (const Name& name : kCommands) {
    if (words.front() != name.name) continue;
    command.command = name.command;
    command.ids.assign(words.begin() + 1, words.end());
    words.clear();
    if (name.command == Command::kDelete && command.ids.empty()) {
      throw_invalid(tr("delete: no ID given"), tr("ids are those of gisa-search --json"));
    }
    if (name.command == Command::kBackup || name.command == Command::kRestore) {
      if (command.ids.size() != 1 || command.ids.front().empty()) {
        throw_invalid(tr_format("{}: one directory is to be given", name.name),
                      tr_format("write {} DIR", name.name));
      }
      command.other = command.ids.front();
      return true;
    }
    if (name.command != Command::kDelete && !command.ids.empty()) {
      throw_invalid(tr_format("{} {}: takes no PATH", name.name, command.ids.front()),
                    tr_format("a PATH of that name is written ./{}", name.name));
    }
    return true;
  }
  return false;
}

void interpret(const CLI::App& app, RawOptions& raw) {
  IndexOptions& job = raw.command.job;
  if (app.count("--db") > 0 && raw.db.empty()) throw_invalid(tr("--db: no directory given"));
  job.database = raw.db.empty() ? default_database() : raw.db;
  if (app.count("--threads") > 0) job.threads = parse_threads(raw.threads);
  if (app.count("--memory") > 0) job.memory = parse_memory(raw.memory);
  if (app.count("--format") > 0) job.format = parse_format(raw.format);
  job.names = parse_map(raw.map);
  if (app.count("--writer") > 0) job.writer = parse_writer(raw.writer);
  if (app.count("--limit") > 0) job.limit = parse_limit(raw.limit);
  if (app.count("--since") > 0) job.since = parse_since(raw.since);
  if (app.count("--report") > 0 && raw.command.report.empty())
    throw_invalid(tr("--report: no file given"));
  if (app.count("--wait-lock") > 0) job.wait = parse_wait(raw.wait_lock);
  job.paths = take_paths(app);
  const bool is_command = take_command(raw.command);
  if (app.count("--repair") > 0) {
    if (raw.command.command != Command::kCheck || raw.repair.empty()) {
      throw_invalid(tr("--repair: belongs to check, with a directory that does not exist yet"),
                    tr("write check --repair DIR"));
    }
    raw.command.command = Command::kRepair;
    raw.command.other = raw.repair;
  }
  if (is_command) return;
  if (raw.dry_run && raw.watch) {
    throw_invalid(tr("--dry-run and --watch exclude each other"), tr("leave one of them out"));
  }
  if (raw.dry_run) raw.command.command = Command::kDryRun;
  if (raw.watch) raw.command.command = Command::kWatch;
  if (raw.watch && std::ranges::find(job.paths, "-") != job.paths.end()) {
    throw_invalid(tr("--watch: standard input cannot be watched"), tr("name files or directories"));
  }
  if (job.paths.empty() && !job.optimize) {
    throw_invalid(tr("no PATH given"),
                  tr("name files or directories, or - for standard input; see gisa-index --help"));
  }
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  CLI::App app;
  RawOptions raw;
  declare(app, raw);
  try {
    app.parse(arguments_for(app, argc, argv));
  } catch (const CLI::CallForHelp&) {
    return {.notice = help_text()};
  } catch (const CLI::CallForVersion&) {
    return {.notice = version_text()};
  } catch (const CLI::ParseError& error) {
    throw_invalid(explain_parse_error(error.what()));
  }
  interpret(app, raw);
  return std::move(raw.command);
}

std::uint64_t parse_size(std::string_view text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  const double bytes = number * unit_bytes(to_lower(std::string_view(stop, end)));
  const bool understood = error == std::errc() && bytes > 0 && bytes < kMaxSize;
  if (!understood) {
    throw_invalid(tr_format("{}: not a size", text.empty() ? "\"\"" : text),
                  tr("write a number with a unit, like 512M, 1G or 1.5GiB"));
  }
  return static_cast<std::uint64_t>(bytes);
}

int exit_status_of(const IndexTotals& totals) {
  const bool found_something =
      totals.documents + totals.unchanged + totals.older + totals.pruned > 0;
  if (!found_something) return kExitFailure;
  return totals.skipped > 0 ? kExitSomeSkipped : kExitSuccess;
}

}  // namespace gisa

/// The command line of gisa-index.
///
///     const CommandLine command = parse_command_line(argc, argv);
///     if (!command.notice.empty()) ...   // --help or --version: print it and be done
///
/// Threads: none of these functions may run at the same time as another changes the environment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/pipeline/index_job.h"

namespace gisa {

inline constexpr int kExitSuccess = 0;      ///< every record is in the database
inline constexpr int kExitFailure = 1;      ///< nothing was indexed, or the run ended early
inline constexpr int kExitStopped = 130;    ///< Ctrl-C: what was read is in the database
inline constexpr int kExitSomeSkipped = 3;  ///< done, but some records or files were left out

inline constexpr std::uint64_t kMinMemory = 64u << 20;  ///< bytes
inline constexpr unsigned kMaxThreads = 256;

/// What to do with the database.
enum class Command {
  kIndex,    ///< read articles into it
  kDryRun,   ///< read them and tell what they are
  kWatch,    ///< read them, and again what changes
  kDelete,   ///< delete articles by id
  kStats,    ///< tell what is in it
  kCheck,    ///< look for damage
  kRepair,   ///< save what is not damaged into another database
  kBackup,   ///< copy it
  kRestore,  ///< make it of a backup
  kExport,   ///< write all articles as JSONL
};

/// What the user asked for.
struct CommandLine {
  std::string notice{};  ///< text asked for by --help or --version; the rest is then unset
  Command command = Command::kIndex;
  IndexOptions job{};
  std::vector<std::string> ids{};  ///< to delete
  std::string other{};             ///< the other database of kRepair, kBackup and kRestore
  std::string report{};            ///< file for all problems as JSONL; empty: none
  bool json = false;               ///< the totals as JSON on standard output
  bool quiet = false;              ///< nothing on standard error but what ends the run
};

/// Reads the command line and, for the database, the environment (GISA_DB). Throws Error
/// (kInvalidArgument) with a hint.
CommandLine parse_command_line(int argc, const char* const* argv);

/// A size in bytes: a number, perhaps with decimals, and a unit: B, K, M, G, T, also as KB or KiB,
/// in any case; always steps of 1024. Throws Error (kInvalidArgument) for anything else.
std::uint64_t parse_size(std::string_view text);

/// How a finished run ends.
int exit_status_of(const IndexTotals& totals);

}  // namespace gisa

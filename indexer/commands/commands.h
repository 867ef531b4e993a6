/// What gisa-index does with a database besides filling it, one file a command beside this one.
///
/// All throw Error: kNotFound or kNotADatabase if there is no database, kCorrupt, kIo, kLocked
/// (those that write). Threads: each may run beside searches and the others that only read.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/database/database_copy.h"

namespace gisa {

/// What `delete` did.
struct Deletion {
  std::uint64_t deleted = 0;
  std::vector<std::string> missing;  ///< ids no article has
};

/// Deletes the articles with these ids, at once. They stay away until their file changes.
/// `wait` as DatabaseWriter has it.
Deletion delete_articles(const std::filesystem::path& database, const std::vector<std::string>& ids,
                         std::chrono::milliseconds wait = std::chrono::milliseconds::zero());

/// What `stats` shows.
struct DatabaseStats {
  std::uint64_t articles = 0;
  std::uint64_t deleted = 0;  ///< replaced or deleted, and still on the disk
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;       ///< of the database on the disk
  std::uint64_t text_bytes = 0;  ///< of titles and bodies, UTF-8
  std::uint64_t sources = 0;     ///< files it remembers
  std::uint64_t undated = 0;
  std::string oldest, newest;  ///< ISO 8601 days; empty: all undated
  std::vector<std::pair<std::string, std::uint64_t>> presses;   ///< most articles first
  std::vector<std::pair<std::string, std::uint64_t>> sections;  ///< the same
};

DatabaseStats collect_stats(const std::filesystem::path& database);
std::string format_stats(const DatabaseStats& stats);
std::string format_stats_json(const DatabaseStats& stats);

/// Looks through everything a database holds. What is wrong, one line each; empty: nothing.
std::vector<std::string> check_database(const std::filesystem::path& database);
std::string format_check_json(const std::vector<std::string>& problems);

/// What `check --repair` did.
struct Repair {
  std::uint64_t saved = 0;            ///< articles in the new database
  std::uint64_t lost = 0;             ///< articles that are not
  std::vector<std::string> lost_ids;  ///< of these, as far as they can be told, 1,000 at most
  bool is_incomplete = false;         ///< something else was lost: see the notes
  std::vector<std::string> notes;     ///< what was damaged and what became of it, one line each
};

/// Saves what is not damaged of a database into a new one, `target`: segments that are whole as
/// they are, of others every article that stands in blocks that are. Files read are forgotten, so
/// that the next run over them brings back what was lost. Throws Error also if `target` is there.
Repair repair_database(const std::filesystem::path& database, const std::filesystem::path& target);

/// Makes `backup` a database with the newest state of the other one, also while that is written to.
/// Throws Error also if `backup` is there.
DatabaseCopy backup_database(const std::filesystem::path& database,
                             const std::filesystem::path& backup);

/// The same in the other direction; looks for damage in all of the backup before.
DatabaseCopy restore_database(const std::filesystem::path& backup,
                              const std::filesystem::path& database);

/// Gives `write` every article as a line of JSONL, as gisa-index reads it, many lines at a time.
/// What `write` throws ends it.
void export_articles(const std::filesystem::path& database,
                     const std::function<void(std::string_view lines)>& write);

}  // namespace gisa

/// Copies of a database and of its segments. Since nothing a manifest names is ever changed, files
/// are linked where the file system can, and copied elsewhere.
///
///     const DatabaseCopy copy = copy_database("news.db", "copy.db");
///     if (copy.copied_bytes == 0) ...   // on the same file system: all is linked
///
/// Threads: any number at once, beside readers and a writer of `source`; one for each `target`.
#pragma once

#include <cstdint>
#include <filesystem>

namespace gisa {

/// What came over.
struct DatabaseCopy {
  std::uint64_t articles = 0;
  std::uint64_t linked_bytes = 0;  ///< of files that both databases now have
  std::uint64_t copied_bytes = 0;
};

/// Links or copies a file, and makes a copy durable; `target` must not exist. Adds to the bytes.
/// Throws Error: kNotFound (there is no such file), kIo.
void link_or_copy(const std::filesystem::path& source, const std::filesystem::path& target,
                  DatabaseCopy& copy);

/// All files of a segment, durable, in a directory that is made. Throws Error: kNotFound, kCorrupt,
/// kIo.
void link_or_copy_segment(const std::filesystem::path& source, const std::filesystem::path& target,
                          DatabaseCopy& copy);

/// Makes the directory `target` of a database that does not exist yet; it may be there and empty.
/// Throws Error: kNotADatabase (it is not empty), kInvalidArgument (it lies in `source`), kIo.
void make_new_database_outside(const std::filesystem::path& source,
                               const std::filesystem::path& target);

/// Makes `target` a database with the newest state of `source`, while indexing may go on there. It
/// is a database when all of it is durable, and nothing before. Throws Error: kNotADatabase,
/// kCorrupt, kIo ...; `target` is then removed.
DatabaseCopy copy_database(const std::filesystem::path& source,
                           const std::filesystem::path& target);

}  // namespace gisa

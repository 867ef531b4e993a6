/// The manifest of a gisa database: which segments it consists of, and which of their articles are
/// gone.
///
/// It is the database's XAPIANDB file, a Xapian stub. Xapian reads the lines that name segments and
/// ignores those that begin with '#'; gisa reads both:
///
///     # gisa 2
///     # analyzer 2f6c1d0a9b3e4f58
///     # generation 7
///     # sources sources.7
///     # segment s000003 39839 s000003.7.deleted
///     # segment s000004 1000
///     glass s000003
///     glass s000004
///     # end
///
/// "segment NAME ARTICLES [DELETED]": number of documents in the segment, and the file listing
/// those that are deleted (tombstones). Everything a manifest names is immutable; a change writes
/// new files and then replaces the manifest by rename, so readers see one state or the next and
/// nothing between.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gisa {

struct SegmentEntry {
  std::string name;             ///< directory of a glass database, relative to the manifest
  std::uint64_t documents = 0;  ///< in the segment, deleted ones included
  std::string deleted_file;     ///< empty: none deleted
  bool operator==(const SegmentEntry&) const = default;
};

struct Manifest {
  std::string analyzer;          ///< fingerprint of the rules it was indexed under
  std::uint64_t generation = 0;  ///< rises by one with every change
  std::string sources_file;      ///< the indexer's record of the files read; empty: none
  std::vector<SegmentEntry> segments;
  bool operator==(const Manifest&) const = default;
};

/// The stub's file name inside a database directory; Xapian fixes it.
inline constexpr const char* kManifestName = "XAPIANDB";

/// True if the directory holds a manifest (of gisa or a plain Xapian stub).
bool has_manifest(const std::filesystem::path& database);

/// Throws Error: kNotFound, kNotADatabase, kNewerVersion, kCorrupt, kIo.
Manifest read_manifest(const std::filesystem::path& database);

/// Makes `manifest` the state of the database: durable and atomic. Throws Error (kIo).
void write_manifest(const std::filesystem::path& database, const Manifest& manifest);

/// Document ids within a segment that are deleted, ascending. Empty if the entry names no file.
/// Throws Error: kCorrupt, kIo.
std::vector<std::uint32_t> read_deleted(const std::filesystem::path& database,
                                        const SegmentEntry& entry);

/// Writes the list (ascending) durably as `name` in the database directory. Throws Error (kIo).
void write_deleted(const std::filesystem::path& database, const std::string& name,
                   const std::vector<std::uint32_t>& documents);

/// Writes a file so that it either is there whole after a crash or not at all: temporary file,
/// fsync, rename, fsync of the directory. Throws Error (kIo).
void write_file_durably(const std::filesystem::path& file, std::string_view content);

/// Makes durable what was made, renamed or removed in a directory; empty: the current one. Throws
/// Error (kIo).
void sync_directory(const std::filesystem::path& directory);

/// The whole file as bytes. Throws Error: kNotFound, kIo.
std::string read_file(const std::filesystem::path& file);

}  // namespace gisa

/// The manifest of a gisa database: which segments it consists of, and which of their articles are
/// gone.
///
/// It is the database's XAPIANDB file, a Xapian stub. Xapian reads the lines that name segments and
/// ignores those that begin with '#'; gisa reads both:
///
///     # gisa 4
///     # analyzer 2f6c1d0a9b3e4f58
///     # generation 7
///     # sources sources.7
///     # segment s000003 39839 5b1d06cfa94e7c33 s000003.7.deleted
///     # segment s000004 1000 90f4a1be27d3c805
///     glass s000003
///     glass s000004
///     # checksum 3e07c5d1f6a98b24
///     # end
///
/// "segment NAME ARTICLES HASH [DELETED]": number of documents in the segment, the hash of the file
/// of its checksums (common/database/checksums.h), and the file listing the documents that are
/// deleted (tombstones). "checksum": XXH3 of all lines before it. Everything a manifest names is
/// immutable; a change writes new files and then replaces the manifest by rename, so readers see
/// one state or the next and nothing between.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/system/files.h"
#include "gisa/error.h"

namespace gisa {

struct SegmentEntry {
  std::string name;             ///< directory of a glass database, relative to the manifest
  std::uint64_t documents = 0;  ///< in the segment, deleted ones included
  std::uint64_t hash = 0;       ///< segment_hash() of it
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

/// What a manifest begins with.
inline constexpr std::string_view kManifestHeader = "# gisa ";

/// True if the directory holds a manifest (of gisa or a plain Xapian stub). Throws Error (kIo) if
/// that cannot be told.
bool has_manifest(const std::filesystem::path& database);

/// Throws Error (kCorrupt) if the directory had a manifest once: it holds a catalogue of sources
/// that the first run does not make.
void refuse_lost_manifest(const std::filesystem::path& database);

/// Whether a stub's content is a manifest, or was one before it was damaged.
bool is_manifest(std::string_view content);

/// Throws Error (kAnalyzerMismatch, kNewerVersion) unless a database of this format can be read.
void check_format(const std::filesystem::path& database, std::uint64_t format);

/// Throws Error (kNotFound) if a link stands there that leads to nothing.
void refuse_dangling_link(const std::filesystem::path& database);

/// True for a stub of Xapian's that is not a manifest: a file, or a directory with one, that names
/// databases.
bool is_stub_of_others(const std::filesystem::path& path);

/// kNotADatabase, of such a stub: it can be searched, and all else is done with what it names.
Error stub_error(const std::filesystem::path& path);

/// kNotADatabase, of a database that is Xapian's only.
Error foreign_database_error(const std::filesystem::path& database);

/// Throws Error: kNotFound, kNotADatabase, kNewerVersion, kAnalyzerMismatch (of an old format),
/// kCorrupt, kIo.
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

}  // namespace gisa

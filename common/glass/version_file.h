/// The version file of a glass database, `iamglass`: identity, the roots of the tables, and
/// statistics.
///
/// It is what makes a directory a database, and is written last. Layout: 14 bytes of magic, 2 of
/// format version, 16 of UUID, then varints: revision; for each of six tables the root block, level
/// and flags, number of entries, block size, compression threshold and a list of free blocks (ours
/// are empty); the statistics.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace gisa::glass {

/// Where a table's tree stands. Defaults: a table without entries.
struct TableRoot {
  std::uint32_t root = 0;     ///< block number
  unsigned level = 0;         ///< of the root; 0: it is a leaf
  bool is_fake = true;        ///< no entries, no block
  bool is_sequential = true;  ///< leaves ascend in the file
  std::uint64_t entries = 0;
  std::uint32_t block_size = 8192;
  std::uint32_t blocks = 0;  ///< in the file; 0 if fake
  bool operator==(const TableRoot&) const = default;
};

/// The tables, in the order of the version file.
enum class Table : std::uint8_t { kPostlist, kDocdata, kTermlist, kPosition, kSpelling, kSynonym };
inline constexpr std::size_t kTables = 6;
const char* table_name(Table table);  ///< "postlist" ...
std::filesystem::path table_file(const std::filesystem::path& database, Table table);

/// What the matcher needs to know of all documents.
struct Statistics {
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;    ///< highest id ever used
  std::uint64_t total_length = 0;     ///< sum of all wdf
  std::uint32_t shortest_length = 0;  ///< of the documents that are not empty; 0: there is none
  std::uint32_t longest_length = 0;
  std::uint32_t largest_wdf = 0;
  bool operator==(const Statistics&) const = default;
};

struct VersionFile {
  std::array<unsigned char, 16> uuid{};
  std::uint32_t revision = 1;
  std::array<TableRoot, kTables> tables;
  Statistics statistics;

  TableRoot& operator[](Table table) { return tables[static_cast<std::size_t>(table)]; }
  const TableRoot& operator[](Table table) const { return tables[static_cast<std::size_t>(table)]; }
};

/// A random UUID (RFC 4122, version 4).
std::array<unsigned char, 16> make_uuid();

std::string encode_version_file(const VersionFile& version);

/// Throws Error: kCorrupt, kNewerVersion (another glass format), kNotFound, kIo.
VersionFile read_version_file(const std::filesystem::path& database);

/// In the directory of the database; written last.
inline constexpr const char* kVersionFileName = "iamglass";

}  // namespace gisa::glass

/// Writes one table of a glass database, a B-tree, from sorted entries: leaves first, branches
/// above them as they fill, the root last. Blocks are written once, one after the other.
///
///     TableWriter table(directory / "docdata.glass", kDefaultBlockSize);
///     table.add(key, tag);                   // keys must rise
///     const TableRoot root = table.finish(); // goes into the version file
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/glass/version_file.h"
#include "indexer/glass/leaf_packer.h"
#include "indexer/glass/output_file.h"

namespace gisa::glass {

/// Threads: one thread at a time.
class TableWriter {
 public:
  /// Creates the file. Throws Error (kIo).
  TableWriter(const std::filesystem::path& file, std::size_t block_size);

  /// See LeafPacker::add(). Throws Error: kIo besides.
  void add(std::string_view key, std::string_view head, std::string_view tail = {},
           bool compressed = false);

  /// Appends leaves that were packed elsewhere, above everything added so far; the lowest entry of
  /// a table has to be added by add().
  void append(const LeafRun& run);

  /// Writes what is left and closes the file, which stays empty if nothing was added.
  TableRoot finish();

  /// Of the file, when it is finished.
  const FileChecksum& checksum() const { return checksum_; }

 private:
  // The block being filled at one level above the leaves.
  struct Branch {
    std::string block;
    std::size_t directory_end = 0;  // 0: empty
    std::size_t lowest = 0;
    std::string first_key;  // its first item's divider, for the level above
    unsigned first_part = 0;
    std::uint32_t first_child = 0;
    std::size_t items() const { return (directory_end - kDirectoryStart) / kDirectoryEntry; }
  };

  void flush_leaves();
  void append_leaves(const LeafRun& run);
  void add_child(std::size_t level, Divider divider, std::uint32_t child);
  void start_branch(Branch& branch, Divider divider);
  std::uint32_t write_branch(std::size_t level);
  std::uint32_t next_block(std::size_t count);

  const std::size_t block_size_;
  OutputFile file_;
  LeafPacker packer_;
  std::string last_key_;
  std::vector<Branch> branches_;  // [0] is level 1
  std::uint64_t entries_ = 0;
  std::uint64_t blocks_ = 0;
  FileChecksum checksum_;
};

}  // namespace gisa::glass

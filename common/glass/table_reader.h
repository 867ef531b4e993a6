/// Reads one table of a glass database in the order of its keys.
///
///     const TableFile table(directory / "postlist.glass", root);
///     TableCursor cursor(table);
///     for (bool there = cursor.seek("\x00\xE0"); there; there = cursor.next()) {
///       use(cursor.key(), cursor.tag());
///     }
///
/// Any glass table will do, also one Xapian has written or modified, as long as nobody writes
/// meanwhile. With checksums every block is compared with its own when it is read, in mapped memory
/// when it is first looked at: damage is an error and never an answer. Blocks are read with
/// pread(), each once on the way through, or stand in mapped memory: faster for who reads here and
/// there, but what was read counts as memory of the process.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/database/checksums.h"
#include "common/glass/block.h"
#include "common/glass/version_file.h"

namespace gisa::glass {

/// An open table. Threads: may be shared.
class TableFile {
 public:
  enum class Access : std::uint8_t { kRead, kMap };

  /// Throws Error: kIo, kCorrupt (file shorter than the root says). A fake root needs no file;
  /// `checksum`, of the file, may be null.
  TableFile(const std::filesystem::path& file, const TableRoot& root, Access access = Access::kRead,
            const FileChecksum* checksum = nullptr);
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  const TableRoot& root() const { return root_; }
  const std::filesystem::path& path() const { return path_; }
  bool is_empty() const { return root_.is_fake; }
  bool is_mapped() const { return map_ != nullptr; }

  /// A block whose header has been checked; `buffer` may be used to hold it. Throws Error: kIo,
  /// kCorrupt.
  std::string_view block(std::uint32_t number, unsigned level, std::string& buffer) const;

  /// Keys that cut the table into parts of about equal size, ascending; about `parts` of them,
  /// fewer for a small table. They need not be keys of entries.
  std::vector<std::string> dividing_keys(std::size_t parts) const;

  /// Asks memory for the beginning of a block, or the disk for all of it if it is looked at for the
  /// first time; waits for neither.
  void prefetch(std::uint32_t number) const;

  [[noreturn]] void fail_corrupt(const std::string& reason) const;

 private:
  void read(std::uint32_t number, std::string& buffer) const;
  void verify(std::uint32_t number, const char* bytes) const;
  void populate(const char* bytes) const;

  std::filesystem::path path_;
  TableRoot root_;
  int fd_ = -1;
  const char* map_ = nullptr;
  std::vector<std::uint32_t> checksums_;           // of the blocks; empty: not known
  std::unique_ptr<std::atomic<bool>[]> is_known_;  // blocks of the map: they were verified
};

/// A position in a table. Threads: one cursor a thread.
class TableCursor {
 public:
  explicit TableCursor(const TableFile& table) : table_(&table) {}
  TableCursor(const TableCursor&) = delete;
  TableCursor& operator=(const TableCursor&) = delete;

  /// Moves to the first entry whose key is not below `key`; false if there is none.
  bool seek(std::string_view key);

  /// For who seeks several keys and does not want to wait for each: asks the processor for the leaf
  /// that `key` is in, if it is there, and tells its number. Then the cursor has to be moved.
  std::uint32_t prefetch_leaf(std::string_view key);
  /// The tag of `key` if it stands in that leaf, whole, not compressed, and in mapped memory, where
  /// it stays; else nothing. Then the cursor has to be moved.
  std::optional<std::string_view> find_in_leaf(std::uint32_t leaf, std::string_view key);
  /// The same of a tag that may go on in the next leaf: what of it stands in this one.
  std::optional<std::string_view> find_beginning_in_leaf(std::uint32_t leaf, std::string_view key);

  /// Moves to the next entry (the first, if seek() was not called); false at the end.
  bool next();

  /// Valid until the cursor moves.
  std::string_view key() const { return key_; }

  /// The whole tag. Valid until the cursor moves. Throws Error (kCorrupt).
  std::string_view tag();

  /// True if tag() is a raw deflate stream.
  bool is_compressed() const { return (item_.flags & kCompressed) != 0; }

 private:
  struct Item {
    unsigned flags = kFirstPart | kLastPart;
    unsigned part = 1;
    std::string_view key;
    std::string_view tag;
  };
  struct Level {
    std::string buffer;
    std::string_view block;
    std::uint32_t number = 0;  // of the block
    std::size_t items = 0;
    std::size_t current = 0;
  };

  Level& enter(unsigned level, std::uint32_t block);
  std::uint32_t find_leaf(unsigned level, std::uint32_t block, const std::string_view* key);
  bool descend(unsigned level, std::uint32_t block, const std::string_view* key);
  bool step();
  void read_leaf_item();
  std::uint32_t branch_child(const Level& level, std::size_t index, Divider& divider) const;
  std::size_t find_child(const Level& level, std::string_view key) const;
  std::size_t find_item(const Level& level, std::string_view key) const;
  bool find_first_part();
  std::string_view item_bytes(const Level& level, std::size_t index, std::size_t least) const;

  const TableFile* table_;
  std::array<Level, kMostLevels> levels_;
  bool is_open_ = false;
  Item item_;
  std::string key_;
  std::string tag_;
  bool tag_is_read_ = false;
  std::string_view tag_view_;
};

}  // namespace gisa::glass

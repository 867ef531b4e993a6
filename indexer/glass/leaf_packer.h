/// Packs sorted entries into the leaves of a table.
///
///     LeafPacker packer(kDefaultBlockSize);
///     packer.add("apple", "tag of apple");
///     packer.add("pear", "tag of pear");
///     table.append(packer.take());   // a TableWriter
///
/// Leaves do not know their own numbers, so runs of them can be made apart (in several threads,
/// each for a range of keys) and appended to the table in order.
///
/// Threads: one packer a thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/glass/block.h"

namespace gisa::glass {

/// Finished leaves that follow one another.
struct LeafRun {
  std::string blocks;         ///< whole blocks
  bool starts_table = false;  ///< the first leaf is the lowest of the table
  std::string first_key;
  std::string last_key;
  std::uint64_t entries = 0;

  /// Dividers before the second, third ... leaf.
  struct Mark {
    std::size_t key_begin;  ///< in mark_keys
    std::size_t key_size;
    unsigned part;
  };
  std::vector<Mark> marks;
  std::string mark_keys;

  Divider divider(std::size_t leaf) const {
    const Mark& mark = marks[leaf - 1];
    return {std::string_view(mark_keys).substr(mark.key_begin, mark.key_size), mark.part};
  }
};

class LeafPacker {
 public:
  /// The packer of a table's lowest keys starts it: that is TableWriter's own.
  explicit LeafPacker(std::size_t block_size, bool starts_table = false);

  /// Adds an entry; its tag is `head` followed by `tail`. Keys must rise.
  /// `compressed`: the tag is a raw deflate stream.
  /// Throws Error: kInvalidArgument (key longer than kLongestKey, tag too long), kInternal (order).
  void add(std::string_view key, std::string_view head, std::string_view tail = {},
           bool compressed = false);

  /// Bytes of finished leaves.
  std::size_t bytes() const { return run_.blocks.size(); }

  /// True if nothing was added since the last take().
  bool is_empty() const { return run_.entries == 0; }

  /// Finishes the last leaf and hands out the run. The packer can go on with higher keys.
  LeafRun take();

 private:
  std::size_t room() const { return lowest_ - directory_end_; }
  char* block() { return run_.blocks.data() + block_begin_; }
  void check_order(std::string_view key) const;
  void open_block(std::string_view key, unsigned part);
  void close_block();
  bool should_split(std::size_t size, std::string_view key) const;
  char* reserve_item(std::size_t size, std::string_view key, unsigned part);
  void add_parts(std::string_view key, std::string_view tag, bool compressed);

  const std::size_t block_size_;
  const std::size_t largest_item_;
  LeafRun run_;
  std::string last_key_;
  std::string whole_tag_;
  std::size_t block_begin_ = 0;
  std::size_t directory_end_ = 0;  // 0: no block is open
  std::size_t lowest_ = 0;
  bool starts_table_;
};

}  // namespace gisa::glass

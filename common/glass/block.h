/// How a block of a table (a B-tree) is laid out.
///
///     offset  bytes
///     0       4      revision, here always 1
///     4       1      level: 0 is a leaf
///     5       2      free bytes between the directory and the lowest item
///     7       2      all free bytes (the same in a block that was written once)
///     9       2      end of the directory
///     11      2 each directory: offsets of the items, in the order of their keys
///     ...            the gap, zeros
///     ...            items, the first one at the end of the block
///
/// Leaf item: size and flags (2), key length (1), key, part number (2; absent in part 1), tag. A
/// tag too long for an item continues in parts 2, 3 ... under the same key. Branch item: child
/// block (4), key length (1), key, part number (2); the first item of a branch has no key and part
/// 0.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/glass/encoding.h"

namespace gisa::glass {

inline constexpr std::size_t kDefaultBlockSize = 8192;  ///< bytes; a power of two, 2048 ... 65536
inline constexpr std::size_t kDirectoryStart = 11;
inline constexpr std::size_t kDirectoryEntry = 2;
inline constexpr std::uint32_t kRevision = 1;  ///< 0 would mean: not yet created
inline constexpr unsigned kMostLevels = 10;

inline constexpr unsigned kFirstPart = 0x2000;
inline constexpr unsigned kLastPart = 0x4000;
inline constexpr unsigned kCompressed = 0x8000;
inline constexpr unsigned kItemSizeMask = 0x1FFF;
inline constexpr std::size_t kItemSizeBias = 3;  ///< what is stored is the size less this
inline constexpr std::size_t kLargestItem = kItemSizeMask + kItemSizeBias;
inline constexpr unsigned kMostParts = 65535;

/// The largest item a table of this block size should have, so that four fit a block.
constexpr std::size_t largest_item(std::size_t block_size) {
  return std::min(kLargestItem, (block_size - kDirectoryStart - 4 * kDirectoryEntry) / 4);
}

constexpr bool is_block_size(std::uint64_t size) {
  return size >= 2048 && size <= 65536 && (size & (size - 1)) == 0;
}

/// Reads the header of a block that is at least 2048 bytes long.
struct BlockHeader {
  std::uint32_t revision;
  unsigned level;
  unsigned max_free;
  unsigned total_free;
  unsigned directory_end;

  static BlockHeader read(const char* block) {
    return {load32(block), static_cast<unsigned char>(block[4]), load16(block + 5),
            load16(block + 7), load16(block + 9)};
  }
  std::size_t items() const { return (directory_end - kDirectoryStart) / kDirectoryEntry; }
};

/// Writes the header; `lowest` is the offset of the lowest item.
inline void write_block_header(char* block, unsigned level, std::size_t directory_end,
                               std::size_t lowest) {
  const auto gap = static_cast<unsigned>(lowest - directory_end);
  store32(block, kRevision);
  block[4] = static_cast<char>(level);
  store16(block + 5, gap);
  store16(block + 7, gap);
  store16(block + 9, static_cast<unsigned>(directory_end));
}

/// A key with a part number, as it separates two neighbouring blocks.
struct Divider {
  std::string_view key;
  unsigned part = 0;
};

/// The shortest divider that is above `left` and not above (right, part): `right` up to the first
/// byte that differs, whole if the keys are the same.
inline Divider make_divider(std::string_view left, std::string_view right, unsigned part) {
  const auto differing = std::ranges::mismatch(left, right).in2;
  const auto same = static_cast<std::size_t>(differing - right.begin());
  return {right.substr(0, std::min(same + 1, right.size())), part};
}

}  // namespace gisa::glass

#include "indexer/glass/table_checker.h"

#include <algorithm>
#include <system_error>

#include "common/glass/table_reader.h"
#include "gisa/error.h"

namespace gisa::glass {
namespace {

struct Item {
  std::size_t offset = 0;
  std::size_t size = 0;
  std::string key;
  unsigned part = 0;
  unsigned flags = 0;       // leaf
  std::uint32_t child = 0;  // branch
};

bool is_below(std::string_view a, unsigned a_part, std::string_view b, unsigned b_part) {
  return a != b ? a < b : a_part < b_part;
}

class TableChecker {
 public:
  TableChecker(const std::filesystem::path& file, const TableRoot& root, std::uint32_t revision)
      : table_(file, root), root_(root), revision_(revision), is_used_(root.blocks) {}

  std::vector<std::string> run() {
    check_size();
    check_block(root_.root, root_.level, revision_);
    const auto unused = std::ranges::count(is_used_, false);
    // A table that was modified has blocks that are free.
    if (unused != 0 && revision_ == 1) {
      report(std::to_string(unused) + " blocks are not part of the tree");
    }
    if (entries_ != root_.entries) {
      report("has " + std::to_string(entries_) + " entries instead of " +
             std::to_string(root_.entries));
    }
    if (entries_ == 0) report("is a tree without entries");
    if (is_open_) report("the last entry is not complete");
    return problems_;
  }

 private:
  void report(const std::string& problem) {
    problems_.push_back(table_.path().filename().string() + ": " + problem);
  }
  void report(std::uint32_t block, const std::string& problem) {
    report("block " + std::to_string(block) + ": " + problem);
  }

  void check_size() {
    const auto expected = std::uint64_t{root_.blocks} * root_.block_size;
    if (std::filesystem::file_size(table_.path()) != expected) {
      report("is not " + std::to_string(expected) + " bytes long");
    }
  }

  // Items of a block, in the order of the directory; false if they cannot be read.
  bool read_items(std::uint32_t number, unsigned level, std::string_view block,
                  std::vector<Item>& items) {
    const BlockHeader header = BlockHeader::read(block.data());
    if (header.directory_end > block.size()) {
      report(number, "the directory does not fit");
      return false;
    }
    std::size_t used = 0;
    std::size_t lowest = block.size();
    for (std::size_t i = 0; i < header.items(); ++i) {
      Item item;
      item.offset = load16(block.data() + kDirectoryStart + kDirectoryEntry * i);
      if (item.offset < header.directory_end || item.offset >= block.size() ||
          !read_item(block, level, item)) {
        report(number, "item " + std::to_string(i) + " lies outside");
        return false;
      }
      used += item.size;
      lowest = std::min(lowest, item.offset);
      items.push_back(std::move(item));
    }
    check_free_space(number, block, header, used, lowest);
    check_overlap(number, items);
    return true;
  }

  static bool read_item(std::string_view block, unsigned level, Item& item) {
    const char* const at = block.data() + item.offset;
    const std::size_t room = block.size() - item.offset;
    const std::size_t header = level == 0 ? 3 : 7;
    if (room < header) return false;
    const std::size_t key_size = static_cast<unsigned char>(at[level == 0 ? 2 : 4]);
    if (level == 0) {
      item.flags = load16(at) & ~kItemSizeMask;
      item.size = (load16(at) & kItemSizeMask) + kItemSizeBias;
      const bool is_first = (item.flags & kFirstPart) != 0;
      if (item.size > room || 3 + key_size + (is_first ? 0 : 2) > item.size) return false;
      item.key.assign(at + 3, key_size);
      item.part = is_first ? 1 : load16(at + 3 + key_size);
    } else {
      item.size = 7 + key_size;
      if (item.size > room) return false;
      item.child = load32(at);
      item.key.assign(at + 5, key_size);
      item.part = load16(at + 5 + key_size);
    }
    return true;
  }

  void check_free_space(std::uint32_t number, std::string_view block, const BlockHeader& header,
                        std::size_t used, std::size_t lowest) {
    if (header.total_free + header.directory_end + used != block.size()) {
      report(number, "the free space is wrong");
    }
    if (header.max_free > lowest - header.directory_end) report(number, "the gap is wrong");
  }

  void check_overlap(std::uint32_t number, std::vector<Item> items) {
    std::ranges::sort(items, {}, &Item::offset);
    for (std::size_t i = 1; i < items.size(); ++i) {
      if (items[i - 1].offset + items[i - 1].size > items[i].offset) {
        report(number, "items overlap");
      }
    }
  }

  void check_block(std::uint32_t number, unsigned level, std::uint32_t revision) {
    if (number >= is_used_.size() || is_used_[number]) {
      report(number, "does not exist or is used twice");
      return;
    }
    is_used_[number] = true;
    std::string buffer;
    std::string_view block;
    try {
      block = table_.block(number, level, buffer);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kCorrupt) throw;
      report(number, "the header is damaged");
      return;
    }
    const std::uint32_t own_revision = BlockHeader::read(block.data()).revision;
    if (own_revision > revision) report(number, "is newer than its parent");
    std::vector<Item> items;
    if (!read_items(number, level, block, items)) return;
    if (level == 0) {
      check_leaf(number, items);
    } else {
      check_branch(number, level, own_revision, items);
    }
  }

  void check_branch(std::uint32_t number, unsigned level, std::uint32_t revision,
                    const std::vector<Item>& items) {
    if (!items[0].key.empty()) report(number, "the first item has a key");
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) {
        if (i > 1 && !is_below(items[i - 1].key, items[i - 1].part, items[i].key, items[i].part)) {
          report(number, "dividers are not ascending");
        }
        if (!is_below(last_key_, last_part_, items[i].key, items[i].part)) {
          report(number, "a divider is not above what is left of it");
        }
        lower_bound_ = items[i].key;
        lower_bound_part_ = items[i].part;
      }
      check_block(items[i].child, level - 1, revision);
    }
  }

  void check_leaf(std::uint32_t number, const std::vector<Item>& items) {
    if (root_.is_sequential && has_leaf_ && number <= last_leaf_) {
      report(number, "is a leaf out of sequence");
    }
    const bool is_leftmost = !has_leaf_;
    has_leaf_ = true;
    last_leaf_ = number;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Item& item = items[i];
      if (is_leftmost && i == 0) {
        if (!item.key.empty()) report(number, "the null item is missing");
        continue;
      }
      if (!is_below(last_key_, last_part_, item.key, item.part)) {
        report(number, "keys are not ascending");
      }
      if (is_below(item.key, item.part, lower_bound_, lower_bound_part_)) {
        report(number, "a key is below its divider");
      }
      check_parts(number, item);
      last_key_ = item.key;
      last_part_ = item.part;
    }
  }

  // The parts of a tag follow each other without gaps, and all are compressed or none is.
  void check_parts(std::uint32_t number, const Item& item) {
    const bool is_first = (item.flags & kFirstPart) != 0;
    const bool continues = is_open_ && item.key == last_key_ && item.part == last_part_ + 1;
    if (is_first == is_open_ || (is_open_ && !continues)) report(number, "a part is missing");
    const bool is_compressed = (item.flags & kCompressed) != 0;
    if (!is_first && is_compressed != is_compressed_) report(number, "a part is unlike the first");
    is_compressed_ = is_compressed;
    is_open_ = (item.flags & kLastPart) == 0;
    entries_ += is_first ? 1 : 0;
  }

  const TableFile table_;
  const TableRoot root_;
  const std::uint32_t revision_;
  std::vector<bool> is_used_;
  std::vector<std::string> problems_;

  // The state of the walk over the leaves, from the lowest key to the highest.
  std::string lower_bound_;
  unsigned lower_bound_part_ = 0;
  bool has_leaf_ = false;
  std::uint32_t last_leaf_ = 0;
  std::string last_key_;
  unsigned last_part_ = 0;
  bool is_open_ = false;  // the last item was not the last part
  bool is_compressed_ = false;
  std::uint64_t entries_ = 0;
};

}  // namespace

std::vector<std::string> check_table(const std::filesystem::path& file, const TableRoot& root,
                                     std::uint32_t revision) {
  if (root.is_fake) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    if (missing || size == 0) return {};
    return {file.filename().string() + ": has content, but no root"};
  }
  try {
    return TableChecker(file, root, revision).run();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt) throw;
    return {error.what()};
  }
}

}  // namespace gisa::glass

#include "indexer/glass/table_writer.h"

#include "gisa/error.h"

namespace gisa::glass {
namespace {

constexpr std::size_t kLeavesPerWrite = 1 << 20;  // bytes

}  // namespace

TableWriter::TableWriter(const std::filesystem::path& file, std::size_t block_size)
    : block_size_(block_size), file_(file), packer_(block_size, true) {}

void TableWriter::add(std::string_view key, std::string_view head, std::string_view tail,
                      bool compressed) {
  packer_.add(key, head, tail, compressed);
  if (packer_.bytes() >= kLeavesPerWrite) flush_leaves();
}

void TableWriter::append(const LeafRun& run) {
  flush_leaves();
  append_leaves(run);
}

void TableWriter::flush_leaves() {
  if (!packer_.is_empty()) append_leaves(packer_.take());
}

void TableWriter::append_leaves(const LeafRun& run) {
  if (run.blocks.empty()) return;
  if (run.starts_table != (blocks_ == 0) || run.first_key <= last_key_) {
    throw Error(ErrorCode::kInternal, "leaves of a table are not ascending");
  }
  file_.write(run.blocks);
  const std::size_t leaves = run.blocks.size() / block_size_;
  const std::uint32_t first = next_block(leaves);
  for (std::size_t i = 0; i < leaves; ++i) {
    Divider divider;
    if (i > 0) {
      divider = run.divider(i);
    } else if (first > 0) {
      divider = make_divider(last_key_, run.first_key, 1);
    }
    add_child(0, divider, first + static_cast<std::uint32_t>(i));
  }
  last_key_ = run.last_key;
  entries_ += run.entries;
}

// Enters a block of the level below; blocks come in the order of their keys.
void TableWriter::add_child(std::size_t level, Divider divider, std::uint32_t child) {
  if (level == branches_.size()) branches_.emplace_back();
  const std::size_t full_size = 7 + divider.key.size();
  if (branches_[level].directory_end != 0 &&
      branches_[level].lowest - branches_[level].directory_end < full_size + kDirectoryEntry) {
    const std::uint32_t number = write_branch(level);
    const std::string first_key = branches_[level].first_key;
    add_child(level + 1, {first_key, branches_[level].first_part}, number);
  }
  Branch& branch = branches_[level];  // may have moved
  const bool is_first = branch.directory_end == 0;
  if (is_first) {
    start_branch(branch, divider);
    branch.first_child = child;
    divider = {};
  }
  branch.lowest -= 7 + divider.key.size();
  char* out = branch.block.data() + branch.lowest;
  store32(out, child);
  out[4] = static_cast<char>(divider.key.size());
  divider.key.copy(out + 5, divider.key.size());
  store16(out + 5 + divider.key.size(), divider.part);
  store16(branch.block.data() + branch.directory_end, static_cast<unsigned>(branch.lowest));
  branch.directory_end += kDirectoryEntry;
}

void TableWriter::start_branch(Branch& branch, Divider divider) {
  branch.block.assign(block_size_, '\0');
  branch.directory_end = kDirectoryStart;
  branch.lowest = block_size_;
  branch.first_key = divider.key;
  branch.first_part = divider.part;
}

std::uint32_t TableWriter::write_branch(std::size_t level) {
  Branch& branch = branches_[level];
  write_block_header(branch.block.data(), static_cast<unsigned>(level + 1), branch.directory_end,
                     branch.lowest);
  file_.write(branch.block);
  branch.directory_end = 0;
  return next_block(1);
}

std::uint32_t TableWriter::next_block(std::size_t count) {
  const std::uint64_t first = blocks_;
  blocks_ += count;
  if (blocks_ > 0xFFFFFFFF) throw Error(ErrorCode::kInvalidArgument, "a table has too many blocks");
  return static_cast<std::uint32_t>(first);
}

TableRoot TableWriter::finish() {
  flush_leaves();
  TableRoot root{.block_size = static_cast<std::uint32_t>(block_size_)};
  if (blocks_ != 0) {
    std::uint32_t top = branches_[0].first_child;
    std::size_t level = 0;  // of the block `top`
    // A branch with one child and nothing above it would add nothing.
    for (; level < branches_.size(); ++level) {
      const bool is_highest = level + 1 == branches_.size();
      if (is_highest && branches_[level].items() == 1) {
        top = branches_[level].first_child;
        break;
      }
      const std::string first_key = branches_[level].first_key;
      top = write_branch(level);
      if (!is_highest) add_child(level + 1, {first_key, branches_[level].first_part}, top);
    }
    root.root = top;
    root.level = static_cast<unsigned>(level);
    root.is_fake = false;
    root.is_sequential = true;
    root.entries = entries_;
    root.blocks = static_cast<std::uint32_t>(blocks_);
  }
  checksum_ = file_.close();
  return root;
}

}  // namespace gisa::glass

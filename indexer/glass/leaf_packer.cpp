#include "indexer/glass/leaf_packer.h"

#include <utility>

#include "common/glass/keys.h"
#include "gisa/error.h"

namespace gisa::glass {
namespace {

// A shorter piece of a tag is not worth an item of its own at the end of a block.
constexpr std::size_t kShortestPiece = 34;

constexpr std::size_t item_header(std::size_t key_size, unsigned part) {
  return (part == 1 ? 3 : 5) + key_size;
}

}  // namespace

LeafPacker::LeafPacker(std::size_t block_size, bool starts_table)
    : block_size_(block_size),
      largest_item_(largest_item(block_size)),
      starts_table_(starts_table) {}

void LeafPacker::check_order(std::string_view key) const {
  if (key.empty() || key.size() > kLongestKey) {
    throw Error(ErrorCode::kInvalidArgument,
                "a key of " + std::to_string(key.size()) + " bytes cannot be stored");
  }
  if (key > last_key_) return;
  throw Error(ErrorCode::kInternal,
              "keys of a table are not ascending: " + std::string(key) + " after " + last_key_);
}

void LeafPacker::add(std::string_view key, std::string_view head, std::string_view tail,
                     bool compressed) {
  check_order(key);
  ++run_.entries;
  if (run_.entries == 1) run_.first_key = key;
  const std::size_t size = item_header(key.size(), 1) + head.size() + tail.size();
  if (size <= largest_item_ && !should_split(size, key)) {
    char* out = reserve_item(size, key, 1);
    const unsigned flags = kFirstPart | kLastPart | (compressed ? kCompressed : 0);
    store16(out, flags | static_cast<unsigned>(size - kItemSizeBias));
    out[2] = static_cast<char>(key.size());
    key.copy(out + 3, key.size());
    out += 3 + key.size();
    head.copy(out, head.size());
    tail.copy(out + head.size(), tail.size());
  } else {
    if (!tail.empty()) head = whole_tag_.assign(head).append(tail);
    add_parts(key, head, compressed);
  }
  last_key_.assign(key);
}

// True if an item would not fit into the block, but a good part of it does: blocks are then filled
// to the end. Chunks of posting lists are a quarter of a block, articles an eighth, so that
// otherwise every block would be a tenth empty.
bool LeafPacker::should_split(std::size_t size, std::string_view key) const {
  return directory_end_ != 0 && room() < size + kDirectoryEntry &&
         room() >= item_header(key.size(), 1) + kDirectoryEntry + kShortestPiece;
}

void LeafPacker::add_parts(std::string_view key, std::string_view tag, bool compressed) {
  const std::size_t size = tag.size();
  for (unsigned part = 1; !tag.empty(); ++part) {
    if (part > kMostParts) {
      throw Error(ErrorCode::kInvalidArgument,
                  "a document's data is too long (" + std::to_string(size) + " bytes)",
                  "the limit is about 100 MiB");
    }
    const std::size_t header = item_header(key.size(), part);
    std::size_t piece = std::min(tag.size(), largest_item_ - header);
    const std::size_t taken = header + kDirectoryEntry;
    if (directory_end_ != 0 && room() >= taken + kShortestPiece) {
      piece = std::min(piece, room() - taken);  // fill the block
    }
    char* out = reserve_item(header + piece, key, part);
    unsigned flags = static_cast<unsigned>(header + piece - kItemSizeBias);
    if (part == 1) flags |= kFirstPart;
    if (piece == tag.size()) flags |= kLastPart;
    if (compressed) flags |= kCompressed;
    store16(out, flags);
    out[2] = static_cast<char>(key.size());
    key.copy(out + 3, key.size());
    if (part > 1) store16(out + 3 + key.size(), part);
    tag.copy(out + header, piece);
    tag.remove_prefix(piece);
  }
}

// Makes room for an item and enters it in the directory.
char* LeafPacker::reserve_item(std::size_t size, std::string_view key, unsigned part) {
  if (directory_end_ == 0 || room() < size + kDirectoryEntry) {
    if (directory_end_ != 0) close_block();
    open_block(key, part);
  }
  lowest_ -= size;
  store16(block() + directory_end_, static_cast<unsigned>(lowest_));
  directory_end_ += kDirectoryEntry;
  return block() + lowest_;
}

void LeafPacker::open_block(std::string_view key, unsigned part) {
  block_begin_ = run_.blocks.size();
  run_.blocks.resize(block_begin_ + block_size_);
  directory_end_ = kDirectoryStart;
  lowest_ = block_size_;
  if (starts_table_) {
    // The null item, so that the lowest leaf never becomes empty.
    starts_table_ = false;
    run_.starts_table = true;
    char* out = reserve_item(3, {}, 1);
    store16(out, kFirstPart | kLastPart);
  } else if (block_begin_ != 0) {
    const Divider divider = make_divider(part == 1 ? std::string_view(last_key_) : key, key, part);
    run_.marks.push_back({run_.mark_keys.size(), divider.key.size(), part});
    run_.mark_keys.append(divider.key);
  }
}

void LeafPacker::close_block() {
  write_block_header(block(), 0, directory_end_, lowest_);
  directory_end_ = 0;
}

LeafRun LeafPacker::take() {
  if (directory_end_ != 0) close_block();
  run_.last_key = last_key_;
  return std::exchange(run_, LeafRun{});
}

}  // namespace gisa::glass

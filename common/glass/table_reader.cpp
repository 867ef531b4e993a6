#include "common/glass/table_reader.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "common/glass/key_order.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa::glass {
namespace {

// The pages that bytes lie in: what the system can be advised of.
struct Pages {
  Pages(const char* bytes, std::size_t count) {
    static const std::uintptr_t page_size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const std::uintptr_t in_page = reinterpret_cast<std::uintptr_t>(bytes) % page_size;
    begin = const_cast<char*>(bytes) - in_page;
    size = count + in_page;
  }

  char* begin;
  std::size_t size;
};

}  // namespace

TableFile::TableFile(const std::filesystem::path& file, const TableRoot& root, Access access,
                     const FileChecksum* checksum)
    : path_(file), root_(root) {
  if (root_.is_fake) return;
  fd_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd_ < 0) {
    if (errno == ENOENT) fail_corrupt(tr("the file is missing"));
    throw io_error("cannot open {}: {}", file, errno);
  }
  struct stat status {};
  const auto expected = static_cast<std::uint64_t>(root_.blocks) * root_.block_size;
  if (::fstat(fd_, &status) != 0 || static_cast<std::uint64_t>(status.st_size) < expected) {
    ::close(fd_);
    fail_corrupt(tr("the file is too short"));
  }
  if (checksum != nullptr && root_.block_size == kCheckedBlock) {
    checksums_ = checksum->blocks;
    if (checksums_.size() < root_.blocks) {
      ::close(fd_);
      fail_corrupt(tr("the file is longer than its checksums"));
    }
  }
  if (access == Access::kRead || expected == 0) return;
  void* const map = ::mmap(nullptr, expected, PROT_READ, MAP_SHARED, fd_, 0);
  if (map == MAP_FAILED) return;  // it can be read all the same
  map_ = static_cast<const char*>(map);
  is_known_ = std::make_unique<std::atomic<bool>[]>(root_.blocks);
  ::close(fd_);
  fd_ = -1;
}

TableFile::~TableFile() {
  if (fd_ >= 0) ::close(fd_);
  if (map_ == nullptr) return;
  ::munmap(const_cast<char*>(map_), static_cast<std::size_t>(root_.blocks) * root_.block_size);
}

void TableFile::fail_corrupt(const std::string& reason) const {
  throw damage_error(path_.string() + ": " + reason);
}

void TableFile::read(std::uint32_t number, std::string& buffer) const {
  buffer.resize(root_.block_size);
  std::size_t have = 0;
  const auto offset = static_cast<off_t>(number) * static_cast<off_t>(root_.block_size);
  while (have < buffer.size()) {
    const ssize_t count =
        ::pread(fd_, buffer.data() + have, buffer.size() - have, offset + static_cast<off_t>(have));
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) fail_corrupt(tr("the file is too short"));
    if (count < 0) throw io_error("cannot read {}: {}", path_, errno);
    have += static_cast<std::size_t>(count);
  }
}

std::string_view TableFile::block(std::uint32_t number, unsigned level, std::string& buffer) const {
  if (number >= root_.blocks) fail_corrupt(tr_format("block {} does not exist", number));
  if (map_ == nullptr) read(number, buffer);
  const char* const bytes =
      map_ == nullptr ? buffer.data() : map_ + std::size_t{number} * root_.block_size;
  if (map_ == nullptr || !is_known_[number].load(std::memory_order_relaxed)) verify(number, bytes);
  const BlockHeader header = BlockHeader::read(bytes);
  if (header.level != level || header.directory_end <= kDirectoryStart ||
      header.directory_end > root_.block_size || header.directory_end % 2 == 0) {
    fail_corrupt(tr_format("block {} is damaged", number));
  }
  return {bytes, root_.block_size};
}

// Of threads that look at a block for the first time together each verifies it.
void TableFile::verify(std::uint32_t number, const char* bytes) const {
  if (map_ != nullptr) populate(bytes);
  if (!checksums_.empty() && block_checksum({bytes, kCheckedBlock}) != checksums_[number]) {
    fail_corrupt(tr_format("block {} has a wrong checksum", number));
  }
  if (map_ != nullptr) is_known_[number].store(true, std::memory_order_relaxed);
}

void TableFile::prefetch(std::uint32_t number) const {
  if (map_ == nullptr || number >= root_.blocks) return;
  const char* const bytes = map_ + std::size_t{number} * root_.block_size;
  __builtin_prefetch(bytes);
  if (is_known_[number].load(std::memory_order_relaxed)) return;
  const Pages pages(bytes, root_.block_size);
  (void)::madvise(pages.begin, pages.size, MADV_WILLNEED);  // only a wish
}

// What a disk does not give, or was cut off, would be a SIGBUS: asked for beforehand it is an
// error. Systems that cannot be asked (Linux before 5.14) know no such advice.
void TableFile::populate([[maybe_unused]] const char* bytes) const {
#ifdef MADV_POPULATE_READ
  const Pages pages(bytes, root_.block_size);
  if (::madvise(pages.begin, pages.size, MADV_POPULATE_READ) == 0) return;
  if (errno != EFAULT) return;
  std::error_code error;
  const auto size = std::filesystem::file_size(path_, error);
  const auto expected = static_cast<std::uint64_t>(root_.blocks) * root_.block_size;
  if (!error && size < expected) fail_corrupt(tr("the file was cut"));
  throw io_error("cannot read {}: {}", path_, EIO);
#endif
}

std::vector<std::string> TableFile::dividing_keys(std::size_t parts) const {
  std::vector<std::string> keys;
  if (root_.is_fake || root_.level == 0) return keys;
  // The highest level with enough items, or level 1.
  std::vector<std::uint32_t> blocks = {root_.root};
  std::string buffer;
  for (unsigned level = root_.level; level > 0; --level) {
    std::vector<std::uint32_t> children;
    keys.clear();
    for (const std::uint32_t number : blocks) {
      const std::string_view block = this->block(number, level, buffer);
      const std::size_t items = BlockHeader::read(block.data()).items();
      for (std::size_t i = 0; i < items; ++i) {
        const unsigned offset = load16(block.data() + kDirectoryStart + kDirectoryEntry * i);
        if (offset + 7 > block.size()) fail_corrupt(tr("damaged branch"));
        const auto size = static_cast<unsigned char>(block[offset + 4]);
        if (offset + 7 + size > block.size()) fail_corrupt(tr("damaged branch"));
        children.push_back(load32(block.data() + offset));
        if (size != 0) keys.emplace_back(block.substr(offset + 5, size));
      }
    }
    blocks = std::move(children);
    if (keys.size() >= 4 * parts) break;
  }
  std::vector<std::string> chosen;
  const std::size_t count = std::min(parts, keys.size());
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(keys[i * keys.size() / count]);
  return chosen;
}

std::string_view TableCursor::item_bytes(const Level& level, std::size_t index,
                                         std::size_t least) const {
  const std::size_t offset = load16(level.block.data() + kDirectoryStart + kDirectoryEntry * index);
  if (offset + least > level.block.size())
    table_->fail_corrupt(tr("an item lies outside its block"));
  return level.block.substr(offset);
}

std::uint32_t TableCursor::branch_child(const Level& level, std::size_t index,
                                        Divider& divider) const {
  const std::string_view bytes = item_bytes(level, index, 7);
  const std::size_t key_size = static_cast<unsigned char>(bytes[4]);
  if (bytes.size() < 7 + key_size) table_->fail_corrupt(tr("an item lies outside its block"));
  divider = {bytes.substr(5, key_size), load16(bytes.data() + 5 + key_size)};
  return load32(bytes.data());
}

// The last child that may hold part 1 of `key`: the last whose divider is not above (key, 1).
std::size_t TableCursor::find_child(const Level& level, std::string_view key) const {
  const KeyOrder sought(key);
  const char* const end = level.block.data() + level.block.size();
  std::size_t low = 0;
  std::size_t high = level.items;
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    Divider divider;
    branch_child(level, middle, divider);
    const auto readable = static_cast<std::size_t>(end - divider.key.data());
    const auto order = sought.compare(divider.key, readable);
    const bool above = order < 0 || (order == 0 && divider.part > 1);
    (above ? high : low) = middle;
  }
  return low;
}

// The first item of a leaf that is not below `key`; if there is none, the last one.
std::size_t TableCursor::find_item(const Level& level, std::string_view key) const {
  const KeyOrder sought(key);
  std::size_t low = 0;
  std::size_t high = level.items - 1;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::string_view bytes = item_bytes(level, middle, 3);
    const std::size_t size = static_cast<unsigned char>(bytes[2]);
    if (bytes.size() < 3 + size) table_->fail_corrupt(tr("an item lies outside its block"));
    if (sought.is_above(bytes.substr(3, size), bytes.size() - 3))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

TableCursor::Level& TableCursor::enter(unsigned level, std::uint32_t block) {
  Level& at = levels_[level];
  // Who looks up one key after the other passes the root each time.
  if (at.block.empty() || at.number != block) {
    at.block = {};  // in case there is an error
    at.block = table_->block(block, level, at.buffer);
    at.number = block;
    at.items = BlockHeader::read(at.block.data()).items();
  }
  at.current = 0;
  return at;
}

// Opens the path from `block` down to above a leaf: towards `key`, or leftmost if null.
std::uint32_t TableCursor::find_leaf(unsigned level, std::uint32_t block,
                                     const std::string_view* key) {
  for (; level > 0; --level) {
    Level& at = enter(level, block);
    if (key != nullptr) at.current = find_child(at, *key);
    Divider divider;
    block = branch_child(at, at.current, divider);
  }
  return block;
}

// The same, and the leaf.
bool TableCursor::descend(unsigned level, std::uint32_t block, const std::string_view* key) {
  Level& leaf = enter(0, find_leaf(level, block, key));
  if (key != nullptr) leaf.current = find_item(leaf, *key);
  is_open_ = true;
  read_leaf_item();
  return true;
}

std::uint32_t TableCursor::prefetch_leaf(std::string_view key) {
  is_open_ = false;
  if (table_->is_empty()) return 0;
  const std::uint32_t leaf = find_leaf(table_->root().level, table_->root().root, &key);
  table_->prefetch(leaf);
  return leaf;
}

std::optional<std::string_view> TableCursor::find_in_leaf(std::uint32_t leaf,
                                                          std::string_view key) {
  const auto beginning = find_beginning_in_leaf(leaf, key);
  return beginning && (item_.flags & kLastPart) != 0 ? beginning : std::nullopt;
}

std::optional<std::string_view> TableCursor::find_beginning_in_leaf(std::uint32_t leaf,
                                                                    std::string_view key) {
  is_open_ = false;
  if (table_->is_empty() || !table_->is_mapped()) return std::nullopt;
  Level& level = enter(0, leaf);
  level.current = find_item(level, key);
  read_leaf_item();
  if (item_.key != key || (item_.flags & kFirstPart) == 0 || is_compressed()) return std::nullopt;
  return item_.tag;
}

void TableCursor::read_leaf_item() {
  const std::string_view bytes = item_bytes(levels_[0], levels_[0].current, 3);
  const unsigned code = load16(bytes.data());
  const std::size_t size = (code & kItemSizeMask) + kItemSizeBias;
  const std::size_t key_size = static_cast<unsigned char>(bytes[2]);
  const bool is_first = (code & kFirstPart) != 0;
  const std::size_t header = 3 + key_size + (is_first ? 0 : 2);
  if (size > bytes.size() || header > size)
    table_->fail_corrupt(tr("an item lies outside its block"));
  item_.flags = code & ~kItemSizeMask;
  item_.key = bytes.substr(3, key_size);
  item_.part = is_first ? 1 : load16(bytes.data() + 3 + key_size);
  item_.tag = bytes.substr(header, size - header);
}

// Moves to the next item of any kind.
bool TableCursor::step() {
  const unsigned top = table_->root().level;
  unsigned level = 0;
  while (++levels_[level].current == levels_[level].items) {
    if (level++ == top) return false;
  }
  if (level == 0) {
    read_leaf_item();
    return true;
  }
  Divider divider;
  const std::uint32_t child = branch_child(levels_[level], levels_[level].current, divider);
  return descend(level - 1, child, nullptr);
}

// Moves on to the first part of an entry, if not already there.
bool TableCursor::find_first_part() {
  while ((item_.flags & kFirstPart) == 0 || item_.key.empty()) {
    if (!step()) return is_open_ = false;
  }
  key_.assign(item_.key);
  tag_is_read_ = false;
  return true;
}

bool TableCursor::seek(std::string_view key) {
  is_open_ = false;
  if (table_->is_empty()) return false;
  descend(table_->root().level, table_->root().root, &key);
  while (item_.key < key) {
    if (!step()) return is_open_ = false;
  }
  return find_first_part();
}

bool TableCursor::next() {
  if (table_->is_empty()) return false;
  if (!is_open_) {
    descend(table_->root().level, table_->root().root, nullptr);
    return find_first_part();
  }
  if (!step()) return is_open_ = false;
  return find_first_part();
}

std::string_view TableCursor::tag() {
  if (tag_is_read_) return tag_view_;
  tag_view_ = item_.tag;
  if ((item_.flags & kLastPart) == 0) {
    tag_.assign(item_.tag);
    for (unsigned part = 2; (item_.flags & kLastPart) == 0; ++part) {
      if (!step() || item_.key != key_ || item_.part != part) {
        table_->fail_corrupt(tr_format("part {} of an entry is missing", part));
      }
      tag_.append(item_.tag);
    }
    tag_view_ = tag_;
  }
  tag_is_read_ = true;
  return tag_view_;
}

}  // namespace gisa::glass

#include "indexer/glass/salvage.h"

#include <map>

#include "common/glass/block.h"
#include "common/system/files.h"
#include "gisa/error.h"

namespace gisa::glass {
namespace {

constexpr std::size_t kBlock = kDefaultBlockSize;
static_assert(kBlock == kCheckedBlock);

// The parts of an entry, until all are there.
struct Parts {
  std::map<unsigned, std::string> parts;  // by number, from 1
  unsigned last = 0;                      // 0: not seen yet
  bool is_compressed = false;

  bool is_whole() const { return last != 0 && parts.size() == last; }
};

class Salvager {
 public:
  explicit Salvager(const SalvagedEntry& use) : use_(use) {}

  void read(std::string_view block) {
    const BlockHeader header = BlockHeader::read(block.data());
    if (header.level != 0 || header.directory_end <= kDirectoryStart ||
        header.directory_end > block.size() || header.directory_end % 2 == 0) {
      return;
    }
    for (std::size_t i = 0; i < header.items(); ++i) {
      const std::size_t offset = load16(block.data() + kDirectoryStart + kDirectoryEntry * i);
      if (offset < block.size()) read_item(block.substr(offset));
    }
  }

 private:
  void read_item(std::string_view bytes) {
    if (bytes.size() < 5) return;
    const unsigned code = load16(bytes.data());
    const std::size_t size = (code & kItemSizeMask) + kItemSizeBias;
    const std::size_t key_size = static_cast<unsigned char>(bytes[2]);
    const bool is_first = (code & kFirstPart) != 0;
    const std::size_t header = 3 + key_size + (is_first ? 0 : 2);
    if (size > bytes.size() || header > size || key_size == 0) return;
    const std::string_view key = bytes.substr(3, key_size);
    const std::string_view tag = bytes.substr(header, size - header);
    const bool is_last = (code & kLastPart) != 0;
    if (is_first && is_last) return use_(key, tag, (code & kCompressed) != 0);
    add_part(key, is_first ? 1 : load16(bytes.data() + 3 + key_size), is_last, tag,
             (code & kCompressed) != 0);
  }

  void add_part(std::string_view key, unsigned number, bool is_last, std::string_view tag,
                bool is_compressed) {
    const auto entry = entries_.try_emplace(std::string(key)).first;
    Parts& parts = entry->second;
    parts.parts[number] = tag;
    parts.is_compressed = is_compressed;
    if (is_last) parts.last = number;
    if (!parts.is_whole()) return;
    std::string whole;
    for (const auto& [part, text] : parts.parts) whole += text;
    use_(key, whole, parts.is_compressed);
    entries_.erase(entry);
  }

  const SalvagedEntry& use_;
  std::map<std::string, Parts> entries_;  // some of whose parts are missing
};

}  // namespace

void salvage_table(const std::filesystem::path& file, const FileChecksum* checksum,
                   const SalvagedEntry& use) {
  Salvager salvager(use);
  std::string pending;
  std::size_t number = 0;
  try {
    read_file_in_pieces(file, [&](std::string_view piece) {
      pending += piece;
      std::size_t begin = 0;
      for (; pending.size() - begin >= kBlock; begin += kBlock, ++number) {
        const std::string_view block = std::string_view(pending).substr(begin, kBlock);
        const bool is_good =
            checksum == nullptr ||
            (number < checksum->blocks.size() && checksum->blocks[number] == block_checksum(block));
        if (is_good) salvager.read(block);
      }
      pending.erase(0, begin);
    });
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kNotFound) throw;
  }
}

}  // namespace gisa::glass

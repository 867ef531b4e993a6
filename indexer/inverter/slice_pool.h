/// Memory for very many byte streams that grow a little at a time: the posting list of every term.
///
/// A stream is a chain of slices, each larger than the one before (16, 32 ... 2,048 bytes), so that
/// a rare term takes little and a frequent one has few links. The last 4 bytes of a slice name the
/// next one.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/large_memory.h"

namespace gisa {

/// Threads: one writer; any number of readers when nobody writes.
class SlicePool {
 public:
  /// A stream. Begins empty, takes no memory until the first byte.
  struct Stream {
    std::uint32_t first = 0;  ///< slice
    std::uint32_t tail = 0;   ///< slice
    std::uint16_t used = 0;   ///< bytes in the tail
    std::uint8_t size_class = 0;
    bool is_empty() const { return used == 0; }
  };

  void append(Stream& stream, const char* bytes, std::size_t count) {
    if (stream.is_empty()) start(stream);
    while (count > 0) {
      std::size_t room = payload(stream.size_class) - stream.used;
      if (room == 0) {
        extend(stream);
        room = payload(stream.size_class);
      }
      const std::size_t piece = count < room ? count : room;
      char* const out = address(stream.tail) + stream.used;
      std::memcpy(out, bytes, piece);
      stream.used = static_cast<std::uint16_t>(stream.used + piece);
      bytes += piece;
      count -= piece;
    }
  }

  /// Appends the whole stream to `out`.
  void read(const Stream& stream, std::string& out) const;

  /// Asks the processor for the place where reading begins.
  void prefetch_first(const Stream& stream) const {
    if (!stream.is_empty()) __builtin_prefetch(address(stream.first));
  }

  std::uint64_t memory_bytes() const { return blocks_.size() * kBlockBytes; }

  void clear();

 private:
  // Slices are named by their offset in units, counted over all blocks.
  static constexpr std::size_t kUnit = 16;
  static constexpr std::size_t kBlockUnits = kHugePage / kUnit;
  static constexpr std::size_t kBlockBytes = kUnit * kBlockUnits;
  static constexpr std::size_t kLink = sizeof(std::uint32_t);
  static constexpr std::uint8_t kUnitsOfClass[] = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128};
  static constexpr std::uint8_t kLastClass = sizeof kUnitsOfClass - 1;

  static constexpr std::size_t payload(unsigned size_class) {
    return kUnit * kUnitsOfClass[size_class] - kLink;
  }
  char* address(std::uint32_t slice) const {
    return blocks_[slice / kBlockUnits].get() + slice % kBlockUnits * kUnit;
  }
  void start(Stream& stream);
  void extend(Stream& stream);
  std::uint32_t allocate(unsigned size_class);

  struct ReleaseBlock {
    void operator()(char* block) const { release_large(block, kBlockBytes); }
  };
  std::vector<std::unique_ptr<char[], ReleaseBlock>> blocks_;
  std::size_t units_used_ = kBlockUnits;  // in the last block
};

}  // namespace gisa

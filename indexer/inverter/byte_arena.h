/// Keeps byte strings at fixed addresses until all are dropped at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "common/system/large_memory.h"

namespace gisa {

/// Threads: one thread at a time.
class ByteArena {
 public:
  /// Copies the bytes; the address stays valid until clear().
  const char* store(std::string_view bytes) {
    char* const place = reserve(bytes.size());
    if (!bytes.empty()) std::memcpy(place, bytes.data(), bytes.size());
    return place;
  }

  /// Room to be filled. Begins at a cache line if all that was asked for before had whole lines.
  char* reserve(std::size_t size) {
    if (size > left_) add_block(size);
    char* const place = next_;
    next_ += size;
    left_ -= size;
    return place;
  }

  std::uint64_t memory_bytes() const { return memory_bytes_; }

  void clear() {
    blocks_.clear();
    next_ = nullptr;
    left_ = 0;
    memory_bytes_ = 0;
  }

 private:
  static constexpr std::size_t kFirstBlock = 64 << 10;

  struct Release {
    std::size_t size = 0;
    void operator()(char* block) const { release_large(block, size); }
  };

  void add_block(std::size_t least) {
    // Small at first, so that what holds little takes little.
    const std::size_t usual = std::clamp<std::size_t>(memory_bytes_, kFirstBlock, kHugePage);
    const std::size_t size = least <= usual ? usual : (least / kHugePage + 1) * kHugePage;
    blocks_.emplace_back(static_cast<char*>(allocate_large(size)), Release{size});
    memory_bytes_ += size;
    next_ = blocks_.back().get();
    left_ = size;
  }

  std::vector<std::unique_ptr<char[], Release>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::uint64_t memory_bytes_ = 0;
};

}  // namespace gisa

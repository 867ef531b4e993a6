/// A vector that grows by whole blocks, so that it never has to move, nor to be half empty.
#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "common/system/large_memory.h"

namespace gisa {

/// `T` is trivially destructible. Threads: one writer; any number of readers when nobody writes.
template <typename T>
class LargeVector {
 public:
  void emplace_back() {
    if (size_ == blocks_.size() * kBlock) {
      blocks_.emplace_back(static_cast<T*>(allocate_large(kBlock * sizeof(T))));
    }
    new (&blocks_.back()[size_ % kBlock]) T();
    ++size_;
  }

  T& operator[](std::size_t i) { return blocks_[i / kBlock][i % kBlock]; }
  const T& operator[](std::size_t i) const { return blocks_[i / kBlock][i % kBlock]; }
  std::size_t size() const { return size_; }
  std::uint64_t memory_bytes() const { return blocks_.size() * kBlock * sizeof(T); }

 private:
  static constexpr std::size_t kBlock = kHugePage / sizeof(T);
  struct Release {
    void operator()(T* block) const { release_large(block, kBlock * sizeof(T)); }
  };
  std::vector<std::unique_ptr<T[], Release>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace gisa

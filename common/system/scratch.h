/// Memory for working in, kept from one piece of work to the next and never filled beforehand, as a
/// std::string would be.
#pragma once

#include <cstddef>
#include <memory>

namespace gisa {

/// Threads: one thread at a time.
class Scratch {
 public:
  /// Room for so many bytes; what was there is lost.
  void reserve(std::size_t bytes) {
    if (bytes <= capacity_) return;
    capacity_ = 0;
    bytes_ = std::make_unique_for_overwrite<char[]>(bytes + bytes / 2);
    capacity_ = bytes + bytes / 2;
  }
  char* data() { return bytes_.get(); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
};

}  // namespace gisa

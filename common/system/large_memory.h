/// Memory for tables that are read at random: huge pages, where the system gives them.
///
/// Every look-up in a table of some megabytes would otherwise miss the processor's cache of pages
/// (TLB) as well, which costs more than the memory access itself.
///
///     std::vector<Slot, LargeAllocator<Slot>> table(1 << 20);
///
/// Threads: as operator new.
#pragma once

#include <cstddef>
#include <new>

namespace gisa {

inline constexpr std::size_t kHugePage = 2 << 20;  ///< bytes

/// At least at the beginning of a cache line. Throws std::bad_alloc. Large sizes are rounded up to
/// whole huge pages.
void* allocate_large(std::size_t bytes);
void release_large(void* memory, std::size_t bytes) noexcept;

/// For std::vector.
template <typename T>
struct LargeAllocator {
  using value_type = T;
  LargeAllocator() = default;
  template <typename U>
  explicit LargeAllocator(const LargeAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(allocate_large(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept {
    release_large(memory, count * sizeof(T));
  }
  bool operator==(const LargeAllocator&) const = default;
};

}  // namespace gisa

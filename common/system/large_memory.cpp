#include "common/system/large_memory.h"

#include <sys/mman.h>

#include <cstdint>

namespace gisa {
namespace {

constexpr std::align_val_t kLeastAlignment{64};  // a cache line

constexpr std::size_t round_up(std::size_t bytes) {
  return (bytes + kHugePage - 1) / kHugePage * kHugePage;
}

}  // namespace

// Straight from the system: the C library's heap would keep freed blocks, and cut them up.
void* allocate_large(std::size_t bytes) {
  if (bytes < kHugePage) return ::operator new(bytes, kLeastAlignment);
  const std::size_t size = round_up(bytes);
  void* const mapped =
      ::mmap(nullptr, size + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  char* const begin = static_cast<char*>(mapped);
  const std::size_t before =
      round_up(reinterpret_cast<std::uintptr_t>(begin)) - reinterpret_cast<std::uintptr_t>(begin);
  if (before > 0) ::munmap(begin, before);
  ::munmap(begin + before + size, kHugePage - before);
#ifdef MADV_HUGEPAGE
  (void)::madvise(begin + before, size, MADV_HUGEPAGE);  // only a wish
#endif
  return begin + before;
}

void release_large(void* memory, std::size_t bytes) noexcept {
  if (bytes < kHugePage) {
    ::operator delete(memory, kLeastAlignment);
  } else {
    ::munmap(memory, round_up(bytes));
  }
}

}  // namespace gisa

/// Numbers for terms of any bytes, in the order of their coming.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/system/large_memory.h"
#include "indexer/inverter/byte_arena.h"

namespace gisa {

/// The first 8 bytes of a term as a number, first one highest, zeros behind. Of two terms the lower
/// has the lower prefix, or the same.
std::uint64_t term_prefix(std::string_view term);

/// Threads: one thread at a time; any number of readers when nobody adds.
class TermNumbers {
 public:
  /// What tells where a term is looked for.
  struct Key {
    std::uint64_t prefix = 0;
    std::uint32_t rest = 0;  ///< what else there is: the size of a short term, a hash of a long one
  };

  TermNumbers() : slots_(kLeastSlots) {}

  static Key key_of(std::string_view term);

  /// Asks memory for a term that will be looked for some time later.
  void prefetch(const Key& key) const { __builtin_prefetch(&slots_[place_of(key) & mask()]); }

  /// The term's number, from 1; the same for the same bytes.
  std::uint32_t number(std::string_view term) { return number(term, key_of(term)); }
  std::uint32_t number(std::string_view term, const Key& key);

  std::string_view text(std::uint32_t number) const { return terms_[number - 1]; }

  /// The highest number given.
  std::size_t size() const { return terms_.size(); }

  std::uint64_t memory_bytes() const {
    return slots_.capacity() * sizeof(Slot) + terms_.capacity() * sizeof(std::string_view) +
           arena_.memory_bytes();
  }

 private:
  static constexpr std::size_t kLeastSlots = 1 << 10;

  // Nearly all terms have no more bytes than their prefix, so nothing but the slot is looked at.
  struct Slot {
    std::uint64_t prefix = 0;
    std::uint32_t rest = 0;
    std::uint32_t number = 0;  // 0: free
    Key key() const { return {prefix, rest}; }
  };

  static std::size_t place_of(const Key& key);
  std::size_t mask() const { return slots_.size() - 1; }
  void grow();

  std::vector<Slot, LargeAllocator<Slot>> slots_;
  std::vector<std::string_view> terms_;
  ByteArena arena_;
};

}  // namespace gisa

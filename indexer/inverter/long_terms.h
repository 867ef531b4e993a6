/// Numbers for terms that do not fit a key (term_key.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/inverter/byte_arena.h"

namespace gisa {

/// Threads: one thread at a time; any number of readers when nobody adds.
class LongTerms {
 public:
  LongTerms() : table_(kLeastSlots) {}

  /// The term's number, from 1; the same for the same bytes.
  std::uint32_t number(std::string_view term);

  std::string_view text(std::uint32_t number) const {
    const Entry& entry = entries_[number - 1];
    return {entry.bytes, entry.size};
  }

  std::uint64_t memory_bytes() const {
    return table_.capacity() * sizeof(std::uint32_t) + entries_.capacity() * sizeof(Entry) +
           arena_.memory_bytes();
  }

  void clear();

 private:
  static constexpr std::size_t kLeastSlots = 1 << 10;

  struct Entry {
    const char* bytes;
    std::uint32_t size;
    std::uint32_t hash;
  };
  void grow();

  std::vector<std::uint32_t> table_;  // numbers; 0: free
  std::vector<Entry> entries_;
  ByteArena arena_;
};

}  // namespace gisa

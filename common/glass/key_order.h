/// Where one key stands to others, of which most are told apart by their first eight bytes.
///
///     const KeyOrder sought(key);
///     if (sought.is_above(item_key, readable)) ...    // item_key < key
///
/// A search in a block compares some ten keys: so many calls of memcmp() take longer than the
/// comparisons.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/glass/encoding.h"

namespace gisa::glass {

class KeyOrder {
 public:
  /// `key` must outlive it.
  explicit KeyOrder(std::string_view key) : key_(key), first_(first_bytes(key, key.size())) {}

  /// How the key stands to another one, of which `readable` bytes may be read, at least its own.
  std::strong_ordering compare(std::string_view other, std::size_t readable) const {
    const std::uint64_t others = first_bytes(other, readable);
    if (first_ != others) return first_ <=> others;
    if (std::max(key_.size(), other.size()) <= kFirst) return key_.size() <=> other.size();
    return key_.compare(other) <=> 0;
  }

  /// Whether the other one stands before the key.
  bool is_above(std::string_view other, std::size_t readable) const {
    return compare(other, readable) > 0;
  }

 private:
  static constexpr std::size_t kFirst = sizeof(std::uint64_t);

  // The first eight bytes, in their order; zeros behind a shorter key.
  static std::uint64_t first_bytes(std::string_view key, std::size_t readable) {
    if (key.empty()) return 0;
    if (readable >= kFirst) {
      const std::uint64_t bytes = load64(key.data());
      const std::size_t beyond = kFirst - std::min(key.size(), kFirst);
      return bytes >> 8 * beyond << 8 * beyond;
    }
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < kFirst; ++i)
      bytes = bytes << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
    return bytes;
  }

  std::string_view key_;
  std::uint64_t first_;
};

}  // namespace gisa::glass

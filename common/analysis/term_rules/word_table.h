/// A set of short words with a small value each, made once and asked often.
///
///     WordTable<int> table;
///     table.add(u"에서", 1);
///     table.find(u"에서")  // pointer to 1; nullptr for words not in it
///
/// Words of up to kLongest units are packed into two integers, so that a question costs a
/// multiplication and usually one comparison, where std::unordered_map takes some ten times that.
///
/// Threads: const members may be called from any.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gisa {

/// A word of up to eight UTF-16 units as a value; longer words have none.
struct PackedWord {
  static constexpr std::size_t kLongest = 8;

  std::uint64_t low = 0;
  std::uint64_t high = 0;

  constexpr explicit PackedWord(std::u16string_view word) {
    if (std::endian::native == std::endian::little && !std::is_constant_evaluated()) {
      pack(word);
      return;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
      (i < 4 ? low : high) |= std::uint64_t{word[i]} << i % 4 * 16;
    }
  }

  /// The word of `size` units at the beginning of `text`. How long words are nobody could foretell,
  /// so this has no branch for it where the text goes on long enough.
  PackedWord(std::u16string_view text, std::size_t size) {
    if (std::endian::native != std::endian::little || text.size() < kLongest) {
      *this = PackedWord(text.substr(0, size));
      return;
    }
    struct Masks {
      std::uint64_t low, high;
    };
    static constexpr std::array<Masks, kLongest + 1> kMasks = [] {
      std::array<Masks, kLongest + 1> masks{};
      for (std::size_t i = 0; i < masks.size(); ++i) {
        masks[i].low = i < 4 ? (std::uint64_t{1} << 16 * i) - 1 : ~std::uint64_t{0};
        masks[i].high = i < 4   ? 0
                        : i < 8 ? (std::uint64_t{1} << 16 * (i - 4)) - 1
                                : ~std::uint64_t{0};
      }
      return masks;
    }();
    std::memcpy(&low, text.data(), 8);
    std::memcpy(&high, text.data() + 4, 8);
    low &= kMasks[size].low;
    high &= kMasks[size].high;
  }

  constexpr bool operator==(const PackedWord&) const = default;

  /// Upper bits are the best mixed. (Multiplicative hashing; the factors are odd, their bits
  /// scattered.)
  constexpr std::uint64_t hash() const {
    const std::uint64_t mixed = low * 0x9E3779B97F4A7C15u ^ high * 0xC2B2AE3D27D4EB4Fu;
    return (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93u;
  }

 private:
  // The same by a few loads that may overlap.
  void pack(std::u16string_view word) {
    const std::size_t size = word.size();
    const char16_t* const units = word.data();
    if (size >= 4) {
      std::memcpy(&low, units, 8);
      if (size == 4) return;
      std::memcpy(&high, units + size - 4, 8);
      high >>= (kLongest - size) * 16;
    } else if (size >= 2) {
      std::uint32_t first;
      std::memcpy(&first, units, 4);
      low = first | std::uint64_t{units[size - 1]} << (size - 1) * 16;
    } else if (size == 1) {
      low = units[0];
    }
  }
};

template <typename Value>
class WordTable {
 public:
  /// Adds a word of 1 to kLongest units, or finds it; the value may be changed through the result
  /// until the next add().
  Value& add(std::u16string_view word) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[position_of(PackedWord(word))];
    if (slot.key == kNone) {
      slot.key = PackedWord(word);
      ++count_;
    }
    return slot.value;
  }

  const Value* find(std::u16string_view word) const {
    if (word.empty() || word.size() > PackedWord::kLongest || slots_.empty()) return nullptr;
    const PackedWord key(word);
    const Slot& slot = slots_[position_of(key)];
    return slot.key == key ? &slot.value : nullptr;
  }

  bool contains(std::u16string_view word) const { return find(word) != nullptr; }

 private:
  static constexpr PackedWord kNone{std::u16string_view{}};

  struct Slot {
    PackedWord key = kNone;
    Value value{};
  };

  // Where the word is, or the empty slot where it would be.
  std::size_t position_of(const PackedWord& key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t position = key.hash() >> 40 & mask;
    while (slots_[position].key != key && slots_[position].key != kNone) {
      position = (position + 1) & mask;
    }
    return position;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key != kNone) slots_[position_of(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

/// A set of Hangul syllables.
class SyllableSet {
 public:
  void add(char16_t syllable) { bits_[syllable / 64u] |= std::uint64_t{1} << syllable % 64u; }
  bool contains(char16_t syllable) const { return bits_[syllable / 64u] >> syllable % 64u & 1; }

 private:
  std::array<std::uint64_t, 65536 / 64> bits_{};
};

}  // namespace gisa

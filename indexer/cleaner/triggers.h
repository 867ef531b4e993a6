#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/text/byte_block.h"
#include "common/text/wide_block.h"
#include "indexer/cleaner/boilerplate_rules.h"

namespace gisa::cleaning {

/// Finds the places of a line where a rule is worth trying: opening brackets, and the first two
/// syllables of a notice. Two, because notices start with the commonest syllables of all.
///
/// The loop over the text costs every article the most, so it takes 64 bytes at once, and tells the
/// Hangul of them without a branch: four bytes across two syllables are hashed, and a bit says
/// whether a notice may have them.
///
/// Immutable after construction: one instance serves all threads.
class Triggers {
 public:
  /// The triggers of kNotices and kBrackets.
  static const Triggers& instance();

  /// Appends to `places`, in order, the bytes of `line` from `from` on where a trigger may start.
  /// The last three bytes hold no whole trigger and are not looked at.
  void find(std::string_view line, size_t from, std::vector<size_t>& places) const;

  /// Notices that may start at `at`; the caller compares.
  const std::vector<const Notice*>& notices_at(std::string_view line, size_t at) const {
    return buckets_[bucket(line.substr(at))];
  }

 private:
  static constexpr size_t kKeyBytes = 7;  // two syllables, and one byte of what follows
  static constexpr size_t kSlots = 1 << 14;
  static constexpr size_t kMiddles = 1 << 13;
  static constexpr uint8_t kMaybe = 1;    // a notice may start with the character
  static constexpr uint8_t kCertain = 2;  // what starts with it needs no second look

  Triggers();

  static size_t slot(const char* bytes, unsigned surplus);
  static size_t first_slot(std::string_view text);
  static size_t key(const char* bytes);
  static size_t bucket(std::string_view text) {
    return text.size() < 2 ? 0 : static_cast<unsigned char>(text[1]);
  }
  static size_t middle(const char* bytes);
  ByteMask candidates(const char* bytes) const;
#if GISA_HAS_WIDE_BLOCKS
  GISA_WIDE ByteMask candidates_wide(const char* bytes) const;
#else
  ByteMask candidates_wide(const char* bytes) const { return candidates(bytes); }
#endif
  bool may_apply(std::string_view line, size_t at) const;

  std::array<uint8_t, kSlots> first_{};   // by hash of a character
  std::array<bool, kMiddles> middles_{};  // by hash of bytes 2 to 5 of a notice
  // Notices are in eight groups. Of the bytes that tell the first two syllables, by their lower six
  // bits: the groups that have them there, as bits.
  using Groups = std::array<uint8_t, 64>;
  static constexpr std::array<size_t, 4> kGroupBytes = {1, 2, 4, 5};
  std::array<Groups, kGroupBytes.size()> groups_{};
  std::bitset<kSlots> keys_;  // by hash of the first kKeyBytes of a notice
  std::array<std::vector<const Notice*>, 256> buckets_;
};

}  // namespace gisa::cleaning

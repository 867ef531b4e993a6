#include "indexer/inverter/term_numbers.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace gisa {
namespace {

constexpr std::size_t kPrefixBytes = sizeof(std::uint64_t);
constexpr std::uint32_t kIsLong = 1u << 31;

}  // namespace

std::uint64_t term_prefix(std::string_view term) {
  unsigned char bytes[kPrefixBytes] = {};
  if (!term.empty()) std::memcpy(bytes, term.data(), std::min(term.size(), sizeof bytes));
  std::uint64_t prefix = 0;
  for (const unsigned char byte : bytes) prefix = prefix << 8 | byte;
  return prefix;
}

std::uint32_t TermNumbers::number(std::string_view term) {
  Slot own{term_prefix(term), static_cast<std::uint32_t>(term.size()), 0};
  const bool is_long = term.size() > kPrefixBytes;
  if (is_long) {
    own.rest = kIsLong | static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
  }
  if ((terms_.size() + 1) * 4 > slots_.size() * 3) grow();
  for (std::size_t i = place_of(own);; ++i) {
    Slot& slot = slots_[i & (slots_.size() - 1)];
    if (slot.number == 0) {
      terms_.emplace_back(arena_.store(term), term.size());
      own.number = static_cast<std::uint32_t>(terms_.size());
      slot = own;
      return own.number;
    }
    if (slot.prefix != own.prefix || slot.rest != own.rest) continue;
    if (!is_long || text(slot.number) == term) return slot.number;
  }
}

// The middle bits of the product depend on all bits.
std::size_t TermNumbers::place_of(const Slot& slot) {
  return (slot.prefix ^ slot.prefix >> 29 ^ slot.rest) * 0x9E3779B97F4A7C15u >> 32;
}

void TermNumbers::grow() {
  decltype(slots_) larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.number == 0) continue;
    std::size_t i = place_of(slot);
    while (larger[i & (larger.size() - 1)].number != 0) ++i;
    larger[i & (larger.size() - 1)] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace gisa

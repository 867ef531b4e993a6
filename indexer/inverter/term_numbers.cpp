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
  const std::size_t size = std::min(term.size(), kPrefixBytes);
  if (size == 0) return 0;
  std::uint64_t prefix = 0;
  for (const char c : term.substr(0, size)) prefix = prefix << 8 | static_cast<unsigned char>(c);
  return prefix << 8 * (kPrefixBytes - size);
}

TermNumbers::Key TermNumbers::key_of(std::string_view term) {
  const auto rest =
      term.size() <= kPrefixBytes
          ? static_cast<std::uint32_t>(term.size())
          : kIsLong | static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
  return {term_prefix(term), rest};
}

std::uint32_t TermNumbers::number(std::string_view term, const Key& key) {
  if ((terms_.size() + 1) * 4 > slots_.size() * 3) grow();
  const bool is_long = term.size() > kPrefixBytes;
  for (std::size_t i = place_of(key);; ++i) {
    Slot& slot = slots_[i & mask()];
    if (slot.number == 0) {
      terms_.emplace_back(arena_.store(term), term.size());
      slot = {key.prefix, key.rest, static_cast<std::uint32_t>(terms_.size())};
      return slot.number;
    }
    if (slot.prefix != key.prefix || slot.rest != key.rest) continue;
    if (!is_long || text(slot.number) == term) return slot.number;
  }
}

// The middle bits of the product depend on all bits.
std::size_t TermNumbers::place_of(const Key& key) {
  return (key.prefix ^ key.prefix >> 29 ^ key.rest) * 0x9E3779B97F4A7C15u >> 32;
}

void TermNumbers::grow() {
  decltype(slots_) larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.number == 0) continue;
    std::size_t i = place_of(slot.key());
    while (larger[i & (larger.size() - 1)].number != 0) ++i;
    larger[i & (larger.size() - 1)] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace gisa

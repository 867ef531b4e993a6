#include "indexer/inverter/long_terms.h"

#include <xxhash.h>

#include <utility>

namespace gisa {

std::uint32_t LongTerms::number(std::string_view term) {
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
  if ((entries_.size() + 1) * 4 > table_.size() * 3) grow();
  for (std::size_t i = hash;; ++i) {
    std::uint32_t& number = table_[i & (table_.size() - 1)];
    if (number == 0) {
      entries_.push_back({arena_.store(term), static_cast<std::uint32_t>(term.size()), hash});
      return number = static_cast<std::uint32_t>(entries_.size());
    }
    if (entries_[number - 1].hash == hash && text(number) == term) return number;
  }
}

void LongTerms::grow() {
  std::vector<std::uint32_t> larger(table_.size() * 2);
  for (std::size_t number = 1; number <= entries_.size(); ++number) {
    std::size_t i = entries_[number - 1].hash;
    while (larger[i & (larger.size() - 1)] != 0) ++i;
    larger[i & (larger.size() - 1)] = static_cast<std::uint32_t>(number);
  }
  table_ = std::move(larger);
}

void LongTerms::clear() {
  table_.assign(kLeastSlots, 0);
  table_.shrink_to_fit();
  entries_ = {};
  arena_.clear();
}

}  // namespace gisa

#include "indexer/inverter/other_terms.h"

#include <algorithm>
#include <utility>

namespace gisa {

void OtherTerms::seal() {
  std::vector<std::uint32_t> places(numbers_.size() + 1);  // by number: first counts, then ends
  for (std::size_t i = 0; i < added_.size(); ++i) ++places[added_[i].number];
  std::uint32_t end = 0;
  for (std::uint32_t number = 0; number < places.size(); ++number) {
    const std::uint32_t count = std::exchange(places[number], end);
    if (count == 0) continue;
    terms_.push_back({term_prefix(text(number)), number, end, end + count});
    end += count;
  }
  occurrences_.resize(end);
  for (std::size_t i = 0; i < added_.size(); ++i) {
    occurrences_[places[added_[i].number]++] = {added_[i].document, added_[i].wdf};
  }
  added_ = {};
  std::ranges::sort(terms_, [&](const Term& a, const Term& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : text(a.number) < text(b.number);
  });
}

std::uint64_t OtherTerms::memory_bytes() const {
  return numbers_.memory_bytes() + added_.memory_bytes() + terms_.capacity() * sizeof(Term) +
         occurrences_.capacity() * sizeof(Occurrence);
}

}  // namespace gisa

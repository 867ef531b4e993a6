#include "searcher/engine/index/document_set.h"

#include <bit>

namespace gisa {

void DocumentSet::remove(std::span<const std::uint32_t> documents) {
  for (const std::uint32_t document : documents) {
    if (document / kBits < words_.size())
      words_[document / kBits] &= ~(std::uint64_t{1} << document % kBits);
  }
}

std::size_t DocumentSet::count() const {
  std::size_t count = 0;
  for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::vector<std::uint32_t> DocumentSet::to_vector() const {
  std::vector<std::uint32_t> out;
  out.reserve(count());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (std::uint64_t these = words_[i]; these != 0; these &= these - 1)
      out.push_back(static_cast<std::uint32_t>(i * kBits) +
                    static_cast<std::uint32_t>(std::countr_zero(these)));
  }
  return out;
}

}  // namespace gisa

#include "indexer/database/merge_policy.h"

#include <algorithm>
#include <numeric>

namespace gisa {
namespace {

constexpr std::size_t kLeastMerged = 4;  // when there are too many: room for the next few runs

bool is_mostly_deleted(const SegmentSize& segment) {
  return segment.deleted * 2 > segment.documents;
}

}  // namespace

std::vector<std::size_t> choose_segments_to_merge(std::span<const SegmentSize> segments) {
  const auto live = [&](std::size_t i) { return segments[i].documents - segments[i].deleted; };
  std::vector<std::size_t> by_size(segments.size());
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::ranges::stable_sort(by_size, {}, live);

  std::size_t count = 0;  // of the smallest
  if (segments.size() > kMostSegments) {
    std::uint64_t total = 0;
    while (count < by_size.size()) {
      const std::uint64_t next = live(by_size[count]);
      if (count >= kLeastMerged && next > total) break;  // it would be written again for too little
      total += next;
      ++count;
    }
  }
  std::vector<std::size_t> chosen(by_size.begin(),
                                  by_size.begin() + static_cast<std::ptrdiff_t>(count));
  for (std::size_t k = count; k < by_size.size(); ++k) {
    if (is_mostly_deleted(segments[by_size[k]])) chosen.push_back(by_size[k]);
  }
  std::ranges::sort(chosen);
  return chosen;
}

}  // namespace gisa

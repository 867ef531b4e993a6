/// Which segments are merged after a run.
///
/// Every segment costs every search a little, and every merge writes its articles again. When there
/// are too many segments the smallest few are merged, to make room for the next runs, and with them
/// those that are no larger than what is merged so far: an article among these is written again
/// only when its segment at least doubles, so about log2(n) times. A large segment is left alone
/// when a few articles are added to it every day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace gisa {

/// No more segments than this are left.
inline constexpr std::size_t kMostSegments = 8;

/// Articles of a database at most, deleted ones that are not merged away yet included. Searches
/// give document d of segment i of n the number (d - 1) * n + i + 1, of 32 bits, and when a run is
/// published there is one segment more.
inline constexpr std::uint64_t kMostDocuments =
    std::numeric_limits<std::uint32_t>::max() / (kMostSegments + 1);

struct SegmentSize {
  std::uint64_t documents = 0;  ///< deleted ones included
  std::uint64_t deleted = 0;
};

/// Indexes of the segments to make one of, ascending; empty if all is well. A segment that is more
/// than half deleted is written again, by itself if need be.
std::vector<std::size_t> choose_segments_to_merge(std::span<const SegmentSize> segments);

}  // namespace gisa

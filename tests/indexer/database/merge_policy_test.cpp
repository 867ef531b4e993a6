#include "indexer/database/merge_policy.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace gisa {
namespace {

using Sizes = std::vector<SegmentSize>;
using Indexes = std::vector<std::size_t>;

TEST(MergePolicy, Chooses) {
  struct Case {
    Sizes segments;
    Indexes expected;
    const char* trap;
  };
  const Case cases[] = {
      {{}, {}, "an empty database"},
      {{{100, 0}}, {}, "one segment"},
      {{{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}}, {}, "just few enough"},
      {{{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}},
       {0, 1, 2, 3, 4, 5, 6, 7, 8},
       "all of a size"},
      {{{900000, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}},
       {1, 2, 3, 4, 5, 6, 7, 8},
       "a large one is left alone"},
      {{{256, 0}, {128, 0}, {64, 0}, {32, 0}, {16, 0}, {8, 0}, {4, 0}, {2, 0}, {1, 0}},
       {5, 6, 7, 8},
       "no two of a size: the smallest four"},
      {{{256, 0}, {128, 0}, {64, 0}, {32, 0}, {12, 0}, {9, 4}, {3, 0}, {2, 0}, {1, 0}},
       {5, 6, 7, 8},
       "what was deleted is not written again"},
      {{{100, 50}, {10, 0}}, {}, "half deleted"},
      {{{100, 51}, {10, 0}}, {0}, "more than half deleted"},
      {{{100, 100}}, {0}, "nothing left"},
  };
  for (const Case& c : cases) EXPECT_EQ(choose_segments_to_merge(c.segments), c.expected) << c.trap;
}

// Many runs of all sizes: few segments, and no article written again too often.
TEST(MergePolicy, StaysBoundedAtLogarithmicCost) {
  for (const std::uint32_t largest_run : {1u, 10u, 1000u}) {
    std::mt19937 random(largest_run);
    Sizes segments;
    std::uint64_t added = 0;
    std::uint64_t written = 0;
    for (int run = 0; run < 5000; ++run) {
      const std::uint64_t size = 1 + random() % largest_run;
      added += size;
      segments.push_back({size, 0});
      const Indexes chosen = choose_segments_to_merge(segments);
      std::uint64_t merged = 0;
      for (std::size_t k = chosen.size(); k-- > 0;) {
        merged += segments[chosen[k]].documents;
        segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(chosen[k]));
      }
      if (merged > 0) segments.push_back({merged, 0});
      written += merged;
      ASSERT_LE(segments.size(), kMostSegments);
    }
    EXPECT_LT(written, 14 * added) << largest_run;
  }
}

}  // namespace
}  // namespace gisa

#include "searcher/engine/index/segment_set.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "gisa/error.h"
#include "indexer/segments/glass_segments.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

TEST(SegmentSet, RefusesMoreArticlesThanItCanNumber) {
  const TemporaryDirectory directory;
  struct Case {
    std::uint32_t last_document;
    std::size_t segments;
    bool is_refused;
  };
  constexpr Case kCases[] = {
      {4'000'000'000, 1, false},
      {2'147'483'647, 2, false},
      {2'147'483'648, 2, true},  // one article more would be the first one again
      {500'000'000, 9, true},
  };
  for (const auto& [last, count, is_refused] : kCases) {
    const std::filesystem::path scratch = directory.path() / std::to_string(last);
    std::filesystem::create_directory(scratch);
    const auto writer = make_glass_segment_writer(scratch, {});
    PreparedArticle article{.document = last, .article = {}};
    article.article.id = "a";
    writer->add_sink(nullptr).add_batch(0, {&article, 1});
    ASSERT_EQ(writer->finish({}, scratch / "segment"), 1u);
    std::vector<std::unique_ptr<const SegmentReader>> segments;
    for (std::size_t i = 0; i < count; ++i)
      segments.push_back(std::make_unique<const SegmentIndex>(scratch / "segment"));
    if (is_refused) {
      EXPECT_THROW(SegmentSet{std::move(segments)}, Error) << last;
      continue;
    }
    const SegmentSet set(std::move(segments));
    const ArticleId highest = set.article(count - 1, last);
    EXPECT_EQ(set.document_of(highest), last);
    EXPECT_EQ(set.segment_of(highest), count - 1);
  }
}

}  // namespace
}  // namespace gisa

// The fast paths of normalizer and segmenter against ICU on real text: the sample articles, and the
// lines of the file that $GISA_REAL_TEXT names, if it is set.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "common/analysis/normalized_text.h"
#include "common/analysis/segmenter.h"
#include "tests/support/icu_reference.h"

namespace gisa {
namespace {

void for_each_line(const std::filesystem::path& file,
                   const std::function<void(const std::string&)>& visit) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) visit(line);
}

std::size_t for_each_real_line(const std::function<void(const std::string&)>& visit) {
  std::size_t count = 0;
  const auto count_and_visit = [&](const std::string& line) {
    ++count;
    if (!::testing::Test::HasFatalFailure()) visit(line);
  };
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GISA_SAMPLE_ARTICLES)) {
    if (entry.is_regular_file()) for_each_line(entry.path(), count_and_visit);
  }
  if (const char* const more = std::getenv("GISA_REAL_TEXT")) for_each_line(more, count_and_visit);
  return count;
}

TEST(RealText, NormalizerEqualsIcu) {
  NormalizedText text;
  const std::size_t lines = for_each_real_line([&](const std::string& line) {
    normalize(line, text);
    ASSERT_TRUE(text.units == normalized_by_icu(line)) << line;
  });
  EXPECT_GT(lines, 300u);
}

TEST(RealText, SegmenterEqualsIcu) {
  NormalizedText text;
  Segmenter segmenter;
  std::vector<Segment> fast, icu;
  for_each_real_line([&](const std::string& line) {
    normalize(line, text);
    segmenter.segment(text.units, fast);
    segmenter.segment_by_icu(text.units, icu);
    ASSERT_TRUE(fast == icu) << line;
  });
}

}  // namespace
}  // namespace gisa

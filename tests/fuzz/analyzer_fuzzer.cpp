// Any bytes are a text: words and tokens lie within it and in order, and the fast segmentation is
// ICU's.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/segmenter.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

void fuzz(std::string_view text) {
  static Analyzer analyzer;
  static Segmenter segmenter;
  static Analysis analysis;
  analyzer.analyze(text, analysis);

  const std::size_t units = analysis.normalized.units.size();
  std::uint32_t end = 0;
  for (const Word& word : analysis.words) {
    require(end <= word.begin && word.begin < word.end && word.end <= units);
    require(word.stem.begin + word.stem.size <= analysis.characters.size());
    require(word.first_token + word.token_count <= analysis.tokens.size());
    end = word.end;
  }
  for (const Token& token : analysis.tokens) {
    require(token.begin < token.end && token.end <= units && token.text.size > 0);
    require(token.text.begin + token.text.size <= analysis.characters.size());
    const auto [first, last] = analysis.source_range(token.begin, token.end);
    require(first < last && last <= text.size());
  }

  std::vector<Segment> fast, plain;
  segmenter.segment(analysis.normalized.units, fast);
  segmenter.segment_by_icu(analysis.normalized.units, plain);
  require(fast == plain);
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(20), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}

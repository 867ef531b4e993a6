// Any bytes are a text: words and tokens lie within it and in order, and the fast segmentation is
// ICU's.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "common/analyzer.h"
#include "common/segmenter.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static gisa::Analyzer analyzer;
  static gisa::Segmenter segmenter;
  static gisa::Analysis analysis;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  analyzer.analyze(text, analysis);

  const std::size_t units = analysis.normalized.units.size();
  std::uint32_t end = 0;
  for (const gisa::Word& word : analysis.words) {
    require(end <= word.begin && word.begin < word.end && word.end <= units);
    require(word.stem.begin + word.stem.size <= analysis.characters.size());
    require(word.first_token + word.token_count <= analysis.tokens.size());
    end = word.end;
  }
  for (const gisa::Token& token : analysis.tokens) {
    require(token.begin < token.end && token.end <= units && token.text.size > 0);
    require(token.text.begin + token.text.size <= analysis.characters.size());
    const auto [first, last] = analysis.source_range(token.begin, token.end);
    require(first < last && last <= text.size());
  }

  std::vector<gisa::Segment> fast, plain;
  segmenter.segment(analysis.normalized.units, fast);
  segmenter.segment_by_icu(analysis.normalized.units, plain);
  require(fast == plain);
  return 0;
}

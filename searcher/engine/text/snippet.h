/// The sentence of an article that best shows why it was found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"

namespace gisa {

/// A match in the source text: bytes, and which query word it is of.
struct MatchedRange {
  ByteRange bytes;
  std::uint32_t word = 0;
  bool is_inside = false;  ///< one syllable of a longer word: 빵 in 식빵
};

struct Snippet {
  std::string text;                   ///< one line, valid UTF-8
  std::vector<ByteRange> highlights;  ///< in `text`; sorted, disjoint
};

/// Picks the sentence of `body` whose matches weigh most (each query word counted once, by
/// `word_weights`; the earlier sentence wins a tie) and cuts it to `width` columns around its
/// matches. Without matches it is the beginning. Where no character fits it is an ellipsis.
/// `matches` are sorted.
Snippet make_snippet(std::string_view body, const std::vector<MatchedRange>& matches,
                     const std::vector<double>& word_weights, std::size_t width);

/// The matches as highlights: merged where they touch or overlap.
std::vector<ByteRange> merge_ranges(const std::vector<MatchedRange>& matches);

}  // namespace gisa

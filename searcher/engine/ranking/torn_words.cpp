#include "searcher/engine/ranking/torn_words.h"

#include <algorithm>

#include "common/database/schema.h"

namespace gisa {
namespace {

// How many times as many articles as the word's must have the pairs across its ends: both of them,
// or the one before it where the rest of the run is read in twos. Of 110 words that were judged
// torn in news six were not, most of them names: 주애 in 김주애.
constexpr double kBoth = 0.7, kOne = 1.5;

}  // namespace

bool TornWords::is_torn(std::u16string_view word, std::u16string_view run, std::size_t at,
                        std::size_t stem) {
  if (at == 0 || run.size() > kLongestRun) return false;
  const std::size_t end = at + word.size();
  const std::size_t behind = std::max(stem, end) - end;
  const auto own = static_cast<double>(frequency(word[0], word[1]));
  const auto left = static_cast<double>(frequency(run[at - 1], word[0]));
  if (behind > 0 && left >= kBoth * own) {
    const auto right = static_cast<double>(frequency(word[1], run[end]));
    if (right >= kBoth * own) return true;
  }
  return at % 2 == 1 && behind % 2 == 0 && left > kOne * own;
}

std::uint64_t TornWords::frequency(char16_t first, char16_t second) {
  const auto pair = static_cast<std::uint32_t>(first) << 16 | second;
  const auto known = frequencies_.find(pair);
  if (known != frequencies_.end()) return known->second;
  const char16_t text[] = {first, second};
  make_text_term(TokenKind::kBigram, {text, 2}, term_);
  return frequencies_[pair] = segments_.frequency(term_);
}

}  // namespace gisa

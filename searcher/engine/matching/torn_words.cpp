#include "searcher/engine/matching/torn_words.h"

#include <algorithm>
#include <iterator>

#include "common/database/schema.h"
#include "common/text/hangul.h"

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

bool TornWords::is_surely_torn(std::u16string_view word, std::u16string_view run, std::size_t at,
                               std::size_t stem) {
  const std::size_t end = at + word.size();
  if (at % 2 == 0 || end >= stem || run.size() > kLongestRun) return false;
  const std::uint64_t own = frequency(word[0], word[1]);
  return frequency(run[at - 1], word[0]) > own && frequency(word[1], run[end]) > own;
}

std::uint64_t TornWords::frequency(char16_t first, char16_t second) {
  const auto pair = static_cast<std::uint32_t>(first) << 16 | second;
  const auto known = frequencies_.find(pair);
  if (known != frequencies_.end()) return known->second;
  const char16_t text[] = {first, second};
  make_text_term(TokenKind::kBigram, {text, 2}, term_);
  return frequencies_[pair] = segments_.frequency(term_);
}

bool is_across_stem_end(const Analysis& text, std::uint32_t begin, std::uint32_t end) {
  const auto behind = std::ranges::upper_bound(text.words, begin, {}, &Word::begin);
  if (behind == text.words.begin()) return false;
  const Word& word = *std::prev(behind);
  return word.script == Script::kHangul && begin > word.begin && end > word.stem_end &&
         end <= word.end;
}

void drop_torn(const std::vector<QueryWord>& words, const Analysis& text, TornWords& torn,
               std::vector<WordMatch>& matches) {
  constexpr std::size_t kShort = 2;  // syllables
  const std::u16string_view units = text.normalized.units;
  std::vector<bool> has_torn(words.size());
  const auto is_torn = [&](const WordMatch& match) {
    const QueryWord& word = words[match.word];
    if (word.begins_word && match.begin > 0 && is_hangul_syllable(units[match.begin - 1]))
      return true;
    if (word.script != Script::kHangul || word.stem.size() != kShort || word.is_verb ||
        word.is_glued || word.goes_on || word.is_split || match.end - match.begin != kShort)
      return false;
    const auto behind = std::ranges::upper_bound(text.words, match.begin, {}, &Word::begin);
    if (behind == text.words.begin()) return false;
    const Word& run = *std::prev(behind);
    return run.script == Script::kHangul && match.begin > run.begin && match.end < run.stem_end &&
           torn.is_surely_torn(units.substr(match.begin, kShort),
                               units.substr(run.begin, run.end - run.begin),
                               match.begin - run.begin, run.stem_end - run.begin);
  };
  const std::size_t size = matches.size();
  std::erase_if(matches, [&](const WordMatch& match) {
    const bool drop = is_torn(match);
    if (drop) has_torn[match.word] = true;
    return drop;
  });
  if (matches.size() == size) return;
  std::erase_if(matches, [&](const WordMatch& match) {
    return has_torn[match.word] && is_across_stem_end(text, match.begin, match.end);
  });
}

}  // namespace gisa

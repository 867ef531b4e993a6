#include "searcher/engine/matching/found_words.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include "searcher/engine/matching/alternatives.h"
#include "searcher/engine/text/text_matcher.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {

bool is_across_stem_end(const Analysis& text, std::uint32_t begin, std::uint32_t end) {
  const auto behind = std::ranges::upper_bound(text.words, begin, {}, &Word::begin);
  if (behind == text.words.begin()) return false;
  const Word& word = *std::prev(behind);
  return word.script == Script::kHangul && begin > word.begin && end > word.stem_end &&
         end <= word.end;
}

FoundWords::FoundWords(const std::vector<QueryWord>& words,
                       const std::vector<SynonymGroup>& synonyms, Asked asked)
    : words_(words),
      synonyms_(synonyms),
      asked_(asked),
      found_(words.size()),
      has_row_(words.size()) {}

void FoundWords::look_in(const Analysis& text) {
  std::vector<WordMatch> matches;
  TextMatcher(words_).find(text, matches);
  if (asked_ == Asked::kOfAnyArticle) {
    std::erase_if(matches, [&](const WordMatch& match) {
      return is_across_stem_end(text, match.begin, match.end);
    });
  }
  add_alternatives(synonyms_, text, matches);
  for (const WordMatch& match : matches) found_[match.word] = true;
  std::optional<NeighbourMatches> neighbours;
  const auto all = [](const WordMatch&) { return true; };
  for_each_row([&](std::uint32_t first, std::uint32_t last) {
    if (has_row_[first]) return;
    if (!neighbours) neighbours.emplace(words_, text, matches);
    const auto between = between_words(std::span(words_).subspan(first + 1, last - first - 1));
    has_row_[first] = neighbours->keep(first, last, between, all);
  });
}

bool FoundWords::all() const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i].is_content && !found_[i]) return false;
  }
  bool are_there = true;
  for_each_row([&](std::uint32_t first, std::uint32_t) { are_there &= has_row_[first]; });
  return are_there;
}

template <typename Visit>
void FoundWords::for_each_row(Visit visit) const {
  const auto belongs = [&](std::size_t i) {
    const bool is_day = words_[i].script == Script::kNumber && are_parts_of_one(words_, i);
    const bool is_part = words_[i].is_glued || words_[i].goes_on || words_[i].is_split;
    return words_[i].is_content && (is_part || is_day);  // 12·3
  };
  gisa::for_each_row(words_.size(), belongs, visit);
}

}  // namespace gisa

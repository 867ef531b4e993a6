#include "searcher/engine/matching/found_words.h"

#include <optional>
#include <span>

#include "searcher/engine/matching/alternatives.h"
#include "searcher/engine/text/text_matcher.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {

FoundWords::FoundWords(const std::vector<QueryWord>& words,
                       const std::vector<SynonymGroup>& synonyms, Asked asked, TornWords* torn)
    : words_(words),
      synonyms_(synonyms),
      asked_(asked),
      torn_(torn),
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
  if (torn_ != nullptr) drop_torn(words_, text, *torn_, matches);
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

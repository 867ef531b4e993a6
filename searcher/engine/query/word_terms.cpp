#include "searcher/engine/query/word_terms.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace gisa {
namespace {

// A bigram of the word, or the same two syllables with a space between.
TermExpression bigram_at(const QueryWord& word, std::size_t i) {
  if (word.may_part[i]) return {};
  return TermExpression::any_of(std::vector{word.bigrams[i], word.inner_links[i]});
}

// Articles that may have all of these words.
Xapian::Query all_of(std::span<const QueryWord> words) {
  std::vector<Xapian::Query> terms;
  for (const QueryWord& word : words) {
    if (word.is_content) terms.push_back(articles_with(word));
  }
  return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
}

}  // namespace

TermExpression terms_of_word(const QueryWord& word) {
  if (!word.whole.empty()) return TermExpression(word.whole);
  // One syllable may stand inside longer words (빵 in 식빵).
  if (word.bigrams.empty())
    return word.is_everywhere ? TermExpression() : TermExpression::any_of(word.syllables);
  if (word.script == Script::kHanja)
    return TermExpression::any_of(word.bigrams);  // alternative readings side by side
  std::vector<TermExpression> bigrams;
  for (std::size_t i = 0; i < word.bigrams.size(); ++i) bigrams.push_back(bigram_at(word, i));
  return TermExpression::all_of(std::move(bigrams));
}

TermExpression terms_of_most_of_word(const QueryWord& word) {
  if (word.bigrams.size() < 3 || word.script == Script::kHanja) return terms_of_word(word);
  std::vector<TermExpression> parts;
  for (std::size_t i = 0; i + 1 < word.bigrams.size(); ++i)
    parts.push_back(TermExpression::all_of({bigram_at(word, i), bigram_at(word, i + 1)}));
  return TermExpression::any_of(std::move(parts));
}

bool is_unknown(const QueryWord& word, const SegmentSet& segments) {
  if (word.bigrams.empty()) return !word.whole.empty() && segments.frequency(word.whole) == 0;
  for (std::size_t i = 0; i < word.bigrams.size(); ++i) {
    if (word.may_part[i] || segments.frequency(word.bigrams[i]) > 0) continue;
    if (segments.frequency(word.inner_links[i]) == 0) return true;
  }
  return false;
}

Xapian::Query articles_with(const QueryWord& word) { return terms_of_word(word).to_query(); }

Xapian::Query articles_with_all(std::span<const QueryWord> words,
                                const std::vector<SynonymGroup>& synonyms) {
  std::vector<Xapian::Query> needed;
  for (std::size_t first = 0; first < words.size();) {
    const auto group = std::ranges::find(synonyms, first, &SynonymGroup::first);
    const bool has_synonyms = group != synonyms.end();
    const std::size_t last = has_synonyms ? group->last : first + 1;
    Xapian::Query part = all_of(words.subspan(first, last - first));
    for (std::size_t i = 0; has_synonyms && !part.empty() && i < group->alternatives->size(); ++i)
      part |= all_of((*group->alternatives)[i]);
    if (!part.empty()) needed.push_back(part);
    first = last;
  }
  return {Xapian::Query::OP_AND, needed.begin(), needed.end()};
}

}  // namespace gisa

#include "searcher/engine/planner.h"

#include <algorithm>

namespace gisa {
namespace {

// Weights of terms relative to bigrams and whole words. Measured: ARCHITECTURE.md, "Ranking".
constexpr double kSyllableWeight = 0.2;
constexpr double kLinkWeight = 0.4;
constexpr double kTailWeight = 0.2;
constexpr double kEmptyWordWeight = 0.1;

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
  return Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end());
}

void add_weighed(const std::vector<std::string>& terms, double weight, std::vector<Xapian::Query>& out) {
  if (terms.empty()) return;
  const Xapian::Query terms_query(Xapian::Query::OP_OR, terms.begin(), terms.end());
  out.push_back(weight == 1.0 ? terms_query
                              : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, terms_query, weight));
}

Xapian::Query weigh(const std::vector<QueryWord>& words) {
  std::vector<Xapian::Query> parts;
  for (const QueryWord& word : words) {
    const double role = word.is_content ? 1.0 : kEmptyWordWeight;
    add_weighed(word.whole, role, parts);
    add_weighed(word.bigrams, role, parts);
    add_weighed(word.syllables, role * kSyllableWeight, parts);
    add_weighed(word.links, role * kLinkWeight, parts);
    add_weighed(word.inner_links, role * kLinkWeight, parts);
    add_weighed(word.tails, role * kTailWeight, parts);
  }
  return any_of(parts);
}

// A bigram of the word, or the same two syllables with a space between.
Xapian::Query bigram_at(const QueryWord& word, std::size_t i) {
  return any_of({Xapian::Query(word.bigrams[i]), Xapian::Query(word.inner_links[i])});
}

// Articles that may hold the whole word.
Xapian::Query whole_word(const QueryWord& word) {
  if (word.bigrams.empty()) {
    // One syllable may stand inside longer words (빵 in 식빵).
    const std::vector<std::string>& terms = word.syllables.empty() ? word.whole : word.syllables;
    return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  if (word.script == Script::kHanja) {  // alternative readings side by side
    return Xapian::Query(Xapian::Query::OP_OR, word.bigrams.begin(), word.bigrams.end());
  }
  std::vector<Xapian::Query> bigrams;
  for (std::size_t i = 0; i < word.bigrams.size(); ++i) bigrams.push_back(bigram_at(word, i));
  return all_of(bigrams);
}

// Articles that hold the word or a good part of it: any three syllables in a row of a longer word.
Xapian::Query most_of_word(const QueryWord& word) {
  if (word.bigrams.size() < 3 || word.script == Script::kHanja) return whole_word(word);
  std::vector<Xapian::Query> parts;
  for (std::size_t i = 0; i + 1 < word.bigrams.size(); ++i) {
    parts.push_back(all_of({bigram_at(word, i), bigram_at(word, i + 1)}));
  }
  return any_of(parts);
}

}  // namespace

QueryPlan plan_query(const std::vector<QueryWord>& words) {
  std::vector<Xapian::Query> most, whole;
  for (const QueryWord& word : words) {
    if (!word.is_content) continue;
    most.push_back(most_of_word(word));
    whole.push_back(whole_word(word));
  }
  const Xapian::Query weights = weigh(words);
  return {Xapian::Query(Xapian::Query::OP_FILTER, weights, any_of(most)),
          Xapian::Query(Xapian::Query::OP_FILTER, weights, all_of(whole))};
}

Xapian::BM25Weight text_weight() { return {1.0, 0.0, 1.0, 0.7, 0.5}; }

}  // namespace gisa

#include "searcher/engine/search/reading_facets.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "searcher/engine/query/word_terms.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/search/facets.h"

namespace gisa {
namespace {

// Articles that may have all of these words.
Xapian::Query all_of(std::span<const QueryWord> words) {
  std::vector<Xapian::Query> terms;
  for (const QueryWord& word : words) {
    if (word.is_content) terms.push_back(articles_with(word));
  }
  return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
}

// Articles that may have every word, or what stands for it.
Xapian::Query candidates_of(const Reading& reading) {
  const std::span<const QueryWord> words(reading.words);
  std::vector<Xapian::Query> needed;
  for (std::size_t first = 0; first < words.size();) {
    const auto group = std::ranges::find(reading.synonyms, first, &SynonymGroup::first);
    const bool has_synonyms = group != reading.synonyms.end();
    const std::size_t last = has_synonyms ? group->last : first + 1;
    Xapian::Query part = all_of(words.subspan(first, last - first));
    for (std::size_t i = 0; has_synonyms && !part.empty() && i < group->alternatives->size(); ++i)
      part |= all_of((*group->alternatives)[i]);
    if (!part.empty()) needed.push_back(part);
    first = last;
  }
  return {Xapian::Query::OP_AND, needed.begin(), needed.end()};
}

}  // namespace

std::vector<Facet> count_facets(SearchContext& context, WordPlaces& places,
                                const SearchRequest& request, const Reading& reading,
                                const QueryMatcher& matcher) {
  const Snapshot& snapshot = context.snapshot;
  const FacetCounter counter(snapshot, request.facets, context.interruption);
  if (reading.is_relaxed) return counter.count(Xapian::Query(), {});
  const bool is_any = request.match == MatchMode::kAny;
  const std::optional<MatchNode>& rule = is_any ? reading.required : reading.full;
  if (!is_any && !rule) {
    return counter.count(candidates_of(reading), [&](const StoredArticle& article) {
      const TextMatches title = places.find(article.title);
      return places.have_all_words(title, places.find(article.body));
    });
  }
  Xapian::Query candidates = all_articles();
  if (rule) candidates = matcher.candidates(*rule).value_or(candidates);
  if (is_any && reading.needs_words) {
    const QueryPlan plan = plan_query(reading.words, reading.synonyms, snapshot.index());
    candidates = Xapian::Query(Xapian::Query::OP_FILTER, plan.any, candidates);
  }
  if (!rule || QueryMatcher::is_exact(*rule, matcher)) return counter.count(candidates, {});
  return counter.count(candidates, [&](const StoredArticle& article) {
    ArticleText text = context.text_of(article);
    return matcher.matches(*rule, text);
  });
}

}  // namespace gisa

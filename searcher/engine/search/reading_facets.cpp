#include "searcher/engine/search/reading_facets.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "searcher/engine/matching/word_terms.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/search/facets.h"

namespace gisa {
std::vector<Facet> count_facets(SearchContext& context, WordPlaces& places,
                                const SearchRequest& request, const Reading& reading,
                                const QueryMatcher& matcher) {
  const Snapshot& snapshot = context.snapshot;
  const FacetCounter counter(snapshot, request.facets, context.interruption);
  if (reading.is_relaxed) return counter.count(Xapian::Query(), {});
  const bool is_any = request.match == MatchMode::kAny;
  const std::optional<MatchNode>& rule = is_any ? reading.required : reading.full;
  if (!is_any && !rule) {
    return counter.count(articles_with_all(reading.words, reading.synonyms),
                         [&](const StoredArticle& article) {
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
  if (!rule || matcher.is_exact(*rule)) return counter.count(candidates, {});
  return counter.count(candidates, [&](const StoredArticle& article) {
    ArticleText text = context.text_of(article);
    return matcher.matches(*rule, text);
  });
}

}  // namespace gisa

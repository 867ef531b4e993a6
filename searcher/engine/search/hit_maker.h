/// Makes hits of candidates: fields, snippet, marks, whether all of the query is there, and how the
/// score came about.
///
/// Threads: one HitMaker a thread.
#pragma once

#include <cstddef>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/search/candidate.h"
#include "searcher/engine/search/word_places.h"

namespace gisa {

class HitMaker {
 public:
  /// Makes hits of one reading. All must outlive it; `places` were started with the reading.
  HitMaker(SearchContext& context, WordPlaces& places, const SearchRequest& request,
           const Reading& reading, const QueryPlan& plan, const QueryMatcher& matcher);

  /// In how many of the hits made so far each word of the reading stands, a long one without a
  /// blank; with snippets only.
  const std::vector<std::size_t>& hits_with_word() const { return hits_with_word_; }

  /// `best_bm25` is that of the best candidate. The rank is left to the caller.
  Hit make(const Candidate& candidate, double best_bm25);

 private:
  void mark(const StoredArticle& article, Hit& hit);
  Explanation explain(const Candidate& candidate, const std::string& id, double best_bm25) const;

  SearchContext& context_;
  WordPlaces& places_;
  const SearchRequest& request_;
  const Reading& reading_;
  const QueryPlan& plan_;
  const QueryMatcher& matcher_;
  std::vector<double> word_weights_;
  std::vector<std::size_t> hits_with_word_;
};

}  // namespace gisa

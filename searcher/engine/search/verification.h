/// Which candidates match by their text, where the index finds more than do (query_matcher.h).
///
/// Threads: one Verification a thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "searcher/engine/matching/query_matcher.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/search/candidate.h"
#include "searcher/engine/search/first_stage.h"

namespace gisa {

class Verification {
 public:
  /// The context must outlive it.
  explicit Verification(SearchContext& context) : context_(context) {}

  /// Looks at the candidates of the first stage in their order until `wanted` stand, or so many
  /// were looked at that there is no hope. The count is exact if all were looked at, else an
  /// estimate from a sample.
  Found find(FirstStage& stage, const MatchNode& required, std::size_t wanted,
             const QueryMatcher& matcher);

 private:
  double share_that_stands(std::size_t first_that_stand, const FirstStage& stage,
                           const MatchNode& required, const QueryMatcher& matcher);
  void find_likely(std::span<const Candidate> candidates, const MatchNode& required,
                   const QueryMatcher& matcher);
  bool stands(const StoredArticle& article, const MatchNode& required, const QueryMatcher& matcher);

  SearchContext& context_;
  std::vector<ArticleId> likely_;  // of the candidates that are looked at
};

}  // namespace gisa

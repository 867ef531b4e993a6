/// The second stage of a search: looks at the texts of the best candidates (ranker.h) and puts
/// these in order.
///
/// Threads: one SecondStage a thread.
#pragma once

#include <cstddef>
#include <span>

#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/ranking/ranker.h"
#include "searcher/engine/search/candidate.h"

namespace gisa {

/// What a quoted part of a headline adds to the score, if the article has all of them.
inline constexpr double kPreferredPhrases = 0.2;

class SecondStage {
 public:
  /// The context must outlive it.
  explicit SecondStage(SearchContext& context)
      : context_(context), torn_(context.snapshot.index()) {}

  /// How many candidates are looked at, whatever page is asked for, so that pages fit together.
  static std::size_t candidates_for(const Reading& reading);

  static constexpr std::size_t kAllOfThem = static_cast<std::size_t>(-1);

  /// Puts the first `most` candidates in their order, or fewer, as soon as `enough` of them have
  /// all words of the query; those behind them follow as they were, with scores below. How many of
  /// the first have all words.
  std::size_t rank(Found& found, const Reading& reading, const QueryPlan& plan,
                   const QueryMatcher& matcher, std::size_t most, std::size_t enough = kAllOfThem);

 private:
  void prefetch(std::span<const Candidate> candidates) const;
  RankFeatures look_at(Candidate& candidate, double share, double length);
  double preferred_share(const Reading& reading, const StoredArticle& article,
                         const QueryMatcher& matcher);
  void order_equal_scores(std::span<Candidate> candidates) const;

  SearchContext& context_;
  TornWords torn_;
  Ranker ranker_;
};

}  // namespace gisa

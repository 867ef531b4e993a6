/// The first stage of a search: what the index finds, by score or by time.
///
///     stage.start(reading, plan, request, matcher);
///     const FirstPage page = stage.page(0, 40);      // the best forty
///
/// Words sorted by relevance, nearly all that is ever asked, are summed up by TermScoring; Xapian
/// finds what filters allow, and does the rest: orders by time, recency, prefixes. It does all of
/// it where servers have a part of the articles: each matches its own, and sends the best.
///
/// Threads: one FirstStage a thread.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/ranking/recency.h"
#include "searcher/engine/ranking/term_scoring.h"
#include "searcher/engine/search/candidate.h"

namespace gisa {

/// As far as anybody may page.
inline constexpr std::size_t kMostHits = 10'000'000;

/// Whether a text is looked at to put hits in order.
bool is_by_score(Sort sort);

/// Candidates from an offset on, in their order, and how many there are in all.
struct FirstPage {
  std::vector<Candidate> candidates;
  Total total;
};

class FirstStage {
 public:
  /// The context must outlive it.
  explicit FirstStage(SearchContext& context)
      : context_(context), scoring_(context.snapshot.index(), context.snapshot.deleted()) {}

  /// Begins a reading, of which no more than the best `most` will be asked for.
  void start(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
             const QueryMatcher& matcher, std::size_t most);

  /// Candidates from `offset` on, at most `limit`.
  FirstPage page(std::size_t offset, std::size_t limit);

  /// Some candidates at random, always the same ones, at most `count`.
  std::vector<ArticleId> sample(std::size_t count) const;

  /// Tells the BM25 of what was found, of each candidate and the best, from what dates gave to the
  /// scores.
  void tell_bm25(Found& found) const;

 private:
  enum class Order { kScore, kScoreWithTime, kNewest, kOldest };

  void score_by_terms(const Reading& reading, const QueryPlan& plan,
                      const std::optional<Xapian::Query>& filter, std::size_t most);
  FirstPage best_by_terms(std::size_t offset, std::size_t limit) const;
  FirstPage best_by_xapian(std::size_t offset, std::size_t limit);
  FirstPage oldest(std::size_t offset, std::size_t limit);
  FirstPage best_by_recency(std::size_t offset, std::size_t limit);
  Xapian::MSet match(const Xapian::Query& query, Order order, std::size_t offset,
                     std::size_t limit);

  SearchContext& context_;
  TermScoring scoring_;
  bool is_by_terms_ = false;
  Sort sort_ = Sort::kRelevance;
  Xapian::Query query_;  // unless by terms
  std::optional<Recency> recency_;
  double best_bm25_ = 0;  // if dates add to scores
};

}  // namespace gisa

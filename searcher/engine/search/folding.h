/// Folds articles that tell the same (story.h): of a report that many papers print, the first
/// stands for all.
///
/// Threads: one Folding a thread.
#pragma once

#include "gisa/searcher.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/search/candidate.h"

namespace gisa {

class Folding {
 public:
  /// The context must outlive it.
  explicit Folding(SearchContext& context) : context_(context) {}

  /// Leaves one candidate of each story, with the others in Candidate::folded, at the place of the
  /// first of them, of the first 5,000 stories. Sorted by score it is the earliest, with the score
  /// of the best; else the first.
  void fold(Found& found, Sort sort);

 private:
  void let_earliest_lead(Candidate& candidate) const;

  SearchContext& context_;
};

}  // namespace gisa

/// Facets: how the articles that match are spread over newspapers, sections, reporters and dates.
///
/// Few articles are looked at one by one, in their stored text, which is exact. Many are counted by
/// the index: the posting lists of the field's terms are intersected with the candidates. Where the
/// index knows no better than candidates, some at random are verified, and the counts are scaled by
/// the share that stands: an estimate, and marked as one.
///
/// Threads: one FacetCounter a thread.
#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

#include "common/articles/stored_article.h"
#include "gisa/searcher.h"
#include "searcher/engine/index/interruption.h"
#include "searcher/engine/index/snapshot.h"

namespace gisa {

/// So many candidates are all looked at; of more, so many are.
inline constexpr std::size_t kFacetsVerified = 400, kFacetsSampled = 200;

class FacetCounter {
 public:
  using IsMatch = std::function<bool(const StoredArticle&)>;

  /// All must outlive the counter.
  FacetCounter(const Snapshot& snapshot, const std::vector<FacetRequest>& wanted,
               Interruption& interruption)
      : snapshot_(snapshot), wanted_(wanted), interruption_(interruption) {}

  /// One facet for each wanted, of the candidates that match; without `is_match` all of them do.
  /// Facets are empty if they are not through in time.
  std::vector<Facet> count(const Xapian::Query& candidates, const IsMatch& is_match) const;

 private:
  std::vector<Facet> count_all(const Xapian::Query& candidates, const IsMatch& is_match) const;
  std::vector<Facet> look_at_all(const std::vector<Xapian::docid>& documents,
                                 const IsMatch& is_match) const;
  double share_that_stands(const std::vector<Xapian::docid>& documents,
                           const IsMatch& is_match) const;
  Facet count_terms(const FacetRequest& request, const std::vector<Xapian::docid>& documents,
                    const Total& total) const;

  const Snapshot& snapshot_;
  const std::vector<FacetRequest>& wanted_;
  Interruption& interruption_;
};

}  // namespace gisa

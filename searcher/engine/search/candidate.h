/// An article on its way from the index to a hit.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "common/articles/stored_article.h"
#include "gisa/searcher.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/ranking/rank_features.h"

namespace gisa {

/// An article found, and its score so far.
struct Candidate {
  ArticleId id = 0;
  double score = 0;
  double bm25 = 0;
  std::optional<RankFeatures> features{};          ///< once the second stage has looked at it
  double preferred = 0;                            ///< share of the preferred phrases
  double recency = 0;                              ///< what its date adds
  std::shared_ptr<const StoredArticle> article{};  ///< once it was read, of the first ones
  std::shared_ptr<const DenseArticle> dense{};     ///< the same, if nothing needed more
  std::vector<Candidate> folded{};                 ///< that tell the same (folding.h)
};

/// What a reading finds, in the order of the first stage or of time, then of the second stage.
struct Found {
  std::vector<Candidate> candidates;
  Total total;
  double best_bm25 = 0;
};

/// The article of a candidate. Throws Error (kCorrupt), Xapian::Error.
std::shared_ptr<const StoredArticle> read_article(const Snapshot& snapshot,
                                                  const Candidate& candidate);

/// The same, perhaps without its body.
std::shared_ptr<const StoredArticle> read_head(const Snapshot& snapshot,
                                               const Candidate& candidate);

/// Candidates whose texts are asked of memory together: more would push each other out of the
/// caches.
inline constexpr std::size_t kReadTogether = 8;

}  // namespace gisa

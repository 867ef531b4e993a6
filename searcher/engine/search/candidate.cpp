#include "searcher/engine/search/candidate.h"

namespace gisa {

std::shared_ptr<const StoredArticle> read_article(const Snapshot& snapshot,
                                                  const Candidate& candidate) {
  if (candidate.article) return candidate.article;
  if (candidate.dense) return std::make_shared<const StoredArticle>(candidate.dense->decode());
  return std::make_shared<const StoredArticle>(snapshot.read(candidate.id));
}

std::shared_ptr<const StoredArticle> read_head(const Snapshot& snapshot,
                                               const Candidate& candidate) {
  if (candidate.article || !candidate.dense) return read_article(snapshot, candidate);
  return std::make_shared<const StoredArticle>(candidate.dense->decode_head());
}

}  // namespace gisa

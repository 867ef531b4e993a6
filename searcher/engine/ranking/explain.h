/// How a hit got its score, for SearchRequest::explain.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/ranking/rank_features.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// What the terms of a plan, which was made of `words` and `synonyms`, contributed to the
/// first-stage score of a document, most first; terms that it does not have are left out. `id` is
/// the article's. Asks Xapian term by term, so that the figures are its own.
std::vector<TermScore> score_terms(const Snapshot& snapshot, const QueryPlan& plan,
                                   const std::vector<QueryWord>& words,
                                   const std::vector<SynonymGroup>& synonyms,
                                   Xapian::docid document, std::string_view id);

/// The features of the second stage with their weights.
std::vector<FeatureScore> score_features(const RankFeatures& features);

}  // namespace gisa

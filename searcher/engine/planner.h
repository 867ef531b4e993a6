/// Turns query words into Xapian queries.
#pragma once

#include <xapian.h>

#include <vector>

#include "searcher/engine/query_words.h"

namespace gisa {

struct QueryPlan {
  Xapian::Query any;  ///< articles with at least one word, weighed: the ranking
  Xapian::Query all;  ///< articles that have every content word's terms, weighed alike
};

QueryPlan plan_query(const std::vector<QueryWord>& words);

/// The weighting scheme of all text terms.
Xapian::BM25Weight text_weight();

}  // namespace gisa

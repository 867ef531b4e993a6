/// The tree inside a Query that a program made (gisa/query.h).
#pragma once

#include "gisa/query.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

struct QueryAccess {
  static const QueryNode& node(const Query& query) { return *query.node_; }
};

}  // namespace gisa

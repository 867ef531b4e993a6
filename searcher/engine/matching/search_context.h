/// What the steps of a search share: the database, the buffers of its thread, and whether it has to
/// end.
#pragma once

#include "common/analysis/analyzer.h"
#include "searcher/engine/index/interruption.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/matching/query_matcher.h"

namespace gisa {

struct SearchContext {
  const Snapshot& snapshot;
  Analyzer analyzer{};
  Analysis title{};
  Analysis body{};
  Interruption interruption{};  ///< of the search that is running

  /// The texts of an article for a QueryMatcher; of one article at a time.
  ArticleText text_of(const StoredArticle& article) { return {article, analyzer, title, body}; }
};

}  // namespace gisa

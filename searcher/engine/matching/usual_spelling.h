/// A word that has another spelling in nearly all articles, 컨텐츠, is read as they spell it.
#pragma once

#include <string>
#include <vector>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// The words of a query, with 콘텐츠 for 컨텐츠 if the synonyms have both: being rare, what was
/// typed would tell more than all else.
std::vector<QueryWord> spelled_as_usual(std::string query, const Synonyms& synonyms,
                                        Analyzer& analyzer, const SegmentSet& segments);

}  // namespace gisa

/// 김정한 기자 asks for what the reporter wrote, which need not name him, as well as for where he
/// is named.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

struct Byline {
  QueryNode tree;  ///< of 김정한 기자 전시: 전시 ("김정한 기자" OR reporter:김정한)
  std::string name;  ///< 김정한
};

/// `"NAME" OR reporter:NAME` of a query that is the name of somebody who has written articles, and
/// nothing else.
std::optional<Byline> read_name_of_reporter(const QueryNode& query, const SegmentSet& segments);

/// How plain words with 기자 behind the name of somebody who has written articles are meant;
/// nothing of other queries. What is said of the articles as such, 쓴 기사, is left out.
std::optional<Byline> read_byline(const QueryNode& query, const SegmentSet& segments);

/// How many articles a reporter wrote of whom the query is the name and nothing else; mostly 0.
std::uint64_t articles_by(const QueryNode& query, const SegmentSet& segments);

}  // namespace gisa

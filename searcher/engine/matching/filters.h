/// Filters and dates of a query. The index decides them exactly; the fields of a stored article
/// tell the same.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "common/articles/stored_article.h"
#include "common/database/schema.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

/// The field of the index whose terms are values of this one; nothing if there are none: url.
std::optional<Field> indexed_field(QueryField field);

/// Articles published on one of the days.
Xapian::Query published_in(const DateRange& days);

/// Whether the article has the value of a filter, which `terms` stand for in the index.
bool filter_matches(const QueryNode& filter, const std::vector<std::string>& terms,
                    const StoredArticle& article);

}  // namespace gisa

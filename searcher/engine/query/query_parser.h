/// Reads what a user typed. gisa-query(7) is the grammar for users; in short, from loose to tight:
///
///     or        = and { ("OR" | "|") and }
///     and       = sequence { ("AND" | "&&") sequence }
///     sequence  = prefixed { prefixed }
///     prefixed  = { "+" | "-" | "NOT" } near
///     near      = unit { "NEAR" [ "/" number ] unit }
///     unit      = [ field ":" ] ( word [ "*" ] | '"' text '"' | "(" or ")" ) [ "^" number ]
///               | field ":" value | "date:" days
///
/// There are no syntax errors: what does not fit is a word, and a note says so.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

/// The tree of a query, nothing if there is not even a word. A query without any syntax is one
/// kWords node whose text is the query as typed, without blanks at its ends. `today` as in
/// parse_date_range(). Notes are appended.
std::optional<QueryNode> parse_query(std::string_view query, int today, std::vector<Note>& notes);

}  // namespace gisa

#include "searcher/engine/query/prepared_query.h"

#include "common/messages/messages.h"
#include "common/text/utf8.h"
#include "searcher/engine/query/query_builder.h"
#include "searcher/engine/query/query_parser.h"

namespace gisa {
namespace {

// The beginning of a query that is too long, which is all that is read of it.
std::string_view what_is_read(std::string_view query) {
  if (query.size() <= kLongestQuery) return query;
  std::size_t end = kLongestQuery;
  while (end > 0 && !is_character_boundary(query, end)) --end;  // it may be no UTF-8
  return query.substr(0, end);
}

}  // namespace

PreparedQuery prepare_query(const SearchRequest& request) {
  PreparedQuery query;
  if (request.expression) {
    query.tree = QueryAccess::node(*request.expression);
    query.is_built = true;
    return query;
  }
  query.typed = what_is_read(request.query);
  if (request.syntax == Syntax::kQuery) {
    query.tree = parse_query(query.typed, today_in_seoul(), query.notes);
  } else if (!query.typed.empty()) {
    query.tree.emplace();
    query.tree->text = query.typed;
  }
  if (query.typed.size() < request.query.size()) {
    const std::string note =
        tr_format("the query is longer than {} bytes, and the rest was not read", kLongestQuery);
    query.notes.insert(query.notes.begin(), {note, query.typed.size()});
  }
  return query;
}

}  // namespace gisa

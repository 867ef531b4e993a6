#include "searcher/engine/index/term_expression.h"

#include <algorithm>
#include <utility>

namespace gisa {

TermExpression TermExpression::all_of(std::vector<TermExpression> parts) {
  TermExpression out;
  out.kind = Kind::kAll;
  for (TermExpression& part : parts) {
    if (std::ranges::find(out.parts, part) == out.parts.end()) out.parts.push_back(std::move(part));
  }
  return out;
}

TermExpression TermExpression::any_of(std::vector<TermExpression> parts) {
  TermExpression out;
  out.kind = Kind::kAny;
  out.parts = std::move(parts);
  return out;
}

TermExpression TermExpression::any_of(const std::vector<std::string>& terms) {
  TermExpression out;
  out.kind = Kind::kAny;
  for (const std::string& term : terms) out.parts.emplace_back(term);
  return out;
}

Xapian::Query TermExpression::to_query() const {
  if (kind == Kind::kEverything) return all_articles();
  if (kind == Kind::kTerm) return Xapian::Query(term);
  std::vector<Xapian::Query> queries;
  queries.reserve(parts.size());
  for (const TermExpression& part : parts) queries.push_back(part.to_query());
  const auto how = kind == Kind::kAll ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
  return {how, queries.begin(), queries.end()};
}

Xapian::Query all_articles() { return Xapian::Query(std::string()); }

}  // namespace gisa

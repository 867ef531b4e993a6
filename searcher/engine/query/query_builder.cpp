#include "searcher/engine/query/query_builder.h"

#include <algorithm>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "searcher/engine/query/query_lexer.h"

namespace gisa {
namespace {

using Kind = QueryNode::Kind;

// The time of a search grows with the square of the number of its filters: a thousand ids take .02
// seconds, ten thousand 2.
constexpr std::size_t kMostParts = 1000;

[[noreturn]] void reject(const std::string& message, const std::string& hint) {
  throw Error(ErrorCode::kInvalidArgument, message, hint);
}

QueryNode make_leaf(Kind kind, std::string_view text, QueryField field = QueryField::kAny) {
  QueryNode node;
  node.kind = kind;
  node.field = field;
  node.text = text;
  return node;
}

// A filter matches parts of names, and the empty value is a part of every name: it filters nothing.
QueryNode make_filter(QueryField field, std::string_view value) {
  return trim_ends(value).empty() ? make_leaf(Kind::kWords, "")
                                  : make_leaf(Kind::kFilter, value, field);
}

int day_number(const std::chrono::year_month_day& date) {
  if (!date.ok() || date.year() < std::chrono::year(1) || date.year() > std::chrono::year(9999))
    reject(tr("not a day of the calendar"), tr("days are from year 1 to 9999, and exist"));
  return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}

QueryNode make_dates(int first, int last) {
  QueryNode node;
  node.kind = Kind::kDate;
  node.dates = {first, last};
  return node;
}

// A group of one is that one.
QueryNode make_group(Kind kind, const char* name, const std::vector<Query>& parts) {
  if (parts.empty()) reject(tr_format("{} of no queries", name), tr("give it at least one"));
  if (parts.size() == 1) return QueryAccess::node(parts.front());
  QueryNode node;
  node.kind = kind;
  for (const Query& part : parts) node.children.push_back(QueryAccess::node(part));
  return node;
}

template <typename Change>
void change_leaves(QueryNode& node, const Change& change) {
  if (is_leaf(node.kind)) change(node);
  for (QueryNode& child : node.children) change_leaves(child, change);
}

QueryNode within(QueryNode node, QueryField field) {
  change_leaves(node, [&](QueryNode& leaf) {
    if (!is_text(leaf.kind))
      reject(tr_format("a filter stands neither in the title nor in the body: {}", to_string(leaf)),
             tr("put it beside the words with all_of()"));
    leaf.field = field;
  });
  return node;
}

struct QuerySize {
  std::size_t parts = 0;
  std::size_t depth = 0;
  std::size_t text_bytes = 0;
};

void measure(const QueryNode& node, std::size_t depth, QuerySize& size) {
  ++size.parts;
  size.depth = std::max(size.depth, depth);
  if (is_text(node.kind)) size.text_bytes += node.text.size();
  for (const QueryNode& child : node.children) measure(child, depth + 1, size);
}

// Queries grow by one level at a time, so this walks none that is much deeper than allowed.
void check_size(const QueryNode& node) {
  QuerySize size;
  measure(node, 0, size);
  if (size.text_bytes > kLongestQuery)
    reject(tr_format("a query of {} bytes of words", size.text_bytes),
           tr_format("look for {} bytes at most", kLongestQuery));
  if (size.parts > kMostParts)
    reject(tr_format("a query of {} parts", size.parts),
           tr_format("put at most {} together", kMostParts));
  if (size.depth > kDeepestGroup)
    reject(tr("a query nested too deep"), tr_format("groups nest {} deep", kDeepestGroup));
}

}  // namespace

Query::Query(QueryNode node) : node_(std::make_shared<const QueryNode>(std::move(node))) {
  check_size(*node_);
}

Query Query::term(std::string_view words) { return Query(make_leaf(Kind::kWords, words)); }
Query Query::phrase(std::string_view words) { return Query(make_leaf(Kind::kPhrase, words)); }
Query Query::prefix(std::string_view beginning) {
  return Query(make_leaf(Kind::kPrefix, beginning));
}

Query Query::press(std::string_view name) { return Query(make_filter(QueryField::kPress, name)); }
Query Query::section(std::string_view name) {
  return Query(make_filter(QueryField::kSection, name));
}
Query Query::reporter(std::string_view name) {
  return Query(make_filter(QueryField::kReporter, name));
}
Query Query::id(std::string_view id) { return Query(make_filter(QueryField::kId, id)); }
Query Query::url(std::string_view part) { return Query(make_filter(QueryField::kUrl, part)); }

Query Query::published(std::chrono::year_month_day first, std::chrono::year_month_day last) {
  const int from = day_number(first), to = day_number(last);
  if (to < from) reject(tr("published: the last day is before the first"), tr("exchange the two"));
  return Query(make_dates(from, to));
}
Query Query::published_since(std::chrono::year_month_day first) {
  return Query(make_dates(day_number(first), DateRange::kOpenEnd));
}
Query Query::published_until(std::chrono::year_month_day last) {
  return Query(make_dates(DateRange::kOpenBegin, day_number(last)));
}

Query Query::all_of(std::vector<Query> parts) {
  return Query(make_group(Kind::kAnd, "all_of", parts));
}
Query Query::any_of(std::vector<Query> parts) {
  return Query(make_group(Kind::kOr, "any_of", parts));
}

Query Query::none_of(std::vector<Query> parts) {
  QueryNode node;
  node.kind = Kind::kNot;
  node.children.push_back(make_group(Kind::kOr, "none_of", parts));
  return Query(std::move(node));
}

Query Query::near(std::vector<Query> parts, unsigned words) {
  if (parts.size() < 2) reject(tr("near needs two queries"), tr("give it two or more"));
  if (words < 1 || words > kLargestDistance)
    reject(tr_format("near: {} is no distance", words),
           tr_format("words are from 1 to {} apart", kLargestDistance));
  QueryNode node = make_group(Kind::kNear, "near", parts);
  node.distance = words;
  for (const QueryNode& child : node.children) {
    if (!is_text(child.kind) || child.field != node.children.front().field)
      reject(tr_format("near is of terms, phrases and prefixes in the same text: {}",
                       gisa::to_string(child)),
             tr("combine other queries with all_of()"));
  }
  return Query(std::move(node));
}

Query Query::in_title() const { return Query(within(*node_, QueryField::kTitle)); }
Query Query::in_body() const { return Query(within(*node_, QueryField::kBody)); }

Query Query::boosted(double factor) const {
  // Not a number is in no range.
  if (!(factor >= kSmallestBoost && factor <= kLargestBoost))
    reject(tr_format("boosted by {:f}", factor), tr("the factor is from .01 to 100"));
  QueryNode node = *node_;
  change_leaves(node, [&](QueryNode& leaf) {
    if (is_text(leaf.kind))
      leaf.boost = std::clamp(leaf.boost * factor, kSmallestBoost, kLargestBoost);
  });
  return Query(std::move(node));
}

std::string Query::to_string() const { return gisa::to_string(*node_); }

}  // namespace gisa

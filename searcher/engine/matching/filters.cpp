#include "searcher/engine/matching/filters.h"

#include <algorithm>
#include <string_view>

#include "common/articles/article.h"
#include "common/database/timestamp.h"

namespace gisa {
namespace {

std::string time_value(int day) { return encode_time_value(begin_of_day(day)); }

}  // namespace

std::optional<Field> indexed_field(QueryField field) {
  switch (field) {
    case QueryField::kPress:
      return Field::kPress;
    case QueryField::kReporter:
      return Field::kReporter;
    case QueryField::kSection:
      return Field::kSection;
    case QueryField::kId:
      return Field::kId;
    default:
      return std::nullopt;
  }
}

// Undated articles have an empty value, which sorts before any.
Xapian::Query published_in(const DateRange& days) {
  const std::string first =
      days.first == DateRange::kOpenBegin ? std::string(1, '\0') : time_value(days.first);
  if (days.last == DateRange::kOpenEnd) return {Xapian::Query::OP_VALUE_GE, kTimeSlot, first};
  std::string last = time_value(days.last + 1);
  // The second before: values are big-endian numbers.
  for (std::size_t i = last.size(); i-- > 0;) {
    if (last[i]-- != '\0') break;
  }
  return {Xapian::Query::OP_VALUE_RANGE, kTimeSlot, first, last};
}

bool filter_matches(const QueryNode& filter, const std::vector<std::string>& terms,
                    const StoredArticle& article) {
  const auto is = [&](Field field, std::string_view value) {
    return std::ranges::find(terms, make_field_term(field, value)) != terms.end();
  };
  switch (filter.field) {
    case QueryField::kPress:
      return is(Field::kPress, article.press);
    case QueryField::kReporter:
      return std::ranges::any_of(split_names(article.reporter),
                                 [&](std::string_view name) { return is(Field::kReporter, name); });
    case QueryField::kSection:
      return is(Field::kSection, article.section);
    case QueryField::kId:
      return is(Field::kId, article.id);
    default:
      return article.url.find(filter.text) != std::string_view::npos;
  }
}

}  // namespace gisa

#include "indexer/segments/article_terms.h"

#include "common/database/timestamp.h"

namespace gisa {

void ArticleTerms::field_terms(const Article& article, std::vector<std::string>& out) {
  out.clear();
  const auto add = [&](Field field, std::string_view value) {
    if (!value.empty()) out.push_back(make_field_term(field, value));
  };
  add(Field::kId, article.id);
  add(Field::kPress, article.press);
  add(Field::kSection, article.section);
  for (const std::string_view name : split_names(article.reporter)) add(Field::kReporter, name);
  if (!utc_seconds(article.date)) return;
  std::string day;  // YYYYMMDD of the date as written, which is Seoul's
  for (const char c : article.date.substr(0, 10)) {
    if (c != '-') day.push_back(c);
  }
  add(Field::kYear, day.substr(0, 4));
  add(Field::kMonth, day.substr(0, 6));
  add(Field::kDay, day);
}

std::string ArticleTerms::time_value(const Article& article) {
  const auto time = utc_seconds(article.date);
  return time ? encode_time_value(*time) : std::string();
}

}  // namespace gisa

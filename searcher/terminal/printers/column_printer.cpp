#include "searcher/terminal/printers/column_printer.h"

#include <fmt/format.h>

#include <cmath>

#include "common/text/escape.h"

namespace gisa::terminal {
namespace {

std::string value_of(const Hit& hit, HitField field) {
  switch (field) {
    case HitField::kRank:
      return std::to_string(hit.rank);
    case HitField::kId:
      return hit.id;
    case HitField::kScore:
      return fmt::format("{}", std::isfinite(hit.score) ? hit.score : 0.0);
    case HitField::kMatch:
      return hit.match == Match::kFull ? "full" : "partial";
    case HitField::kTitle:
      return hit.title;
    case HitField::kDate:
      return hit.date;
    case HitField::kPress:
      return hit.press;
    case HitField::kSection:
      return hit.section;
    case HitField::kReporter:
      return hit.reporter;
    case HitField::kUrl:
      return hit.url;
    case HitField::kPath:
      return hit.path;
    case HitField::kSnippet:
      return hit.snippet;
    case HitField::kText:
      return hit.text.value_or("");
    case HitField::kSimilar:
      return std::to_string(hit.similar.size());
  }
  return {};
}

}  // namespace

std::string as_column(std::string_view text) {
  std::string doubled;
  for (const char c : text) doubled.append(c == '\\' ? 2 : 1, c);
  return escape(doubled);
}

std::string to_columns(const SearchResult& result, std::span<const HitField> fields) {
  std::string lines;
  for (const Hit& hit : result.hits) {
    for (const HitField& field : fields) {
      if (&field != &fields.front()) lines += '\t';
      lines += as_column(value_of(hit, field));
    }
    lines += '\n';
  }
  return lines;
}

}  // namespace gisa::terminal

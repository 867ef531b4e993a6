#include "indexer/document_builder.h"

#include <algorithm>

#include "common/schema.h"
#include "common/stored_article.h"
#include "common/timestamp.h"

namespace gisa {
namespace {

// Sorts and adds up what was collected one occurrence at a time.
void merge_terms(std::vector<std::pair<std::string, std::uint32_t>>& terms) {
  std::ranges::sort(terms);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (kept > 0 && terms[kept - 1].first == terms[i].first) {
      terms[kept - 1].second += terms[i].second;
    } else {
      if (kept != i) terms[kept] = std::move(terms[i]);
      ++kept;
    }
  }
  terms.resize(kept);
}

}  // namespace

void DocumentBuilder::build(const Article& article, std::uint64_t content_hash,
                            IndexDocument& out) {
  out.terms.clear();
  if (!is_made_of_body(article.title, article.body)) add_title(article.title, out);
  add_body(article.body, out);
  add_fields(article, out);
  merge_terms(out.terms);
  const auto time = utc_seconds(article.date);
  out.time_value = time ? encode_time_value(*time) : std::string();
  out.data = encode_stored_article(article, content_hash);
}

void DocumentBuilder::add_title(std::string_view title, IndexDocument& out) {
  analyzer_.analyze(title, analysis_);
  for (const Token& token : analysis_.tokens) {
    make_text_term(token.kind, analysis_.text(token.text), term_);
    out.terms.emplace_back(term_, kTitleWeight);
    if (is_title_kind(token.kind)) out.terms.emplace_back(std::string(kTitlePrefix) + term_, 1);
  }
}

void DocumentBuilder::add_body(std::string_view body, IndexDocument& out) {
  analyzer_.analyze(body, analysis_);
  for (const Token& token : analysis_.tokens) {
    make_text_term(token.kind, analysis_.text(token.text), term_);
    out.terms.emplace_back(term_, 1);
  }
}

// Terms to filter by; they carry no weight (wdf 0).
void DocumentBuilder::add_fields(const Article& article, IndexDocument& out) {
  const auto add = [&](Field field, std::string_view value) {
    if (!value.empty()) out.terms.emplace_back(make_field_term(field, value), 0);
  };
  add(Field::kId, article.id);
  add(Field::kPress, article.press);
  add(Field::kSection, article.section);
  std::string_view names = article.reporter;
  while (!names.empty()) {
    const std::size_t comma = names.find(',');
    add(Field::kReporter, names.substr(0, comma));
    names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 1);
  }
  if (!utc_seconds(article.date)) return;
  std::string day;  // YYYYMMDD of the date as written, which is Seoul's
  for (const char c : article.date.substr(0, 10)) {
    if (c != '-') day.push_back(c);
  }
  add(Field::kYear, day.substr(0, 4));
  add(Field::kMonth, day.substr(0, 6));
  add(Field::kDay, day);
}

}  // namespace gisa

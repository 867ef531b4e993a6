#include "searcher/engine/search/facets.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/articles/article.h"
#include "common/database/schema.h"

namespace gisa {
namespace {

Field field_of(FacetField facet) {
  switch (facet) {
    case FacetField::kPress:
      return Field::kPress;
    case FacetField::kSection:
      return Field::kSection;
    case FacetField::kReporter:
      return Field::kReporter;
    case FacetField::kYear:
      return Field::kYear;
    case FacetField::kMonth:
      return Field::kMonth;
    case FacetField::kDay:
      break;
  }
  return Field::kDay;
}

bool is_date(FacetField facet) { return facet >= FacetField::kYear; }

// The article's values of the facet, as it spells them.
std::vector<std::string_view> values_of(const StoredArticle& article, FacetField facet) {
  constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;
  const auto one = [](std::string_view value) {
    return value.empty() ? std::vector<std::string_view>() : std::vector{value};
  };
  const auto dated = [&](std::size_t length) {
    return one(article.date.size() < kDay ? "" : article.date.substr(0, length));
  };
  switch (facet) {
    case FacetField::kPress:
      return one(article.press);
    case FacetField::kSection:
      return one(article.section);
    case FacetField::kReporter:
      return split_names(article.reporter);
    case FacetField::kYear:
      return dated(kYear);
    case FacetField::kMonth:
      return dated(kMonth);
    case FacetField::kDay:
      break;
  }
  return dated(kDay);
}

// 20240111 -> 2024-01-11.
std::string date_of(std::string_view digits) {
  std::string date(digits);
  for (const std::size_t at : {std::size_t{4}, std::size_t{7}}) {
    if (date.size() > at) date.insert(at, "-");
  }
  return date;
}

// Dates in their order, other values the most frequent first, equal ones by name.
void order(Facet& facet, std::size_t limit) {
  std::ranges::sort(facet.counts, [&](const FacetCount& a, const FacetCount& b) {
    if (!is_date(facet.field) && a.articles != b.articles) return a.articles > b.articles;
    return a.value < b.value;
  });
  if (is_date(facet.field) || limit == 0 || facet.counts.size() <= limit) return;
  facet.more = facet.counts.size() - limit;
  facet.counts.resize(limit);
}

// Which articles match or may match, by id.
class Candidates {
 public:
  explicit Candidates(const std::vector<Xapian::docid>& sorted)
      : is_in_(sorted.empty() ? 0 : sorted.back() + 1) {
    for (const Xapian::docid id : sorted) is_in_[id] = true;
  }
  bool contains(Xapian::docid id) const { return id < is_in_.size() && is_in_[id]; }

 private:
  std::vector<bool> is_in_;
};

// Counts the values of articles that are looked at.
class ValueCounter {
 public:
  explicit ValueCounter(FacetField facet) : facet_(facet) {}

  void add(const StoredArticle& article) {
    const std::vector<std::string_view> values = values_of(article, facet_);
    if (values.empty()) ++absent_;
    for (const std::string_view value : values) {
      // One newspaper may be spelled in several ways; the first one met is shown.
      const std::string key =
          is_date(facet_) ? std::string(value) : make_field_term(field_of(facet_), value);
      const auto [found, is_new] = places_.try_emplace(key, counts_.size());
      if (is_new) counts_.push_back({std::string(value), 0});
      ++counts_[found->second].articles;
    }
  }

  Facet finish(const Total& total, std::size_t limit) && {
    Facet facet{facet_, total, std::move(counts_), 0, absent_};
    order(facet, limit);
    return facet;
  }

 private:
  FacetField facet_;
  std::uint64_t absent_ = 0;
  std::vector<FacetCount> counts_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace

std::vector<Facet> FacetCounter::count(const Xapian::Query& candidates,
                                       const IsMatch& is_match) const {
  std::vector<Facet> facets;
  if (!interruption_.reached()) facets = count_all(candidates, is_match);
  if (!interruption_.was_reached()) return facets;
  facets.clear();
  for (const FacetRequest& request : wanted_)
    facets.push_back({request.field, {0, Total::Relation::kAtLeast}, {}});
  return facets;
}

std::vector<Facet> FacetCounter::count_all(const Xapian::Query& candidates,
                                           const IsMatch& is_match) const {
  const std::vector<Xapian::docid> documents = snapshot_.find(candidates, interruption_);
  if (documents.size() <= kFacetsVerified) return look_at_all(documents, is_match);
  Total total{documents.size(), Total::Relation::kExact};
  if (is_match) {
    const double share = share_that_stands(documents, is_match);
    total = {static_cast<std::uint64_t>(std::llround(share * static_cast<double>(total.value))),
             Total::Relation::kEstimate};
  }
  std::vector<Facet> facets;
  for (const FacetRequest& request : wanted_)
    facets.push_back(count_terms(request, documents, total));
  return facets;
}

std::vector<Facet> FacetCounter::look_at_all(const std::vector<Xapian::docid>& documents,
                                             const IsMatch& is_match) const {
  std::vector<ValueCounter> counters;
  for (const FacetRequest& request : wanted_) counters.emplace_back(request.field);
  Total total;
  for (const Xapian::docid id : documents) {
    if (interruption_.reached()) break;
    const StoredArticle article = snapshot_.read(id);
    if (is_match && !is_match(article)) continue;
    ++total.value;
    for (ValueCounter& counter : counters) counter.add(article);
  }
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < counters.size(); ++i)
    facets.push_back(std::move(counters[i]).finish(total, wanted_[i].limit));
  return facets;
}

double FacetCounter::share_that_stands(const std::vector<Xapian::docid>& documents,
                                       const IsMatch& is_match) const {
  // One at random of each of as many parts; even steps would follow what repeats in the ids, such
  // as the segments. The seed is fixed: the same question has the same answer.
  std::mt19937 random;
  std::size_t standing = 0;
  for (std::size_t i = 0; i < kFacetsSampled && !interruption_.reached(); ++i) {
    const std::size_t begin = i * documents.size() / kFacetsSampled;
    const std::size_t end = (i + 1) * documents.size() / kFacetsSampled;
    const Xapian::docid id = documents[begin + random() % (end - begin)];
    if (is_match(snapshot_.read(id))) ++standing;
  }
  return static_cast<double>(standing) / static_cast<double>(kFacetsSampled);
}

Facet FacetCounter::count_terms(const FacetRequest& request,
                                const std::vector<Xapian::docid>& documents,
                                const Total& total) const {
  const Xapian::Database& database = snapshot_.database();
  const Candidates candidates(documents);
  const double share =
      static_cast<double>(total.value) / static_cast<double>(std::max(documents.size(), 1UL));
  const auto scaled = [&](std::uint64_t count) {
    return static_cast<std::uint64_t>(std::llround(share * static_cast<double>(count)));
  };
  const std::string prefix = make_field_term(field_of(request.field), "");
  snapshot_.verify_terms(prefix);
  Facet facet{request.field, total, {}, 0, 0};
  std::vector<Xapian::docid> examples;  // an article for each value
  std::vector<bool> has_value(documents.back() + 1);
  std::uint64_t with_value = 0;
  for (auto term = database.allterms_begin(prefix);
       term != database.allterms_end(prefix) && !interruption_.reached(); ++term) {
    FacetCount count{(*term).substr(prefix.size()), 0};
    Xapian::docid example = 0;
    for (auto it = database.postlist_begin(*term); it != database.postlist_end(*term); ++it) {
      if (!candidates.contains(*it)) continue;
      if (count.articles++ == 0) example = *it;
      if (!has_value[*it]) ++with_value;
      has_value[*it] = true;
    }
    if (scaled(count.articles) == 0) continue;
    facet.counts.push_back(std::move(count));
    examples.push_back(example);
  }
  std::unordered_map<std::string, Xapian::docid> example_of;
  for (std::size_t i = 0; i < examples.size(); ++i) example_of[facet.counts[i].value] = examples[i];
  order(facet, request.limit);
  for (FacetCount& count : facet.counts) {
    count.articles = scaled(count.articles);
    if (is_date(request.field)) {
      count.value = date_of(count.value);
      continue;
    }
    // Terms are normalized: an article has the value as it is spelled.
    const std::string term = prefix + count.value;
    const StoredArticle article = snapshot_.read(example_of[count.value]);
    for (const std::string_view value : values_of(article, request.field)) {
      if (make_field_term(field_of(request.field), value) == term) count.value = value;
    }
  }
  facet.absent = scaled(documents.size() - with_value);
  return facet;
}

}  // namespace gisa

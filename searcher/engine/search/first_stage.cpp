#include "searcher/engine/search/first_stage.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <string>

#include "common/database/schema.h"

namespace gisa {
namespace {

// Counts are exact up to about this many articles; beyond, Xapian estimates.
constexpr Xapian::doccount kCountedExactly = 1000;

// Orders by time with undated articles last, whichever way.
class TimeKey final : public Xapian::KeyMaker {
 public:
  explicit TimeKey(Sort sort) : undated_(sort == Sort::kOldest ? "\xff" : "") {}
  std::string operator()(const Xapian::Document& document) const override {
    const std::string value = document.get_value(kTimeSlot);
    return value.empty() ? undated_ : value;
  }

 private:
  std::string undated_;
};

Total total_of(const Xapian::MSet& found) {
  const Xapian::doccount low = found.get_matches_lower_bound(),
                         high = found.get_matches_upper_bound();
  if (low == high) return {low, Total::Relation::kExact};
  return {std::max<std::uint64_t>(found.get_matches_estimated(), low), Total::Relation::kEstimate};
}

Candidate make_candidate(ArticleId id, double score) {
  return {.id = id, .score = score, .bm25 = score};
}

}  // namespace

bool is_by_score(Sort sort) { return sort == Sort::kRelevance || sort == Sort::kRecent; }

void FirstStage::start(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
                       const QueryMatcher& matcher, std::size_t most) {
  const bool has_words = !reading.words.empty();
  sort_ = is_by_score(request.sort) && !has_words ? Sort::kNewest : request.sort;
  is_by_terms_ = sort_ == Sort::kRelevance && has_words && reading.expansions.empty();
  recency_.reset();
  const auto filter = reading.required ? matcher.candidates(*reading.required) : std::nullopt;
  if (is_by_terms_) {
    score_by_terms(reading, plan, filter, most);
    return;
  }
  if (reading.needs_words) {
    query_ = plan.any;
    if (filter) query_ = {Xapian::Query::OP_FILTER, query_, *filter};
  } else {
    query_ = {Xapian::Query::OP_SCALE_WEIGHT, filter.value_or(all_articles()), 0};
    query_ = {Xapian::Query::OP_AND_MAYBE, query_, plan.weights};
  }
  for (const Xapian::Query& expansion : reading.expansions)
    query_ = {Xapian::Query::OP_AND_MAYBE, query_, expansion};
  if (sort_ != Sort::kRecent) return;
  recency_.emplace(context_.snapshot.database(), request.half_life);
  best_bm25_ = match(query_, Sort::kRelevance, 0, 1).get_max_attained();
  auto* source = new RecencySource(*recency_, best_bm25_);
  query_ = {Xapian::Query::OP_AND_MAYBE, query_, Xapian::Query(source->release())};
}

FirstPage FirstStage::page(std::size_t offset, std::size_t limit) {
  return is_by_terms_ ? best_by_terms(offset, limit) : best_by_xapian(offset, limit);
}

std::vector<ArticleId> FirstStage::sample(std::size_t count) const {
  if (is_by_terms_) return scoring_.sample(count);
  const std::vector<ArticleId> all = context_.snapshot.find(query_, context_.interruption);
  std::vector<ArticleId> some;
  std::ranges::sample(all, std::back_inserter(some), static_cast<std::ptrdiff_t>(count),
                      std::mt19937_64());
  return some;
}

void FirstStage::score_by_terms(const Reading& reading, const QueryPlan& plan,
                                const std::optional<Xapian::Query>& filter, std::size_t most) {
  std::optional<std::vector<ArticleId>> among;
  if (filter || !reading.needs_words)
    among = context_.snapshot.find(filter.value_or(all_articles()), context_.interruption);
  scoring_.run(plan, among ? &*among : nullptr, reading.needs_words, most, context_.interruption);
}

FirstPage FirstStage::best_by_terms(std::size_t offset, std::size_t limit) const {
  FirstPage page;
  page.total = {scoring_.matched(), Total::Relation::kExact};
  const std::vector<ScoredArticle> best = scoring_.best(offset + limit);
  page.candidates.reserve(best.size() - std::min(best.size(), offset));
  for (std::size_t i = offset; i < best.size(); ++i)
    page.candidates.push_back(make_candidate(best[i].id, best[i].score));
  return page;
}

FirstPage FirstStage::best_by_xapian(std::size_t offset, std::size_t limit) {
  FirstPage page;
  const Xapian::MSet set = match(query_, sort_, offset, limit);
  page.total = total_of(set);
  for (auto it = set.begin(); it != set.end(); ++it)
    page.candidates.push_back(make_candidate(*it, it.get_weight()));
  return page;
}

Xapian::MSet FirstStage::match(const Xapian::Query& query, Sort sort, std::size_t offset,
                               std::size_t limit) {
  const Snapshot& snapshot = context_.snapshot;
  snapshot.verify(query);
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(snapshot.without_deleted(query));
  enquire.set_weighting_scheme(text_weight());
  TimeKey key(sort);
  // In the order of time all are looked at anyway, and may as well be counted.
  const bool is_by_time = !is_by_score(sort);
  if (is_by_time) enquire.set_sort_by_key_then_relevance(&key, sort == Sort::kNewest);
  const Xapian::doccount counted =
      is_by_time ? snapshot.database().get_doccount() : kCountedExactly;
  const auto first = static_cast<Xapian::doccount>(std::min(offset, kMostHits));
  const auto most = static_cast<Xapian::doccount>(std::min(limit, kMostHits));
  const StopDecider decider(context_.interruption);
  return enquire.get_mset(first, most, counted, nullptr,
                          context_.interruption.is_possible() ? &decider : nullptr);
}

void FirstStage::tell_bm25(Found& found) const {
  for (const Candidate& candidate : found.candidates)
    found.best_bm25 = std::max(found.best_bm25, candidate.bm25);
  if (!recency_) return;
  found.best_bm25 = best_bm25_;
  for (Candidate& candidate : found.candidates) {
    candidate.recency = recency_->of(context_.snapshot.time_value(candidate.id));
    candidate.bm25 -= best_bm25_ * candidate.recency;
  }
}

}  // namespace gisa

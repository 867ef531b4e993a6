#include "searcher/engine/search/first_stage.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include "common/database/schema.h"

namespace gisa {
namespace {

// Servers cannot be told of recency: this many of the best and as many of the newest are fetched,
// and those with the highest sum of both are taken from them.
constexpr std::size_t kBestAndNewest = 1000;

// Counts are exact up to about this many articles; beyond, Xapian estimates.
constexpr Xapian::doccount kCountedExactly = 1000;

Total total_of(const Xapian::MSet& found) {
  const Xapian::doccount low = found.get_matches_lower_bound(),
                         high = found.get_matches_upper_bound();
  if (low == high) return {low, Total::Relation::kExact};
  return {std::max<std::uint64_t>(found.get_matches_estimated(), low), Total::Relation::kEstimate};
}

Candidate make_candidate(ArticleId id, double score) {
  return {.id = id, .score = score, .bm25 = score};
}

FirstPage page_of(const Xapian::MSet& found) {
  FirstPage page;
  page.total = total_of(found);
  for (auto it = found.begin(); it != found.end(); ++it)
    page.candidates.push_back(make_candidate(*it, it.get_weight()));
  return page;
}

}  // namespace

bool is_by_score(Sort sort) { return sort == Sort::kRelevance || sort == Sort::kRecent; }

void FirstStage::start(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
                       const QueryMatcher& matcher, std::size_t most) {
  const bool has_words = !reading.words.empty();
  sort_ = is_by_score(request.sort) && !has_words ? Sort::kNewest : request.sort;
  is_by_terms_ = sort_ == Sort::kRelevance && has_words && reading.expansions.empty() &&
                 !context_.snapshot.is_served();
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
  best_bm25_ = match(query_, Order::kScore, 0, 1).get_max_attained();
  if (context_.snapshot.is_served()) return;
  auto* source = new RecencySource(*recency_, best_bm25_);
  query_ = {Xapian::Query::OP_AND_MAYBE, query_, Xapian::Query(source->release())};
}

FirstPage FirstStage::page(std::size_t offset, std::size_t limit) {
  if (is_by_terms_) return best_by_terms(offset, limit);
  if (sort_ == Sort::kOldest) return oldest(offset, limit);
  const bool is_ours = sort_ == Sort::kRecent && context_.snapshot.is_served();
  return is_ours ? best_by_recency(offset, limit) : best_by_xapian(offset, limit);
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
  return page_of(
      match(query_, sort_ == Sort::kNewest ? Order::kNewest : Order::kScore, offset, limit));
}

// The oldest first. Articles without a date have the lowest value of all, so they are looked for
// separately, to come last.
FirstPage FirstStage::oldest(std::size_t offset, std::size_t limit) {
  const Xapian::Query dated(Xapian::Query::OP_VALUE_GE, kTimeSlot, std::string(1, '\0'));
  const Xapian::MSet first =
      match({Xapian::Query::OP_FILTER, query_, dated}, Order::kOldest, offset, limit);
  FirstPage page = page_of(first);
  const std::size_t count = page.total.value;  // exact, as always in an order of time
  const Xapian::MSet rest = match({Xapian::Query::OP_AND_NOT, query_, dated}, Order::kOldest,
                                  offset - std::min(offset, count), limit - first.size());
  FirstPage undated = page_of(rest);
  page.total.value += undated.total.value;
  std::ranges::move(undated.candidates, std::back_inserter(page.candidates));
  return page;
}

FirstPage FirstStage::best_by_recency(std::size_t offset, std::size_t limit) {
  const std::size_t most =
      std::max(kBestAndNewest, std::min(offset, kMostHits) + std::min(limit, kMostHits));
  std::map<ArticleId, double> scores;
  FirstPage page;
  for (const Order order : {Order::kScoreWithTime, Order::kNewest}) {
    const Xapian::MSet found = match(query_, order, 0, most);
    page.total = total_of(found);  // exact of the newest, which come last
    for (auto it = found.begin(); it != found.end(); ++it)
      scores[*it] = it.get_weight() + best_bm25_ * recency_->of(it.get_sort_key());
  }
  for (const auto& [id, score] : scores) page.candidates.push_back(make_candidate(id, score));
  std::ranges::stable_sort(page.candidates, std::greater<>(), &Candidate::score);
  page.candidates.erase(page.candidates.begin(),
                        page.candidates.begin() +
                            static_cast<std::ptrdiff_t>(std::min(offset, page.candidates.size())));
  if (page.candidates.size() > limit) page.candidates.resize(limit);
  return page;
}

Xapian::MSet FirstStage::match(const Xapian::Query& query, Order order, std::size_t offset,
                               std::size_t limit) {
  const Snapshot& snapshot = context_.snapshot;
  snapshot.verify(query);
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(snapshot.without_deleted(query));
  enquire.set_weighting_scheme(text_weight());
  // In the order of time all are looked at anyway, and may as well be counted.
  const bool is_by_time = order == Order::kNewest || order == Order::kOldest;
  if (is_by_time) enquire.set_sort_by_value_then_relevance(kTimeSlot, order == Order::kNewest);
  if (order == Order::kScoreWithTime) enquire.set_sort_by_relevance_then_value(kTimeSlot, true);
  const Xapian::doccount counted =
      is_by_time ? snapshot.database().get_doccount() : kCountedExactly;
  const auto first = static_cast<Xapian::doccount>(std::min(offset, kMostHits));
  const auto most = static_cast<Xapian::doccount>(std::min(limit, kMostHits));
  Interruption& interruption = context_.interruption;
  if (snapshot.is_served()) {
    Xapian::MSet found = enquire.get_mset(first, most, counted);
    (void)interruption.reached();
    return found;
  }
  const StopDecider decider(interruption);
  return enquire.get_mset(first, most, counted, nullptr,
                          interruption.is_possible() ? &decider : nullptr);
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

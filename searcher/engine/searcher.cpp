#include "gisa/searcher.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <span>

#include "common/analyzer.h"
#include "common/article.h"
#include "common/io_error.h"
#include "common/messages.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/interruption.h"
#include "searcher/engine/query/query_builder.h"
#include "searcher/engine/query/query_matcher.h"
#include "searcher/engine/query/query_parser.h"
#include "searcher/engine/query/query_words.h"
#include "searcher/engine/query/reading.h"
#include "searcher/engine/query/synonyms.h"
#include "searcher/engine/ranking/explain.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/ranking/ranker.h"
#include "searcher/engine/ranking/recency.h"
#include "searcher/engine/ranking/term_scoring.h"
#include "searcher/engine/search/facets.h"
#include "searcher/engine/text/sentence_filter.h"
#include "searcher/engine/text/snippet.h"
#include "searcher/engine/text/text_matcher.h"

namespace gisa {
namespace {

// Counts are exact up to about this many articles; beyond, Xapian estimates.
constexpr Xapian::doccount kCountedExactly = 1000;
constexpr std::size_t kMostHits = 10'000'000;

// Where the index gives candidates only, so many are verified for the count whatever page is asked
// for, and no more than the second number for the hits.
constexpr std::size_t kCountedByText = 100;
constexpr std::size_t kMostVerified = 20'000;

// Candidates are put in order in so many times as many at a time: the best of all are sought anew
// each time.
constexpr std::size_t kWiderWindow = 4;

// When time is up, so many hits are shown all the same, if they were found.
constexpr std::size_t kHitsHoweverLate = 10;

// Candidates whose texts are asked of memory together: more would push each other out of the
// caches.
constexpr std::size_t kReadTogether = 8;

// The same of signatures, of which a line each is needed.
constexpr std::size_t kSignaturesTogether = 32;

// Articles that a search keeps once it has read them.
constexpr std::size_t kKeptArticles = 200;

// Bytes of a text that is analyzed as a whole, without looking at its sentences first.
constexpr std::size_t kShortText = 200;

// What a quoted part of a headline adds to the score, if the article has all of them.
constexpr double kPreferredPhrases = 0.2;

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

std::string_view beginning_of(std::string_view query, std::vector<Note>& notes) {
  if (query.size() <= kLongestQuery) return query;
  std::size_t end = kLongestQuery;
  while (end > 0 && (static_cast<unsigned char>(query[end]) & 0xC0) == 0x80) --end;
  notes.push_back(
      {tr_format("the query is longer than {} bytes, and the rest was not read", kLongestQuery),
       end});
  return query.substr(0, end);
}

Total total_of(const Xapian::MSet& found) {
  const Xapian::doccount low = found.get_matches_lower_bound(),
                         high = found.get_matches_upper_bound();
  if (low == high) return {low, Total::Relation::kExact};
  return {std::max<std::uint64_t>(found.get_matches_estimated(), low), Total::Relation::kEstimate};
}

std::size_t content_words(const Reading& reading) {
  return static_cast<std::size_t>(std::ranges::count_if(reading.words, &QueryWord::is_content));
}

bool is_by_score(Sort sort) { return sort == Sort::kRelevance || sort == Sort::kRecent; }

// An article found, and its score so far.
struct Candidate {
  ArticleId id = 0;
  double score = 0;
  double bm25 = 0;
  std::optional<RankFeatures> features;          // once the second stage has looked at it
  double preferred = 0;                          // share of the preferred phrases
  double recency = 0;                            // what its date adds
  std::shared_ptr<const StoredArticle> article;  // once it was read, of the first ones
  std::shared_ptr<const DenseArticle> dense;     // the same, if nothing needed more
};

// What a reading finds, in the order of the first stage or of time.
struct Found {
  std::vector<Candidate> candidates;
  Total total;
  double best_bm25 = 0;
};

// Candidates from `offset` on, at most `limit`, in their order, and how many there are in all.
struct FirstPage {
  std::vector<Candidate> candidates;
  Total total;
};
using FirstStage = std::function<FirstPage(std::size_t offset, std::size_t limit)>;

// Among equal scores the newest comes first, undated ones last, then the smaller id.
template <typename Read>
void order_equal_scores(std::span<Candidate> candidates, const Snapshot& snapshot, Read read) {
  using Key = std::pair<std::string, std::string>;
  for (auto begin = candidates.begin(); begin != candidates.end();) {
    const auto end = std::find_if(begin, candidates.end(), [&](const Candidate& other) {
      return other.score != begin->score;
    });
    if (end - begin > 1) {
      std::vector<std::pair<Key, Candidate>> equal;
      for (auto it = begin; it != end; ++it) {
        equal.push_back({{snapshot.time_value(it->id), std::string(read(*it)->id)}, *it});
      }
      std::ranges::sort(equal, [](const auto& a, const auto& b) {
        return a.first.first != b.first.first ? a.first.first > b.first.first
                                              : a.first.second < b.first.second;
      });
      std::ranges::transform(equal, begin, [](const auto& entry) { return entry.second; });
    }
    begin = end;
  }
}

// What one text of an article matches.
struct TextMatches {
  std::vector<MatchedRange> ranges;
  std::vector<bool> words;  // which query words occur
};

// Phrases may go on from one sentence to the next.
std::optional<SentenceFilter> sentence_filter(const Reading& reading) {
  if (!reading.phrases.empty()) return std::nullopt;
  SentenceFilter filter(reading.words);
  for (const SynonymGroup& group : reading.synonyms) {
    for (const std::vector<QueryWord>& alternative : *group.alternatives)
      filter.add_all(alternative);
  }
  if (!filter.is_useful()) return std::nullopt;
  return filter;
}

}  // namespace

// One search at a time, with the files and buffers it needs.
class Searcher::Impl {
 public:
  Impl(const std::filesystem::path& database, std::shared_ptr<const Snapshot> snapshot)
      : database_(database),
        snapshot_(std::move(snapshot)),
        scoring_(snapshot_->index(), snapshot_->deleted()) {}

  SearchResult search(const SearchRequest& request) {
    const auto started = std::chrono::steady_clock::now();
    SearchResult result;
    result.query = request.expression ? request.expression->to_string() : request.query;
    interruption_ = Interruption(request);
    try {
      run(request, result);
      result.timed_out = interruption_.was_reached();
    } catch (const Xapian::Error& error) {
      throw segment_error("of " + database_.string(), error.get_msg(), error.get_error_string());
    }
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
  }

  void use(std::shared_ptr<const Synonyms> synonyms) { synonyms_ = std::move(synonyms); }

  const Snapshot& snapshot() const { return *snapshot_; }

 private:
  void run(const SearchRequest& request, SearchResult& result);
  std::shared_ptr<const StoredArticle> read(const Candidate& candidate) const;
  std::shared_ptr<const StoredArticle> read_head(const Candidate& candidate) const;
  std::vector<Reading> readings_of(const SearchRequest& request, QueryMatcher& matcher,
                                   SearchResult& result);
  std::vector<SynonymGroup> synonyms_of(const Reading& reading) const;
  Found find(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
             const QueryMatcher& matcher);
  Found take_all(const FirstStage& stage, std::size_t wanted) const;
  Found verify(const FirstStage& stage, const MatchNode& required, std::size_t wanted,
               const QueryMatcher& matcher);
  void rank(Found& found, const Reading& reading, const QueryPlan& plan,
            const QueryMatcher& matcher);
  void prefetch(std::span<const Candidate> candidates) const;
  void find_likely(std::span<const Candidate> candidates, const MatchNode& required,
                   const QueryMatcher& matcher);
  bool stands(Candidate& candidate, const MatchNode& required, const QueryMatcher& matcher,
              bool has_room);
  RankFeatures look_at(Candidate& candidate, double share, double length);
  void score_by_terms(const Reading& reading, const QueryPlan& plan,
                      const std::optional<Xapian::Query>& filter, std::size_t most);
  FirstPage best_by_terms(std::size_t offset, std::size_t limit) const;
  FirstPage best_by_xapian(const Xapian::Query& query, Sort sort, std::size_t offset,
                           std::size_t limit) const;
  void add_recency(Found& found, const Recency& recency) const;
  double preferred_share(const Reading& reading, const StoredArticle& article,
                         const QueryMatcher& matcher);
  Xapian::MSet match(const Xapian::Query& query, Sort sort, std::size_t offset,
                     std::size_t limit) const;
  Hit make_hit(const Candidate& candidate, const Reading& reading, const QueryMatcher& matcher,
               const SearchRequest& request);
  void add_synonyms(const SynonymGroup& group, std::vector<WordMatch>& found) const;
  TextMatches match_text(std::string_view text, const Reading& reading,
                         const QueryMatcher& matcher);
  std::vector<Facet> count_facets(const Reading& reading, const SearchRequest& request,
                                  const QueryMatcher& matcher);
  Xapian::Query full_candidates(const Reading& reading) const;
  bool has_all_words(const StoredArticle& article, const Reading& reading,
                     const QueryMatcher& matcher);
  Explanation explain(const Candidate& candidate, const Reading& reading, const QueryPlan& plan,
                      std::string_view id, double best_bm25) const;
  std::vector<double> word_weights(const std::vector<QueryWord>& words) const;

  std::filesystem::path database_;
  std::shared_ptr<const Snapshot> snapshot_;
  Analyzer analyzer_;
  Analysis analysis_;
  Analysis title_analysis_;
  std::optional<SentenceFilter> sentences_;  // of the reading that is looked for
  PartialText partial_;
  std::vector<double> word_weights_;  // of its words
  TermScoring scoring_;
  Ranker ranker_;
  std::vector<ArticleId> likely_;      // of the candidates that are looked at
  mutable Interruption interruption_;  // of the search that is running
  std::shared_ptr<const Synonyms> synonyms_;
};

// Not of words in quotes: they mean themselves.
std::vector<SynonymGroup> Searcher::Impl::synonyms_of(const Reading& reading) const {
  std::vector<SynonymGroup> groups;
  for (std::size_t first = 0; first < reading.words.size();) {
    const Synonyms::Match found = synonyms_->match(reading.words, first);
    const std::size_t last = first + std::max<std::size_t>(found.length, 1);
    const bool is_quoted = std::ranges::any_of(reading.phrases, [&](const auto& phrase) {
      return phrase.first < last && first < phrase.last;
    });
    if (found.length > 0 && !is_quoted) groups.push_back({first, last, found.alternatives});
    first = last;
  }
  return groups;
}

std::vector<Reading> Searcher::Impl::readings_of(const SearchRequest& request,
                                                 QueryMatcher& matcher, SearchResult& result) {
  std::optional<QueryNode> tree;
  if (request.expression) {
    tree = QueryAccess::node(*request.expression);
  } else if (request.syntax == Syntax::kQuery) {
    tree = parse_query(beginning_of(request.query, result.notes), today_in_seoul(), result.notes);
  } else if (!request.query.empty()) {
    tree.emplace();
    tree->text = beginning_of(request.query, result.notes);
  }
  if (!tree) return {};
  result.parse = to_string(*tree);
  return read_query(*tree, request, matcher, analyzer_, result.notes);
}

void Searcher::Impl::run(const SearchRequest& request, SearchResult& result) {
  if (snapshot_->article_count() == 0) return;
  QueryMatcher matcher(*snapshot_, analyzer_);
  for (Reading& reading : readings_of(request, matcher, result)) {
    reading.synonyms = synonyms_of(reading);
    sentences_ = sentence_filter(reading);
    const QueryPlan plan = plan_query(reading.words, reading.synonyms, snapshot_->index());
    Found found = find(reading, plan, request, matcher);
    if (found.total.value == 0 && !interruption_.was_reached()) continue;
    if (!reading.note.empty()) result.notes.push_back({reading.note, 0});
    result.total = found.total;
    std::vector<Candidate>& candidates = found.candidates;
    const double best_bm25 = found.best_bm25;
    if (is_by_score(request.sort) && !reading.words.empty()) rank(found, reading, plan, matcher);
    if (request.snippets) word_weights_ = word_weights(reading.words);
    for (std::size_t i = request.offset;
         i < candidates.size() && result.hits.size() < request.limit; ++i) {
      const bool is_late = result.hits.size() >= kHitsHoweverLate || interruption_.is_stopped();
      if (is_late && interruption_.reached()) break;
      result.hits.push_back(make_hit(candidates[i], reading, matcher, request));
      Hit& hit = result.hits.back();
      hit.rank = i + 1;
      if (request.explain)
        hit.explanation = explain(candidates[i], reading, plan, hit.id, best_bm25);
    }
    if (!request.facets.empty()) result.facets = count_facets(reading, request, matcher);
    return;
  }
  for (const FacetRequest& facet : request.facets) result.facets.push_back({facet.field, {}, {}});
}

// Articles that may match fully.
Xapian::Query Searcher::Impl::full_candidates(const Reading& reading) const {
  std::vector<Xapian::Query> needed;
  const auto all_of = [](const std::vector<QueryWord>& words, std::size_t first, std::size_t last) {
    std::vector<Xapian::Query> terms;
    for (std::size_t i = first; i < last; ++i) {
      if (words[i].is_content) terms.push_back(articles_with(words[i]));
    }
    return Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end());
  };
  for (std::size_t first = 0; first < reading.words.size();) {
    const auto group = std::ranges::find(reading.synonyms, first, &SynonymGroup::first);
    const bool has_synonyms = group != reading.synonyms.end();
    const std::size_t last = has_synonyms ? group->last : first + 1;
    Xapian::Query part = all_of(reading.words, first, last);
    for (std::size_t i = 0; has_synonyms && !part.empty() && i < group->alternatives->size(); ++i) {
      const std::vector<QueryWord>& alternative = (*group->alternatives)[i];
      part |= all_of(alternative, 0, alternative.size());
    }
    if (!part.empty()) needed.push_back(part);
    first = last;
  }
  return {Xapian::Query::OP_AND, needed.begin(), needed.end()};
}

bool Searcher::Impl::has_all_words(const StoredArticle& article, const Reading& reading,
                                   const QueryMatcher& matcher) {
  const TextMatches title = match_text(article.title, reading, matcher);
  const TextMatches body = match_text(article.body, reading, matcher);
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (reading.words[i].is_content && !title.words[i] && !body.words[i]) return false;
  }
  return true;
}

// Of the full matches; with MatchMode::kAny of all that is found.
std::vector<Facet> Searcher::Impl::count_facets(const Reading& reading,
                                                const SearchRequest& request,
                                                const QueryMatcher& matcher) {
  const FacetCounter counter(*snapshot_, request.facets, interruption_);
  if (reading.is_relaxed) return counter.count(Xapian::Query(), {});
  const bool is_any = request.match == MatchMode::kAny;
  const std::optional<MatchNode>& rule = is_any ? reading.required : reading.full;
  Xapian::Query candidates = all_articles();
  if (rule) candidates = matcher.candidates(*rule).value_or(candidates);
  if (is_any && reading.needs_words) {
    const QueryPlan plan = plan_query(reading.words, reading.synonyms, snapshot_->index());
    candidates = Xapian::Query(Xapian::Query::OP_FILTER, plan.any, candidates);
  }
  if (!is_any && !rule) {
    return counter.count(full_candidates(reading), [&](const StoredArticle& article) {
      return has_all_words(article, reading, matcher);
    });
  }
  if (!rule || QueryMatcher::is_exact(*rule, matcher)) return counter.count(candidates, {});
  return counter.count(candidates, [&](const StoredArticle& article) {
    ArticleText text(article, analyzer_, title_analysis_, analysis_);
    return matcher.matches(*rule, text);
  });
}

// The second stage sees the same candidates whatever page is asked for, so that pages fit together.
Found Searcher::Impl::find(const Reading& reading, const QueryPlan& plan,
                           const SearchRequest& request, const QueryMatcher& matcher) {
  const bool is_ranked = is_by_score(request.sort);
  const Sort sort = is_ranked && reading.words.empty() ? Sort::kNewest : request.sort;
  const std::size_t page = std::min(request.offset, kMostHits) + std::min(request.limit, kMostHits);
  const std::size_t wanted =
      is_ranked ? std::max(ranked_candidates(content_words(reading)), page) : page;
  const auto filter = reading.required ? matcher.candidates(*reading.required) : std::nullopt;

  Xapian::Query query = plan.any;
  if (reading.needs_words) {
    if (reading.words.empty()) return {};
    if (filter) query = {Xapian::Query::OP_FILTER, query, *filter};
  } else {
    query = {Xapian::Query::OP_SCALE_WEIGHT, filter.value_or(all_articles()), 0};
    query = {Xapian::Query::OP_AND_MAYBE, query, plan.weights};
  }
  for (const Xapian::Query& expansion : reading.expansions)
    query = {Xapian::Query::OP_AND_MAYBE, query, expansion};
  std::optional<Recency> recency;
  double best = 0;
  if (sort == Sort::kRecent) {
    recency.emplace(snapshot_->database(), request.half_life);
    best = match(query, Sort::kRelevance, 0, 1).get_max_attained();
    auto* source = new RecencySource(*recency, best);
    query = {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(source->release())};
  }
  const bool by_terms =
      sort == Sort::kRelevance && !reading.words.empty() && reading.expansions.empty();
  const bool is_exact = !reading.required || QueryMatcher::is_exact(*reading.required, matcher);
  // Who verifies may go through all of them.
  if (by_terms)
    score_by_terms(reading, plan, filter, is_exact ? wanted : snapshot_->index().documents());
  const FirstStage stage = [&](std::size_t offset, std::size_t limit) {
    return by_terms ? best_by_terms(offset, limit) : best_by_xapian(query, sort, offset, limit);
  };
  Found found =
      is_exact ? take_all(stage, wanted) : verify(stage, *reading.required, wanted, matcher);
  if (!found.candidates.empty()) found.best_bm25 = found.candidates.front().bm25;
  if (recency) {
    found.best_bm25 = best;
    add_recency(found, *recency);
  }
  return found;
}

std::shared_ptr<const StoredArticle> Searcher::Impl::read(const Candidate& candidate) const {
  if (candidate.article) return candidate.article;
  if (candidate.dense) return std::make_shared<const StoredArticle>(candidate.dense->decode());
  return std::make_shared<const StoredArticle>(snapshot_->read(candidate.id));
}

// The body may be missing.
std::shared_ptr<const StoredArticle> Searcher::Impl::read_head(const Candidate& candidate) const {
  if (candidate.article || !candidate.dense) return read(candidate);
  return std::make_shared<const StoredArticle>(candidate.dense->decode_head());
}

Found Searcher::Impl::take_all(const FirstStage& stage, std::size_t wanted) const {
  FirstPage page = stage(0, wanted);
  if (interruption_.was_reached()) page.total = {page.candidates.size(), Total::Relation::kAtLeast};
  return {std::move(page.candidates), page.total, 0};
}

FirstPage Searcher::Impl::best_by_xapian(const Xapian::Query& query, Sort sort, std::size_t offset,
                                         std::size_t limit) const {
  FirstPage page;
  const Xapian::MSet set = match(query, sort, offset, limit);
  page.total = total_of(set);
  for (auto it = set.begin(); it != set.end(); ++it)
    page.candidates.push_back({*it, it.get_weight(), it.get_weight(), {}, 0, 0, {}, {}});
  return page;
}

// What is to be found by words and sorted by relevance, nearly all that is ever asked, needs no
// Xapian but for filters.
void Searcher::Impl::score_by_terms(const Reading& reading, const QueryPlan& plan,
                                    const std::optional<Xapian::Query>& filter, std::size_t most) {
  std::optional<std::vector<ArticleId>> among;
  if (filter || !reading.needs_words)
    among = snapshot_->find(filter.value_or(all_articles()), interruption_);
  scoring_.run(plan, among ? &*among : nullptr, reading.needs_words, most, interruption_);
}

FirstPage Searcher::Impl::best_by_terms(std::size_t offset, std::size_t limit) const {
  FirstPage page;
  page.total = {scoring_.matched(), Total::Relation::kExact};
  const std::vector<ScoredArticle> best = scoring_.best(offset + limit);
  page.candidates.reserve(best.size() - std::min(best.size(), offset));
  for (std::size_t i = offset; i < best.size(); ++i)
    page.candidates.push_back({best[i].id, best[i].score, best[i].score, {}, 0, 0, {}, {}});
  return page;
}

// Tells apart what the words and what the date gave to the scores of the index.
void Searcher::Impl::add_recency(Found& found, const Recency& recency) const {
  for (Candidate& candidate : found.candidates) {
    candidate.recency = recency.of(snapshot_->time_value(candidate.id));
    candidate.bm25 -= found.best_bm25 * candidate.recency;
  }
}

// Of a few candidates, leaves in `likely_` those that may match by their signatures.
void Searcher::Impl::find_likely(std::span<const Candidate> candidates, const MatchNode& required,
                                 const QueryMatcher& matcher) {
  likely_.clear();
  for (const Candidate& candidate : candidates) likely_.push_back(candidate.id);
  if (!matcher.needs_neighbours(required)) return;
  std::size_t kept = 0;
  snapshot_->for_each_signature(
      likely_, [&](std::size_t i, const std::optional<std::string_view>& signature) {
        if (!signature || matcher.may_match(required, *signature)) likely_[kept++] = likely_[i];
      });
  likely_.resize(kept);
}

// Reads an article that may match. True if it does; its text is kept if there is room.
bool Searcher::Impl::stands(Candidate& candidate, const MatchNode& required,
                            const QueryMatcher& matcher, bool has_room) {
  const DenseView view = snapshot_->view(candidate.id);
  if (!matcher.may_match(required, view)) return false;
  const auto article = std::make_shared<const StoredArticle>(view.decode());
  ArticleText text(*article, analyzer_, title_analysis_, analysis_);
  if (!matcher.matches(required, text)) return false;
  if (has_room) candidate.article = article;
  return true;
}

// Looks at candidates in their order until enough stand. The count is exact if all were looked at,
// else it follows from the share of the first ones that stood.
Found Searcher::Impl::verify(const FirstStage& stage, const MatchNode& required, std::size_t wanted,
                             const QueryMatcher& matcher) {
  Found found;
  std::size_t seen = 0, counted = 0, window = std::max(kCountedByText, std::min(wanted, kMostHits));
  while (true) {
    FirstPage page = stage(seen, window);
    std::size_t next = 0;  // of the likely ones
    for (std::size_t i = 0; i < page.candidates.size(); ++i) {
      Candidate& candidate = page.candidates[i];
      if (interruption_.reached()) {
        found.total = {found.candidates.size(), Total::Relation::kAtLeast};
        return found;
      }
      const bool is_enough = found.candidates.size() >= wanted && seen >= kCountedByText;
      if (is_enough || seen >= kMostVerified) {
        const double share = static_cast<double>(counted) / static_cast<double>(kCountedByText);
        const auto estimate =
            static_cast<std::uint64_t>(share * static_cast<double>(page.total.value));
        found.total = {std::max<std::uint64_t>(found.candidates.size(), estimate),
                       Total::Relation::kEstimate};
        return found;
      }
      if (i % kSignaturesTogether == 0) {
        const auto rest = std::span(page.candidates).subspan(i);
        find_likely(rest.first(std::min(kSignaturesTogether, rest.size())), required, matcher);
        next = 0;
      }
      ++seen;
      if (next == likely_.size() || likely_[next] != candidate.id) continue;
      if (next % kReadTogether == 0) {
        const auto rest = std::span(likely_).subspan(next);
        snapshot_->prefetch(rest.first(std::min(kReadTogether, rest.size())));
      }
      ++next;
      const bool has_room = found.candidates.size() < kKeptArticles;
      if (!stands(candidate, required, matcher, has_room)) continue;
      if (seen <= kCountedByText) ++counted;
      found.candidates.push_back(std::move(candidate));
    }
    if (page.candidates.size() < window) break;
    window *= kWiderWindow;
  }
  const bool is_through = !interruption_.was_reached();
  found.total = {found.candidates.size(),
                 is_through ? Total::Relation::kExact : Total::Relation::kAtLeast};
  return found;
}

double Searcher::Impl::preferred_share(const Reading& reading, const StoredArticle& article,
                                       const QueryMatcher& matcher) {
  ArticleText text(article, analyzer_, title_analysis_, analysis_);
  const auto stands = [&](std::size_t leaf) {
    MatchNode node;
    node.kind = QueryNode::Kind::kPhrase;
    node.leaf = leaf;
    return matcher.matches(node, text);
  };
  return static_cast<double>(std::ranges::count_if(reading.preferred, stands)) /
         static_cast<double>(reading.preferred.size());
}

// Those that are going to be looked at next.
void Searcher::Impl::prefetch(std::span<const Candidate> candidates) const {
  std::array<ArticleId, kReadTogether> ids;
  std::size_t size = 0;
  for (const Candidate& candidate : candidates.first(std::min(candidates.size(), ids.size()))) {
    if (!candidate.article) ids[size++] = candidate.id;
  }
  snapshot_->prefetch(std::span(ids).first(size));
}

// In dense form where it can be read so, which is most of the text there is.
RankFeatures Searcher::Impl::look_at(Candidate& candidate, double share, double length) {
  if (!candidate.article) {
    candidate.dense = std::make_shared<const DenseArticle>(snapshot_->read_dense(candidate.id));
    const std::string_view title = candidate.dense->has_own_title() ? candidate.dense->title : "";
    if (const auto features = ranker_.look_at_dense(title, candidate.dense->body, share, length))
      return *features;
    candidate.article = read(candidate);
  }
  const StoredArticle& article = *candidate.article;
  const bool has_title = !is_made_of_body(article.title, article.body);
  return ranker_.look_at(has_title ? article.title : "", article.body, share, length);
}

// The first candidates in the order of the second stage; those behind them follow as they were,
// with scores below.
void Searcher::Impl::rank(Found& found, const Reading& reading, const QueryPlan& plan,
                          const QueryMatcher& matcher) {
  std::vector<Candidate>& candidates = found.candidates;
  if (candidates.empty()) return;
  const SegmentSet& index = snapshot_->index();
  const double best = std::max(found.best_bm25, 1e-9);
  const double average = std::max(index.average_length(), 1.0);
  double lowest = std::numeric_limits<double>::max();
  double last_share = 1;
  const std::size_t most = ranked_candidates(content_words(reading));
  std::size_t looked_at = 0;
  ranker_.start(reading.text, plan.words);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    if (i < most && i % kReadTogether == 0) prefetch(std::span(candidates).subspan(i));
    candidate.score = candidate.score / best;
    const bool is_looked_at = i == 0 || (looked_at == i && i < most && !interruption_.reached());
    if (!is_looked_at) {
      candidate.score = lowest - (last_share - candidate.score);
      continue;
    }
    last_share = candidate.score;
    const double share = candidate.bm25 / best;
    const double length = (index.length(candidate.id) + 1.0) / average;
    candidate.features = look_at(candidate, share, length);
    if (!reading.preferred.empty()) {
      candidate.article = read(candidate);
      candidate.preferred = preferred_share(reading, *candidate.article, matcher);
    }
    candidate.score =
        candidate.features->score() + kPreferredPhrases * candidate.preferred + candidate.recency;
    lowest = std::min(lowest, candidate.score);
    ++looked_at;
  }
  // Only what the second stage saw is put in order, so that the pages of a result fit together.
  const auto seen = std::span(candidates).first(looked_at);
  std::ranges::stable_sort(seen, std::greater<>(), &Candidate::score);
  order_equal_scores(seen, *snapshot_,
                     [&](const Candidate& candidate) { return read_head(candidate); });
}

Xapian::MSet Searcher::Impl::match(const Xapian::Query& query, Sort sort, std::size_t offset,
                                   std::size_t limit) const {
  snapshot_->verify(query);
  Xapian::Enquire enquire(snapshot_->database());
  enquire.set_query(snapshot_->without_deleted(query));
  enquire.set_weighting_scheme(text_weight());
  const TimeKey key(sort);
  if (!is_by_score(sort)) {
    enquire.set_sort_by_key_then_relevance(const_cast<TimeKey*>(&key), sort == Sort::kNewest);
  }
  const auto first = static_cast<Xapian::doccount>(std::min(offset, kMostHits));
  const auto most = static_cast<Xapian::doccount>(std::min(limit, kMostHits));
  const StopDecider decider(interruption_);
  return enquire.get_mset(first, most, kCountedExactly, nullptr,
                          interruption_.is_possible() ? &decider : nullptr);
}

// Matches of an alternative count as matches of the words it stands for, if all of it is there.
void Searcher::Impl::add_synonyms(const SynonymGroup& group, std::vector<WordMatch>& found) const {
  for (const std::vector<QueryWord>& alternative : *group.alternatives) {
    std::vector<WordMatch> matches;
    TextMatcher(alternative).find(analysis_, matches);
    for (std::uint32_t i = 0; i < alternative.size(); ++i) {
      if (std::ranges::find(matches, i, &WordMatch::word) == matches.end()) matches.clear();
    }
    for (const WordMatch& match : matches) {
      const std::size_t at = group.first + match.word;
      found.push_back(match);
      found.back().word = static_cast<std::uint32_t>(std::min(at, group.last - 1));
    }
    for (std::size_t word = group.first; word < group.last && !matches.empty(); ++word) {
      found.push_back(matches.front());
      found.back().word = static_cast<std::uint32_t>(word);
    }
  }
}

TextMatches Searcher::Impl::match_text(std::string_view text, const Reading& reading,
                                       const QueryMatcher& matcher) {
  TextMatches matches;
  matches.words.resize(reading.words.size());
  const bool is_partial = sentences_ && text.size() > kShortText;
  if (is_partial) sentences_->take(text, partial_);
  analyzer_.analyze(is_partial ? partial_.text : text, analysis_);
  std::vector<WordMatch> found;
  TextMatcher(reading.words).find(analysis_, found);
  for (const Reading::PhraseWords& phrase : reading.phrases) {
    std::vector<UnitRange> places;
    matcher.find_pattern(phrase.leaf, analysis_, places);
    std::erase_if(found, [&](const WordMatch& match) {
      if (match.word < phrase.first || match.word >= phrase.last) return false;
      return std::ranges::none_of(places, [&](const UnitRange& place) {
        return place.begin <= match.begin && match.end <= place.end;
      });
    });
  }
  for (const SynonymGroup& group : reading.synonyms) add_synonyms(group, found);
  for (const WordMatch& match : found) {
    matches.words[match.word] = true;
    if (!reading.words[match.word].is_content) continue;
    const auto [begin, end] = analysis_.source_range(match.begin, match.end);
    const std::size_t from = is_partial ? partial_.source_position(begin) : begin;
    matches.ranges.push_back({{from, from + (end - begin)}, match.word});
  }
  std::ranges::stable_sort(matches.ranges, {},
                           [](const MatchedRange& range) { return range.bytes.begin; });
  return matches;
}

// Rarer words decide which sentence is shown.
std::vector<double> Searcher::Impl::word_weights(const std::vector<QueryWord>& words) const {
  const SegmentSet& index = snapshot_->index();
  const auto articles = static_cast<double>(index.documents());
  std::vector<double> weights;
  for (const QueryWord& word : words) {
    std::uint64_t rarest = word.whole.empty() ? std::numeric_limits<std::uint64_t>::max()
                                              : index.frequency(word.whole);
    for (const std::string& bigram : word.bigrams)
      rarest = std::min(rarest, index.frequency(bigram));
    weights.push_back(std::log(1.0 + articles / (static_cast<double>(rarest) + 1.0)));
  }
  return weights;
}

Hit Searcher::Impl::make_hit(const Candidate& candidate, const Reading& reading,
                             const QueryMatcher& matcher, const SearchRequest& request) {
  const bool needs_body = request.snippets || request.full_text;
  const std::shared_ptr<const StoredArticle> stored =
      needs_body ? read(candidate) : read_head(candidate);
  const StoredArticle& article = *stored;
  Hit hit;
  hit.id = article.id;
  hit.score = candidate.score;
  hit.title = article.title;
  hit.date = article.date;
  hit.press = article.press;
  hit.section = article.section;
  hit.reporter = article.reporter;
  hit.url = article.url;
  hit.path = article.path;
  if (reading.is_relaxed) hit.match = Match::kPartial;
  if (request.full_text) hit.text = article.body;
  if (!request.snippets) return hit;
  const TextMatches title = match_text(article.title, reading, matcher);
  const TextMatches body = match_text(article.body, reading, matcher);
  if (reading.full) {
    ArticleText text(article, analyzer_, title_analysis_, analysis_);
    if (!matcher.matches(*reading.full, text)) hit.match = Match::kPartial;
  }
  for (std::size_t i = 0; i < reading.words.size() && !reading.full; ++i) {
    if (reading.words[i].is_content && !title.words[i] && !body.words[i])
      hit.match = Match::kPartial;
  }
  hit.title_highlights = merge_ranges(title.ranges);
  if (request.full_text) hit.text_highlights = merge_ranges(body.ranges);
  Snippet snippet = make_snippet(article.body, body.ranges, word_weights_, request.snippet_width);
  hit.snippet = std::move(snippet.text);
  hit.highlights = std::move(snippet.highlights);
  return hit;
}

Explanation Searcher::Impl::explain(const Candidate& candidate, const Reading& reading,
                                    const QueryPlan& plan, std::string_view id,
                                    double best_bm25) const {
  Explanation explanation;
  explanation.bm25 = candidate.bm25;
  explanation.best_bm25 = best_bm25;
  explanation.terms = score_terms(*snapshot_, plan, reading.words, candidate.id, id);
  if (!candidate.features) return explanation;
  explanation.features = score_features(*candidate.features);
  if (!reading.preferred.empty()) {
    explanation.features.push_back({"phrases", candidate.preferred, kPreferredPhrases,
                                    candidate.preferred * kPreferredPhrases});
  }
  if (candidate.recency > 0)
    explanation.features.push_back({"recency", candidate.recency, 1, candidate.recency});
  return explanation;
}

// What the searches of all threads share. One that begins takes an idle Impl of the current state
// or makes one; one that ends leaves it for the next.
class Searcher::Pool {
 public:
  explicit Pool(const std::filesystem::path& database) : database_(database) {
    set_current(std::make_unique<Impl>(database_, Snapshot::open(database_)));
  }

  SearchResult search(const SearchRequest& request) {
    const Loan loan(*this);
    return loan.impl->search(request);
  }

  void set_synonyms(std::string_view text, const std::string& name) {
    auto read = std::make_shared<Synonyms>();
    Analyzer analyzer;
    read->read(text, name, analyzer);
    const std::lock_guard lock(mutex_);
    synonyms_ = std::move(read);
  }

  bool refresh() {
    const std::lock_guard one_refresh(refresh_mutex_);
    if (read_manifest(database_).generation == info().generation) return false;
    auto newest = std::make_unique<Impl>(database_, Snapshot::open(database_));
    std::vector<std::unique_ptr<Impl>> old;  // closed when nobody waits for the lock
    const std::lock_guard lock(mutex_);
    old.swap(idle_);
    set_current(std::move(newest));
    return true;
  }

  DatabaseInfo info() const {
    const std::lock_guard lock(mutex_);
    return info_;
  }

 private:
  struct Loan {
    explicit Loan(Pool& lender) : pool(lender), impl(lender.take()) {}
    ~Loan() { pool.give_back(std::move(impl)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Pool& pool;
    std::unique_ptr<Impl> impl;
  };

  void set_current(std::unique_ptr<Impl> impl) {
    const Snapshot& snapshot = impl->snapshot();
    const Manifest& manifest = snapshot.manifest();
    info_ = {snapshot.article_count(), manifest.segments.size(), manifest.generation,
             manifest.analyzer};
    idle_.push_back(std::move(impl));
    came_back_.notify_all();
  }

  std::unique_ptr<Impl> take() {
    std::unique_lock lock(mutex_);
    if (idle_.empty()) open_another();
    came_back_.wait(lock, [&] { return !idle_.empty(); });
    std::unique_ptr<Impl> impl = std::move(idle_.back());
    idle_.pop_back();
    busy_.push_back(&impl->snapshot());
    impl->use(synonyms_);
    return impl;
  }

  // Opens the current state once more; under the lock, so that the snapshot to copy stays. If its
  // files are gone, there is nothing but to wait for one that is open.
  void open_another() {
    const auto current = std::ranges::find_if(busy_, [&](const Snapshot* snapshot) {
      return snapshot->manifest().generation == info_.generation;
    });
    if (current == busy_.end()) return;
    try {
      idle_.push_back(std::make_unique<Impl>(database_, (*current)->open_again(database_)));
    } catch (const Error&) {
      return;
    }
  }

  void give_back(std::unique_ptr<Impl> impl) {
    const std::lock_guard lock(mutex_);
    std::erase(busy_, &impl->snapshot());
    const bool is_current = impl->snapshot().manifest().generation == info_.generation;
    if (is_current && idle_.size() < kMostIdle) idle_.push_back(std::move(impl));
    came_back_.notify_one();
  }

  static constexpr std::size_t kMostIdle = 32;

  const std::filesystem::path database_;
  std::mutex refresh_mutex_;  // before mutex_
  mutable std::mutex mutex_;
  std::condition_variable came_back_;
  std::vector<std::unique_ptr<Impl>> idle_;
  std::vector<const Snapshot*> busy_;
  std::shared_ptr<const Synonyms> synonyms_ = default_synonyms();
  DatabaseInfo info_;
};

Searcher::Searcher(const std::filesystem::path& database)
    : pool_(std::make_unique<Pool>(database)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResult Searcher::search(const SearchRequest& request) const { return pool_->search(request); }
void Searcher::set_synonyms(std::string_view text, const std::string& name) {
  pool_->set_synonyms(text, name);
}
bool Searcher::refresh() { return pool_->refresh(); }
DatabaseInfo Searcher::info() const { return pool_->info(); }

std::string_view version() noexcept { return GISA_VERSION; }

}  // namespace gisa

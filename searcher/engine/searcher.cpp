#include "gisa/searcher.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <span>

#include "common/analyzer.h"
#include "common/article.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "searcher/engine/planner.h"
#include "searcher/engine/query_words.h"
#include "searcher/engine/ranker.h"
#include "searcher/engine/snapshot.h"
#include "searcher/engine/snippet.h"
#include "searcher/engine/text_matcher.h"

namespace gisa {
namespace {

// Counts are exact up to about this many articles; beyond, Xapian estimates.
constexpr Xapian::doccount kCountedExactly = 1000;
constexpr std::size_t kMostHits = 10'000'000;

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

// An article found, and its score so far.
struct Candidate {
  Xapian::Document document;
  double score = 0;
};

// Among equal scores the newest comes first, undated ones last, then the smaller id.
void order_equal_scores(std::span<Candidate> candidates) {
  using Key = std::pair<std::string, std::string>;
  for (auto begin = candidates.begin(); begin != candidates.end();) {
    const auto end = std::find_if(begin, candidates.end(), [&](const Candidate& other) {
      return other.score != begin->score;
    });
    if (end - begin > 1) {
      std::vector<std::pair<Key, Candidate>> equal;
      for (auto it = begin; it != end; ++it) {
        const std::string data = it->document.get_data();
        equal.push_back(
            {{it->document.get_value(kTimeSlot), std::string(decode_stored_article(data).id)},
             *it});
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

}  // namespace

class Searcher::Impl {
 public:
  explicit Impl(const std::filesystem::path& database)
      : database_(database), snapshot_(Snapshot::open(database)) {}

  SearchResult search(const SearchRequest& request) {
    const auto started = std::chrono::steady_clock::now();
    SearchResult result;
    result.query = request.query;
    try {
      run(request, result);
    } catch (const Xapian::Error& error) {
      throw Error(ErrorCode::kCorrupt, database_.string() + " cannot be read: " + error.get_msg(),
                  "index the articles again into a new directory");
    }
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
  }

  bool refresh() {
    if (read_manifest(database_).generation == snapshot_->manifest().generation) return false;
    snapshot_ = Snapshot::open(database_);
    return true;
  }

  DatabaseInfo info() const {
    const Manifest& manifest = snapshot_->manifest();
    return {snapshot_->article_count(), manifest.segments.size(), manifest.generation,
            manifest.analyzer};
  }

 private:
  void run(const SearchRequest& request, SearchResult& result);
  std::vector<Candidate> rank(const Xapian::MSet& found, const std::string& query,
                              const QueryPlan& plan);
  Xapian::MSet match(const Xapian::Query& query, Sort sort, std::size_t offset,
                     std::size_t limit) const;
  Hit make_hit(const Candidate& candidate, const std::vector<QueryWord>& words,
               const SearchRequest& request);
  TextMatches match_text(std::string_view text, const std::vector<QueryWord>& words);
  std::vector<double> word_weights(const std::vector<QueryWord>& words) const;

  std::filesystem::path database_;
  std::shared_ptr<const Snapshot> snapshot_;
  Analyzer analyzer_;
  Analysis analysis_;
  Ranker ranker_;
};

void Searcher::Impl::run(const SearchRequest& request, SearchResult& result) {
  const std::vector<QueryWord> words = analyze_query(request.query, analyzer_);
  if (words.empty() || snapshot_->article_count() == 0) return;
  const QueryPlan plan = plan_query(words, snapshot_->database());
  std::vector<Candidate> candidates;
  if (request.sort == Sort::kRelevance) {
    // The second stage sees the same candidates whatever page is asked for, so that pages fit
    // together.
    const std::size_t wanted = std::max(kRankedCandidates, request.offset + request.limit);
    const Xapian::MSet found = match(plan.any, request.sort, 0, wanted);
    result.total = total_of(found);
    candidates = rank(found, request.query, plan);
    const std::size_t skipped = std::min(request.offset, candidates.size());
    candidates.erase(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(skipped));
    candidates.resize(std::min(request.limit, candidates.size()));
  } else {
    Xapian::MSet found = match(plan.all, request.sort, request.offset, request.limit);
    if (found.get_matches_estimated() == 0)
      found = match(plan.any, request.sort, request.offset, request.limit);
    result.total = total_of(found);
    for (auto it = found.begin(); it != found.end(); ++it)
      candidates.push_back({it.get_document(), it.get_weight()});
  }
  for (const Candidate& candidate : candidates) {
    result.hits.push_back(make_hit(candidate, words, request));
    result.hits.back().rank = request.offset + result.hits.size();
  }
}

// The first candidates in the order of the second stage; those behind them follow as they were,
// with scores below.
std::vector<Candidate> Searcher::Impl::rank(const Xapian::MSet& found, const std::string& query,
                                            const QueryPlan& plan) {
  std::vector<Candidate> candidates;
  if (found.empty()) return candidates;
  const Xapian::Database& database = snapshot_->database();
  const double best = std::max(found.begin().get_weight(), 1e-9);
  const double average = std::max(database.get_avlength(), 1.0);
  double lowest = std::numeric_limits<double>::max();
  double last_share = 1;
  ranker_.start(query, plan.words);
  for (auto it = found.begin(); it != found.end(); ++it) {
    Candidate candidate{it.get_document(), it.get_weight() / best};
    if (candidates.size() < kRankedCandidates) {
      const std::string data = candidate.document.get_data();
      const StoredArticle article = decode_stored_article(data);
      last_share = candidate.score;
      const double length = (database.get_doclength(*it) + 1) / average;
      const bool has_title = !is_made_of_body(article.title, article.body);
      candidate.score =
          ranker_.look_at(has_title ? article.title : "", article.body, candidate.score, length)
              .score();
      lowest = std::min(lowest, candidate.score);
    } else {
      candidate.score = lowest - (last_share - candidate.score);
    }
    candidates.push_back(std::move(candidate));
  }
  // Only what the second stage saw is put in order, so that the pages of a result fit together.
  const auto seen = std::span(candidates).first(std::min(kRankedCandidates, candidates.size()));
  std::ranges::stable_sort(seen, std::greater<>(), &Candidate::score);
  order_equal_scores(seen);
  return candidates;
}

Xapian::MSet Searcher::Impl::match(const Xapian::Query& query, Sort sort, std::size_t offset,
                                   std::size_t limit) const {
  Xapian::Enquire enquire(snapshot_->database());
  enquire.set_query(snapshot_->without_deleted(query));
  enquire.set_weighting_scheme(text_weight());
  const TimeKey key(sort);
  if (sort != Sort::kRelevance) {
    enquire.set_sort_by_key_then_relevance(const_cast<TimeKey*>(&key), sort == Sort::kNewest);
  }
  const auto first = static_cast<Xapian::doccount>(std::min(offset, kMostHits));
  const auto most = static_cast<Xapian::doccount>(std::min(limit, kMostHits));
  return enquire.get_mset(first, most, kCountedExactly);
}

TextMatches Searcher::Impl::match_text(std::string_view text, const std::vector<QueryWord>& words) {
  TextMatches matches;
  matches.words.resize(words.size());
  analyzer_.analyze(text, analysis_);
  std::vector<WordMatch> found;
  TextMatcher(words).find(analysis_, found);
  for (const WordMatch& match : found) {
    matches.words[match.word] = true;
    if (!words[match.word].is_content) continue;
    const auto [begin, end] = analysis_.source_range(match.begin, match.end);
    matches.ranges.push_back({{begin, end}, match.word});
  }
  std::ranges::stable_sort(matches.ranges, {},
                           [](const MatchedRange& range) { return range.bytes.begin; });
  return matches;
}

// Rarer words decide which sentence is shown.
std::vector<double> Searcher::Impl::word_weights(const std::vector<QueryWord>& words) const {
  const Xapian::Database& database = snapshot_->database();
  const double articles = database.get_doccount();
  std::vector<double> weights;
  for (const QueryWord& word : words) {
    Xapian::doccount rarest = word.whole.empty() ? std::numeric_limits<Xapian::doccount>::max()
                                                 : database.get_termfreq(word.whole);
    for (const std::string& bigram : word.bigrams)
      rarest = std::min(rarest, database.get_termfreq(bigram));
    weights.push_back(std::log(1.0 + articles / (static_cast<double>(rarest) + 1.0)));
  }
  return weights;
}

Hit Searcher::Impl::make_hit(const Candidate& candidate, const std::vector<QueryWord>& words,
                             const SearchRequest& request) {
  const std::string data = candidate.document.get_data();
  const StoredArticle article = decode_stored_article(data);
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
  if (!request.snippets) return hit;
  const TextMatches title = match_text(article.title, words);
  const TextMatches body = match_text(article.body, words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].is_content && !title.words[i] && !body.words[i]) hit.match = Match::kPartial;
  }
  hit.title_highlights = merge_ranges(title.ranges);
  Snippet snippet =
      make_snippet(article.body, body.ranges, word_weights(words), request.snippet_width);
  hit.snippet = std::move(snippet.text);
  hit.highlights = std::move(snippet.highlights);
  return hit;
}

Searcher::Searcher(const std::filesystem::path& database)
    : impl_(std::make_unique<Impl>(database)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResult Searcher::search(const SearchRequest& request) const { return impl_->search(request); }
bool Searcher::refresh() { return impl_->refresh(); }
DatabaseInfo Searcher::info() const { return impl_->info(); }

std::string_view version() noexcept { return GISA_VERSION; }

}  // namespace gisa

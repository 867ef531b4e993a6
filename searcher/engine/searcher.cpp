#include "gisa/searcher.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

#include "common/analyzer.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "searcher/engine/planner.h"
#include "searcher/engine/query_words.h"
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
  const Xapian::doccount low = found.get_matches_lower_bound(), high = found.get_matches_upper_bound();
  if (low == high) return {low, Total::Relation::kExact};
  return {std::max<std::uint64_t>(found.get_matches_estimated(), low), Total::Relation::kEstimate};
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
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
  }

  bool refresh() {
    if (read_manifest(database_).generation == snapshot_->manifest().generation) return false;
    snapshot_ = Snapshot::open(database_);
    return true;
  }

  DatabaseInfo info() const {
    const Manifest& manifest = snapshot_->manifest();
    return {snapshot_->article_count(), manifest.segments.size(), manifest.generation, manifest.analyzer};
  }

 private:
  void run(const SearchRequest& request, SearchResult& result);
  Xapian::MSet match(const Xapian::Query& query, const SearchRequest& request) const;
  Hit make_hit(const Xapian::MSetIterator& found, const std::vector<QueryWord>& words,
               const SearchRequest& request);
  TextMatches match_text(std::string_view text, const std::vector<QueryWord>& words);
  std::vector<double> word_weights(const std::vector<QueryWord>& words) const;

  std::filesystem::path database_;
  std::shared_ptr<const Snapshot> snapshot_;
  Analyzer analyzer_;
  Analysis analysis_;
};

void Searcher::Impl::run(const SearchRequest& request, SearchResult& result) {
  const std::vector<QueryWord> words = analyze_query(request.query, analyzer_);
  if (words.empty() || snapshot_->article_count() == 0) return;
  const QueryPlan plan = plan_query(words);
  Xapian::MSet found;
  if (request.sort != Sort::kRelevance) found = match(plan.all, request);
  if (request.sort == Sort::kRelevance || found.get_matches_estimated() == 0) found = match(plan.any, request);
  result.total = total_of(found);
  for (auto it = found.begin(); it != found.end(); ++it) {
    result.hits.push_back(make_hit(it, words, request));
    result.hits.back().rank = request.offset + result.hits.size();
  }
}

Xapian::MSet Searcher::Impl::match(const Xapian::Query& query, const SearchRequest& request) const {
  Xapian::Enquire enquire(snapshot_->database());
  enquire.set_query(snapshot_->without_deleted(query));
  enquire.set_weighting_scheme(text_weight());
  const TimeKey key(request.sort);
  if (request.sort != Sort::kRelevance) {
    enquire.set_sort_by_key_then_relevance(const_cast<TimeKey*>(&key), request.sort == Sort::kNewest);
  }
  const auto offset = static_cast<Xapian::doccount>(std::min(request.offset, kMostHits));
  const auto limit = static_cast<Xapian::doccount>(std::min(request.limit, kMostHits));
  return enquire.get_mset(offset, limit, kCountedExactly);
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
  std::ranges::stable_sort(matches.ranges, {}, [](const MatchedRange& range) { return range.bytes.begin; });
  return matches;
}

// Rarer words decide which sentence is shown.
std::vector<double> Searcher::Impl::word_weights(const std::vector<QueryWord>& words) const {
  std::vector<double> weights;
  const double articles = static_cast<double>(snapshot_->database().get_doccount());
  for (const QueryWord& word : words) {
    Xapian::doccount rarest = std::numeric_limits<Xapian::doccount>::max();
    for (const auto* terms : {&word.whole, &word.bigrams}) {
      for (const std::string& term : *terms) {
        rarest = std::min(rarest, snapshot_->database().get_termfreq(term));
      }
    }
    weights.push_back(std::log(1.0 + articles / (static_cast<double>(rarest) + 1.0)));
  }
  return weights;
}

Hit Searcher::Impl::make_hit(const Xapian::MSetIterator& found, const std::vector<QueryWord>& words,
                             const SearchRequest& request) {
  const std::string data = found.get_document().get_data();
  const StoredArticle article = decode_stored_article(data);
  Hit hit;
  hit.id = article.id;
  hit.score = found.get_weight();
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
  Snippet snippet = make_snippet(article.body, body.ranges, word_weights(words), request.snippet_width);
  hit.snippet = std::move(snippet.text);
  hit.highlights = std::move(snippet.highlights);
  return hit;
}

Searcher::Searcher(const std::filesystem::path& database) : impl_(std::make_unique<Impl>(database)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResult Searcher::search(const SearchRequest& request) const { return impl_->search(request); }
bool Searcher::refresh() { return impl_->refresh(); }
DatabaseInfo Searcher::info() const { return impl_->info(); }

std::string_view version() noexcept { return GISA_VERSION; }

}  // namespace gisa

#include "searcher/engine/search/second_stage.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gisa {

namespace {

// Whether words are text as it runs: headlines leave out josa and have no endings but at their end.
bool is_sentence(const std::vector<QueryWord>& words) {
  constexpr std::ptrdiff_t kFewest = 5, kOneOf = 5;
  std::ptrdiff_t all = 0, inflected = 0;
  for (const QueryWord& word : words) {
    if (word.script != Script::kHangul) continue;
    ++all;
    inflected += word.is_verb || word.surface.size() != word.stem.size() ? 1 : 0;
  }
  return all >= kFewest && inflected * kOneOf >= all;
}

RankProfile profile_of(const Reading& reading, const QueryPlan& plan, double average_length) {
  const bool is_question = reading.text.find('?') != std::string::npos ||
                           std::ranges::any_of(reading.words, [](const QueryWord& word) {
                             return word.role == WordRole::kQuestion;
                           });
  const auto words = std::ranges::count(plan.words, RankedWord::kItself, &RankedWord::stands_for);
  const RankProfile profile =
      profile_for(static_cast<std::size_t>(words), is_question, average_length);
  const bool may_be_sentence = profile == RankProfile::kUsual && !is_question;
  return may_be_sentence && is_sentence(reading.words) ? RankProfile::kSentence : profile;
}

}  // namespace

std::size_t SecondStage::candidates_for(const Reading& reading) {
  return ranked_candidates(reading.words_asked());
}

std::size_t SecondStage::rank(Found& found, const Reading& reading, const QueryPlan& plan,
                              const QueryMatcher& matcher, std::size_t most, std::size_t enough) {
  std::vector<Candidate>& candidates = found.candidates;
  if (candidates.empty()) return 0;
  const SegmentSet& index = context_.snapshot.index();
  const double best = std::max(found.best_bm25, 1e-9);
  const double average = std::max(index.average_length(), 1.0);
  double lowest = std::numeric_limits<double>::max();
  double last_share = 1;
  std::size_t looked_at = 0, with_all = 0;
  torn_.start();
  ranker_.start(reading.text, plan.words, profile_of(reading, plan, average), &torn_);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    if (i < most && i % kReadTogether == 0) prefetch(std::span(candidates).subspan(i));
    candidate.score = candidate.score / best;
    const bool is_looked_at = i == 0 || (looked_at == i && i < most && with_all < enough &&
                                         !context_.interruption.reached());
    if (!is_looked_at) {
      candidate.score = lowest - (last_share - candidate.score);
      continue;
    }
    last_share = candidate.score;
    const double share = candidate.bm25 / best;
    const double length = (index.length(candidate.id) + 1.0) / average;
    if (!candidate.features) candidate.features = look_at(candidate, share, length);
    if (!reading.preferred.empty()) {
      candidate.article = read_article(context_.snapshot, candidate);
      candidate.preferred = preferred_share(reading, *candidate.article, matcher);
    }
    candidate.score =
        candidate.features->score() + kPreferredPhrases * candidate.preferred + candidate.recency;
    lowest = std::min(lowest, candidate.score);
    if (candidate.features->all > 0) ++with_all;
    ++looked_at;
  }
  // Only what was looked at is put in order, so that the pages of a result fit together.
  const auto seen = std::span(candidates).first(looked_at);
  std::ranges::stable_sort(seen, std::greater<>(), &Candidate::score);
  order_equal_scores(seen);
  return with_all;
}

// Asks memory for the texts that are looked at next.
void SecondStage::prefetch(std::span<const Candidate> candidates) const {
  std::array<ArticleId, kReadTogether> ids;
  std::size_t size = 0;
  for (const Candidate& candidate : candidates.first(std::min(candidates.size(), ids.size()))) {
    if (!candidate.article && !candidate.dense) ids[size++] = candidate.id;
  }
  context_.snapshot.prefetch_to_rank(std::span(ids).first(size));
}

// Looks at a text in dense form if it can be read so, as most can, and decoded else.
RankFeatures SecondStage::look_at(Candidate& candidate, double share, double length) {
  if (!candidate.article) {
    candidate.dense =
        std::make_shared<const DenseArticle>(context_.snapshot.read_dense(candidate.id));
    const std::string_view title = candidate.dense->has_own_title() ? candidate.dense->title : "";
    if (const auto features = ranker_.look_at_dense(title, candidate.dense->body, share, length))
      return *features;
    candidate.article = read_article(context_.snapshot, candidate);
  }
  const StoredArticle& article = *candidate.article;
  const bool has_title = !is_made_of_body(article.title, article.body);
  return ranker_.look_at(has_title ? article.title : "", article.body, share, length);
}

double SecondStage::preferred_share(const Reading& reading, const StoredArticle& article,
                                    const QueryMatcher& matcher) {
  ArticleText text = context_.text_of(article);
  const auto stands = [&](std::size_t leaf) {
    MatchNode node;
    node.kind = QueryNode::Kind::kPhrase;
    node.leaf = leaf;
    return matcher.matches(node, text);
  };
  return static_cast<double>(std::ranges::count_if(reading.preferred, stands)) /
         static_cast<double>(reading.preferred.size());
}

// Among equal scores the newest comes first, undated ones last, then the smaller id.
void SecondStage::order_equal_scores(std::span<Candidate> candidates) const {
  using Key = std::pair<std::string, std::string>;
  for (auto begin = candidates.begin(); begin != candidates.end();) {
    const auto end = std::find_if(begin, candidates.end(), [&](const Candidate& other) {
      return other.score != begin->score;
    });
    if (end - begin > 1) {
      std::vector<std::pair<Key, Candidate>> equal;
      for (auto it = begin; it != end; ++it) {
        const std::string id(read_head(context_.snapshot, *it)->id);
        equal.push_back({{context_.snapshot.time_value(it->id), id}, *it});
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

}  // namespace gisa

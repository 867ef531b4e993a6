#include "searcher/engine/search/hit_maker.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "searcher/engine/ranking/explain.h"
#include "searcher/engine/search/second_stage.h"
#include "searcher/engine/text/snippet.h"

namespace gisa {
namespace {

// Rarer words decide which sentence is shown.
std::vector<double> weights_of(const std::vector<QueryWord>& words, const SegmentSet& index) {
  const auto articles = static_cast<double>(index.documents());
  std::vector<double> weights;
  for (const QueryWord& word : words) {
    std::uint64_t rarest = index.documents();
    const auto look_at = [&](const std::string& term) {
      if (!term.empty()) rarest = std::min(rarest, index.frequency(term));
    };
    look_at(word.whole);
    std::ranges::for_each(word.bigrams, look_at);
    if (word.whole.empty() && word.bigrams.empty()) {
      look_at(word.syllable_word);
      std::ranges::for_each(word.syllables, look_at);
    }
    weights.push_back(std::log(1.0 + articles / (static_cast<double>(rarest) + 1.0)));
  }
  return weights;
}

}  // namespace

HitMaker::HitMaker(SearchContext& context, WordPlaces& places, const SearchRequest& request,
                   const Reading& reading, const QueryPlan& plan, const QueryMatcher& matcher)
    : context_(context),
      places_(places),
      request_(request),
      reading_(reading),
      plan_(plan),
      matcher_(matcher),
      hits_with_word_(reading.words.size(), 0) {
  if (request.snippets) word_weights_ = weights_of(reading.words, context.snapshot.index());
}

Hit HitMaker::make(const Candidate& candidate, double best_bm25) {
  const bool needs_body = request_.snippets || request_.full_text;
  const std::shared_ptr<const StoredArticle> article =
      needs_body ? read_article(context_.snapshot, candidate)
                 : read_head(context_.snapshot, candidate);
  Hit hit;
  hit.id = article->id;
  hit.score = candidate.score;
  hit.title = article->title;
  hit.date = article->date;
  hit.press = article->press;
  hit.section = article->section;
  hit.reporter = article->reporter;
  hit.url = article->url;
  hit.path = article->path;
  if (reading_.is_relaxed) hit.match = Match::kPartial;
  if (request_.full_text) hit.text = article->body;
  if (request_.snippets) mark(*article, hit);
  for (const Candidate& other : candidate.folded) {
    const auto head = read_head(context_.snapshot, other);
    hit.similar.push_back({std::string(head->id), std::string(head->title), std::string(head->date),
                           std::string(head->press), std::string(head->url),
                           std::string(head->path)});
  }
  if (request_.explain) hit.explanation = explain(candidate, hit.id, best_bm25);
  return hit;
}

void HitMaker::mark(const StoredArticle& article, Hit& hit) {
  TextMatches title = places_.find(article.title);
  TextMatches body = places_.find(article.body);
  for (std::size_t i = 0; i < hits_with_word_.size(); ++i)
    hits_with_word_[i] += title.words_as_typed[i] || body.words_as_typed[i] ? 1 : 0;
  // A word of one syllable, 전, is not marked inside others, 전국, if it stands somewhere by
  // itself.
  const auto is_chance = [&](const MatchedRange& range) {
    return range.is_inside && (title.words_alone[range.word] || body.words_alone[range.word]);
  };
  std::erase_if(title.ranges, is_chance);
  std::erase_if(body.ranges, is_chance);
  if (reading_.full) {
    ArticleText text = context_.text_of(article);
    if (!matcher_.matches(*reading_.full, text)) hit.match = Match::kPartial;
  } else if (!places_.have_all_words(title, body)) {
    hit.match = Match::kPartial;
  }
  hit.title_highlights = merge_ranges(title.ranges);
  if (request_.full_text) hit.text_highlights = merge_ranges(body.ranges);
  Snippet snippet = make_snippet(article.body, body.ranges, word_weights_, request_.snippet_width);
  hit.snippet = std::move(snippet.text);
  hit.highlights = std::move(snippet.highlights);
}

Explanation HitMaker::explain(const Candidate& candidate, const std::string& id,
                              double best_bm25) const {
  Explanation explanation;
  explanation.bm25 = candidate.bm25;
  explanation.best_bm25 = best_bm25;
  explanation.terms =
      score_terms(context_.snapshot, plan_, reading_.words, reading_.synonyms, candidate.id, id);
  if (!candidate.features) return explanation;
  explanation.features = score_features(*candidate.features);
  if (!reading_.preferred.empty()) {
    explanation.features.push_back({"phrases", candidate.preferred, kPreferredPhrases,
                                    candidate.preferred * kPreferredPhrases});
  }
  if (candidate.recency > 0)
    explanation.features.push_back({"recency", candidate.recency, 1, candidate.recency});
  return explanation;
}

}  // namespace gisa

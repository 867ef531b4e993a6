#include "searcher/engine/search/search.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "searcher/engine/guesses/bylines.h"
#include "searcher/engine/matching/word_terms.h"
#include "searcher/engine/query/prepared_query.h"
#include "searcher/engine/search/glued_words.h"
#include "searcher/engine/search/reading_facets.h"

namespace gisa {
namespace {

// Folding looks at this many articles, however few are shown, and if the page is not full then, at
// more, up to the second number.
constexpr std::size_t kFoldedTogether = 100;
constexpr std::size_t kMostFolded = 5'000;

// Where bigrams are frequent, as of 아이브, the best articles by their terms may have none of the
// words. If fewer than kEnoughWithAll of those that were looked at have all words of a query of up
// to kFewWords, up to kLookedAtFurther more are looked at, until kEnoughFurther have.
constexpr std::size_t kEnoughWithAll = 10, kLookedAtFurther = 200, kEnoughFurther = 15;
// Of one word, and of names that the index has by their beginning only, 김용만 by 김용 as every
// 김용현, more are.
constexpr std::size_t kLookedAtForOne = 1'000;
constexpr std::size_t kFewWords = 3;

// When time is up, this many hits are shown all the same, if they were found.
constexpr std::size_t kHitsHoweverLate = 10;

}  // namespace

SearchResult Search::run(const SearchRequest& request) {
  const auto started = std::chrono::steady_clock::now();
  SearchResult result;
  result.query = request.expression ? request.expression->to_string() : request.query;
  context_.interruption = Interruption(request);
  const PreparedQuery query = prepare_query(request);
  result.notes = query.notes;
  try {
    std::optional<Answer> found = answer(query, request, result);
    result.timed_out = context_.interruption.was_reached();
    if (found && !result.timed_out) suggest(std::move(*found), query, request, result);
  } catch (const Xapian::NetworkError& error) {
    is_cut_off_ = true;
    const bool is_named = !error.get_context().empty();
    throw server_error(error, is_named ? std::string() : "of " + database_.string());
  } catch (const Xapian::Error& error) {
    throw segment_error("of " + database_.string(), error.get_msg(), error.get_error_string());
  }
  result.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return result;
}

// Runs the readings of the query, the strictest first, until one finds something. If none does, the
// answer has the first one: that was meant.
std::optional<Search::Answer> Search::answer(const PreparedQuery& query,
                                             const SearchRequest& request, SearchResult& result) {
  if (snapshot_->article_count() == 0) return std::nullopt;
  if (query.tree) result.parse = to_string(*query.tree);
  QueryMatcher matcher(*snapshot_, context_.analyzer, *synonyms_,
                       [this](std::vector<QueryWord>& words) { guesses_.keep_whole(words); });
  std::vector<Reading> readings = read_query(query, request, matcher, result.notes);
  std::optional<Reading> byline = byline_reading(query, request, matcher, result);
  const bool has_byline = byline.has_value();
  if (has_byline) readings.insert(readings.begin(), std::move(*byline));
  for (Reading& reading : readings) {
    std::vector<Note> notes;
    guesses_.split_unknown(reading, *synonyms_);
    if (request.match != MatchMode::kAll && !synonyms_->empty())
      guesses_.read_anew(reading, query.typed, *synonyms_, notes);
    reading.synonyms = synonyms_of(reading, matcher);
    keep_verbs(reading.synonyms, reading.words);
    const QueryPlan plan = plan_query(reading.words, reading.synonyms, snapshot_->index());
    const Found found = find_ranked(reading, plan, request, matcher);
    const bool is_cut =
        found.total.relation == Total::Relation::kAtLeast && !context_.interruption.was_reached();
    if (is_cut)
      result.notes.push_back(
          {tr("more articles may match than were looked at: more words would tell which"), 0});
    if (found.total.value == 0 && !context_.interruption.was_reached()) {
      if (is_cut) result.total = found.total;
      continue;
    }
    if (!reading.note.empty()) result.notes.push_back({reading.note, 0});
    std::ranges::move(notes, std::back_inserter(result.notes));
    result.total = found.total;
    places_.start(reading, matcher);
    HitMaker maker(context_, places_, request, reading, plan, matcher);
    make_hits(found, maker, request, result);
    if (!request.facets.empty())
      result.facets = count_facets(context_, places_, request, reading, matcher);
    return Answer{std::move(reading), maker.hits_with_word(), has_byline};
  }
  for (const FacetRequest& facet : request.facets) result.facets.push_back({facet.field, {}, {}});
  const auto has_no_word = [](const Reading& reading) {
    return reading.needs_words && reading.words.empty();
  };
  if (query.tree && std::ranges::all_of(readings, has_no_word))
    result.notes.push_back(
        {tr("the query has no word to look for: signs and emoji are not indexed"), 0});
  if (readings.empty()) return std::nullopt;
  std::vector<std::size_t> none(readings.front().words.size(), 0);
  return Answer{std::move(readings.front()), std::move(none)};
}

// The query as one for what a reporter wrote: with 기자 behind the name, or of a name that no text
// has.
std::optional<Reading> Search::byline_reading(const PreparedQuery& query,
                                              const SearchRequest& request, QueryMatcher& matcher,
                                              SearchResult& result) {
  if (!query.tree || query.is_built || request.syntax == Syntax::kWords) return std::nullopt;
  std::optional<Byline> byline = read_byline(*query.tree, snapshot_->index());
  if (!byline) {
    byline = read_name_of_reporter(*query.tree, snapshot_->index());
    if (!byline || is_in_some_text(byline->tree.children.front(), query, request, matcher))
      return std::nullopt;
  }
  PreparedQuery written = query;
  written.tree = std::move(byline->tree);
  result.parse = to_string(*written.tree);
  Reading reading = read_query(written, request, matcher, result.notes).front();
  reading.note = tr_format("articles that {} wrote were looked for, too", byline->name);
  return reading;
}

bool Search::is_in_some_text(const QueryNode& tree, const PreparedQuery& query,
                             const SearchRequest& request, QueryMatcher& matcher) {
  PreparedQuery asked = query;
  asked.tree = tree;
  std::vector<Note> notes;
  const Reading reading = read_query(asked, request, matcher, notes).front();
  const QueryPlan plan = plan_query(reading.words, reading.synonyms, snapshot_->index());
  return find(reading, plan, request, matcher, 1).total.value > 0;
}

// Which words stand in the hits as they were meant.
std::vector<bool> Search::words_met(const Answer& answer, const SearchResult& result) {
  constexpr std::uint64_t kFewHits = 3;  // of one word; more words are right where they meet
  constexpr std::size_t kHitsThatTell = 5, kLongWord = 3;
  const std::vector<std::size_t>& hits = answer.hits_with_word;
  if (hits.size() == 1) {
    const bool are_all = hits[0] == result.hits.size() && result.total.value > kFewHits;
    return {hits[0] > 0 && (hits[0] > kFewHits || are_all)};
  }
  std::vector<bool> met;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    // Among many hits one may have the same misspelling as the query.
    const bool is_long = answer.reading.words[i].stem.size() >= kLongWord;
    const bool may_be_chance = is_long && result.hits.size() >= kHitsThatTell;
    met.push_back(hits[i] > (may_be_chance ? 1U : 0U));
  }
  return met;
}

// Suggests other spellings, to people only, who are known by asking for snippets: programs mean
// what they say.
void Search::suggest(Answer answer, const PreparedQuery& query, const SearchRequest& request,
                     SearchResult& result) {
  if (query.is_built || request.syntax == Syntax::kWords || !request.snippets) return;
  if (answer.has_byline) return;
  if (const std::uint64_t written = articles_by(*query.tree, snapshot_->index()); written > 0) {
    const std::string articles = tr_count(written, "{} article", "{} articles");
    result.notes.push_back({tr_format("reporter:{} finds {}", query.tree->text, articles), 0});
    return;  // the name is right
  }
  result.suggestion = guesses_.respelled(answer.reading, query.typed, words_met(answer, result));
  if (result.hits.empty() || !result.suggestion.empty()) return;
  std::vector<bool> is_met;
  for (const std::size_t hits : answer.hits_with_word) is_met.push_back(hits > 0);
  guesses_.tell_missing(answer.reading, query.typed, is_met, result.notes);
}

// Not of words in quotes or of NEAR: they mean themselves.
std::vector<SynonymGroup> Search::synonyms_of(const Reading& reading, const QueryMatcher& matcher) {
  std::vector<SynonymGroup> groups = matcher.synonyms_of(reading.words);
  std::erase_if(groups, [&](const SynonymGroup& group) {
    return std::ranges::any_of(reading.phrases, [&](const Reading::PhraseWords& phrase) {
      return phrase.first < group.last && group.first < phrase.last;
    });
  });
  return groups;
}

// The candidates of a page, in order. The second stage sees the same ones whatever page is asked
// for, so that pages fit together; so do they where articles are folded, however many are looked
// at, for those behind begin no story before.
Found Search::find_ranked(const Reading& reading, const QueryPlan& plan,
                          const SearchRequest& request, const QueryMatcher& matcher) {
  if (reading.needs_words && reading.words.empty()) return {};
  const bool is_ranked = is_by_score(request.sort);
  const std::size_t page = std::min(request.offset, kMostHits) + std::min(request.limit, kMostHits);
  const std::size_t most = is_ranked ? SecondStage::candidates_for(reading) : 0;
  std::size_t wanted = std::max(most, page);
  if (request.fold) wanted = std::max(wanted, std::max(kFoldedTogether, 2 * page));
  while (true) {
    Found found = find(reading, plan, request, matcher, wanted);
    const bool are_all = found.candidates.size() < wanted;
    if (is_ranked && !reading.words.empty() && found.total.value > 0) {
      const std::size_t with_all = second_stage_.rank(found, reading, plan, matcher, most);
      if (with_all < kEnoughWithAll && found.candidates.size() >= most)
        look_further(found, with_all, reading, plan, request, matcher);
    }
    if (!request.fold) return found;
    folding_.fold(found, request.sort);
    const bool is_enough = found.candidates.size() >= page || context_.interruption.was_reached();
    if (are_all || is_enough || wanted >= kMostFolded) return found;
    wanted *= 2;
  }
}

// For queries of a few words: looks at more candidates, those that have all terms, and puts the
// ones that do have all words where their score belongs.
void Search::look_further(Found& found, std::size_t with_all, const Reading& reading,
                          const QueryPlan& plan, const SearchRequest& request,
                          const QueryMatcher& matcher) {
  if (reading.words_asked() > kFewWords || request.sort != Sort::kRelevance || reading.required ||
      context_.interruption.was_reached())
    return;
  QueryPlan strict = plan;
  strict.found = terms_of_all_words(reading.words, reading.synonyms);
  strict.finds = QueryPlan::Finds::kFound;
  if (strict.found.kind == TermExpression::Kind::kEverything) return;
  strict.any = {Xapian::Query::OP_FILTER, strict.weights, strict.found.to_query()};
  const bool has_vague = std::ranges::any_of(reading.words, [](const QueryWord& word) {
    return word.is_content && !word.bigrams.empty() && word.bigrams.size() + 1 < word.stem.size();
  });
  const std::size_t most =
      has_vague || reading.words.size() == 1 ? kLookedAtForOne : kLookedAtFurther;
  Found more = find(reading, strict, request, matcher, most);
  if (more.candidates.size() <= with_all) return;
  more.best_bm25 = found.best_bm25;
  std::unordered_map<ArticleId, const Candidate*> seen;
  for (const Candidate& candidate : found.candidates) {
    if (candidate.features) seen.emplace(candidate.id, &candidate);
  }
  for (Candidate& candidate : more.candidates) {
    const auto known = seen.find(candidate.id);
    if (known == seen.end()) continue;
    candidate.features = known->second->features;
    candidate.dense = known->second->dense;
    candidate.article = known->second->article;
  }
  second_stage_.rank(more, reading, plan, matcher, most, kEnoughFurther);
  std::erase_if(more.candidates, [](const Candidate& candidate) {
    return !candidate.features || candidate.features->all == 0;
  });
  std::unordered_set<ArticleId> known;
  for (const Candidate& candidate : more.candidates) known.insert(candidate.id);
  const std::size_t size = found.candidates.size();
  std::erase_if(found.candidates,
                [&](const Candidate& candidate) { return known.contains(candidate.id); });
  const auto are_above = [](const Candidate& a, const Candidate& b) { return a.score > b.score; };
  std::vector<Candidate> all;
  std::ranges::merge(more.candidates, found.candidates, std::back_inserter(all), are_above);
  if (all.size() > size) all.resize(size);
  found.candidates = std::move(all);
}

Found Search::find(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
                   const QueryMatcher& matcher, std::size_t wanted) {
  const bool is_exact = !reading.required || matcher.is_exact(*reading.required);
  std::optional<GluedWords> glued;
  if (is_exact && request.sort == Sort::kRelevance) glued.emplace(reading.words, context_.analyzer);
  const std::size_t most = glued ? std::max(wanted, glued->looked_at()) : wanted;
  // Who verifies may go through all of them.
  first_stage_.start(reading, plan, request, matcher,
                     is_exact ? most : snapshot_->index().documents());
  Found found;
  if (is_exact) {
    FirstPage all = first_stage_.page(0, most);
    if (glued) glued->promote(*snapshot_, all.candidates, wanted);
    if (all.candidates.size() > wanted) all.candidates.resize(wanted);
    found = {std::move(all.candidates), all.total, 0};
    if (context_.interruption.was_reached())
      found.total = {found.candidates.size(), Total::Relation::kAtLeast};
  } else {
    found = verification_.find(first_stage_, *reading.required, wanted, matcher);
  }
  first_stage_.tell_bm25(found);
  return found;
}

void Search::make_hits(const Found& found, HitMaker& maker, const SearchRequest& request,
                       SearchResult& result) {
  Interruption& interruption = context_.interruption;
  for (std::size_t i = request.offset;
       i < found.candidates.size() && result.hits.size() < request.limit; ++i) {
    const bool is_late = result.hits.size() >= kHitsHoweverLate || interruption.is_stopped();
    if (is_late && interruption.reached()) break;
    result.hits.push_back(maker.make(found.candidates[i], found.best_bm25));
    result.hits.back().rank = i + 1;
  }
}

}  // namespace gisa

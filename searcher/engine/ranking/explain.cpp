#include "searcher/engine/ranking/explain.h"

#include <algorithm>

#include "common/database/schema.h"
#include "common/messages/messages.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

bool holds(const std::vector<std::string>& terms, const std::string& term) {
  return std::ranges::find(terms, term) != terms.end();
}

// Which part of the word the term is; empty if it is none.
std::string_view part_of(const QueryWord& word, const std::string& term) {
  if (word.whole == term) return to_translate("word");
  if (holds(word.bigrams, term)) return to_translate("bigram");
  if (holds(word.syllables, term)) return to_translate("syllable");
  if (word.syllable_word == term) return to_translate("one-syllable word");
  if (word.link == term) return to_translate("link to the word before");
  if (word.joint == term) return to_translate("bigram with the word before");
  if (holds(word.inner_links, term) || holds(word.name_links, term))
    return to_translate("link within");
  if (word.name_term == term) return to_translate("name");
  return {};
}

// Says which of the words the term is of; false if it is of none.
bool tell_word(const std::vector<QueryWord>& words, const std::string& term, TermScore& score) {
  for (const QueryWord& word : words) {
    const std::string_view part = part_of(word, term);
    if (part.empty()) continue;
    score.word = to_utf8(word.surface);
    score.part = part;
    return true;
  }
  return false;
}

// Text terms carry prefixes of capital letters (common/database/schema.h), which text never begins
// with.
std::string without_prefix(const std::string& term) {
  return term.substr(std::min(term.size(), term.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")));
}

}  // namespace

std::vector<TermScore> score_terms(const Snapshot& snapshot, const QueryPlan& plan,
                                   const std::vector<QueryWord>& words,
                                   const std::vector<SynonymGroup>& synonyms,
                                   Xapian::docid document, std::string_view id) {
  std::vector<TermScore> scores;
  const Xapian::Query of_article(make_field_term(Field::kId, id));
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_weighting_scheme(text_weight());
  for (const WeighedTerm& weighed : plan.terms) {
    const Xapian::Query term(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(weighed.term),
                             weighed.weight);
    const Xapian::Query query(Xapian::Query::OP_FILTER, term, of_article);
    snapshot.verify(query);
    enquire.set_query(query);
    // A segment may have an older version of the article, which is deleted.
    const Xapian::MSet versions =
        enquire.get_mset(0, static_cast<Xapian::doccount>(snapshot.segments().size()));
    const auto found = std::find(versions.begin(), versions.end(), document);
    if (found == versions.end()) continue;
    TermScore score;
    score.term = without_prefix(weighed.term);
    score.weight = weighed.weight;
    score.rarity = weighed.idf;
    score.score = found.get_weight();
    bool is_told = tell_word(words, weighed.term, score);
    for (const SynonymGroup& group : synonyms) {
      for (const std::vector<QueryWord>& alternative : *group.alternatives)
        is_told = is_told || tell_word(alternative, weighed.term, score);
    }
    scores.push_back(std::move(score));
  }
  std::ranges::stable_sort(scores, std::greater<>(), &TermScore::score);
  return scores;
}

std::vector<FeatureScore> score_features(const RankFeatures& features) {
  std::vector<FeatureScore> scores;
  for (const WeighedFeature& feature : features.weighed()) {
    scores.push_back(
        {std::string(feature.name), feature.value, feature.weight, feature.value * feature.weight});
  }
  return scores;
}

}  // namespace gisa

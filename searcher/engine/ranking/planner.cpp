#include "searcher/engine/ranking/planner.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "common/analysis/hanja/hanja.h"
#include "searcher/engine/matching/word_terms.h"
#include "searcher/engine/ranking/rank_features.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {
namespace {

// What terms weigh relative to a bigram of a word of two syllables. Measured: ARCHITECTURE.md,
// "Ranking".
constexpr double kSyllableWeight = 0.25;
constexpr double kSyllableWordWeight = 0.7;
constexpr double kMaybeSyllableWordWeight = 0.3;  // of a word that has a longer reading too
constexpr double kUnlikelyBigramWeight =
    0.4;  // of a word that is more likely one syllable and a josa
constexpr double kLinkWeight = 0.4;
constexpr double kGenitiveLinkFactor = 2;  // times the above, of few words behind 의: 빛의 속도
constexpr double kJointWeight = 0.6;       // of two words that are one elsewhere: 여론 조사
constexpr double kInnerLinkFactor = 0.8;   // of the bigram whose syllables it links
constexpr double kMostlyInTwo = 4;         // times more frequent
constexpr double kLetterWeight = 1.2;
constexpr double kVerbFactor = 0.8;
constexpr double kEmptyWordWeight = 0.3;
constexpr double kSynonymFactor = 0.5;       // of terms of a word that stands for a word asked for
constexpr double kOtherNumberFactor = 0.25;  // the same of a number
constexpr double kOneSyllableFactor = 0.6;   // when candidates are looked at

constexpr std::size_t kMostTerms = 24;  // the cost of a query grows with its terms
constexpr std::size_t kTermsThatReplaceSyllables = 8;
constexpr std::size_t kVeryFewWords = 2;  // up to here spaces inside of words are looked at
constexpr std::size_t kFewWords = 3;      // up to here partial matches need a good part of a word,
                                          // and two words may be one elsewhere

// A long word's bigrams share its weight.
double bigram_share(std::size_t syllables) {
  return syllables > 2 ? 1.0 / std::sqrt(static_cast<double>(syllables - 1)) : 1.0;
}

class Planner {
 public:
  Planner(const std::vector<QueryWord>& words, const std::vector<SynonymGroup>& synonyms,
          const SegmentSet& segments)
      : words_(words),
        synonyms_(synonyms),
        segments_(segments),
        articles_(static_cast<double>(segments.documents())),
        is_of_few_words_(profile_for(words.size(), false, segments.average_length()) ==
                         RankProfile::kFewWords) {}

  QueryPlan plan() {
    for (std::size_t i = 0; i < words_.size(); ++i) add_word(i);
    for_each_alternative([&](const SynonymGroup&, const std::vector<QueryWord>& alternative) {
      for (const QueryWord& word : alternative)
        add_terms(word, word.script == Script::kNumber ? kOtherNumberFactor : kSynonymFactor);
    });
    prune();
    QueryPlan plan;
    build_queries(plan);
    add_ranked_words(plan.words);
    plan.terms = std::move(terms_);
    return plan;
  }

 private:
  using Kind = WeighedTerm::Kind;

  static double role_weight(const QueryWord& word) {
    switch (word.role) {
      case WordRole::kQuestion:
        return 0;
      case WordRole::kEmpty:
        return word.boost * (word.is_glued ? 1 : kEmptyWordWeight);
      default:
        return word.boost;
    }
  }

  double frequency(const std::string& term) {
    const auto [found, is_new] = frequencies_.try_emplace(term, 0.0);
    if (is_new) found->second = static_cast<double>(segments_.frequency(term));
    return found->second;
  }

  // The inverse document frequency, by the formula of Xapian's BM25Weight.
  double idf(double frequency) const {
    const double ratio = (articles_ - frequency + 0.5) / (frequency + 0.5);
    return std::log(ratio < 2 ? ratio * 0.5 + 1 : ratio);
  }

  void add(const std::string& term, double weight, Kind kind) {
    if (weight <= 0 || term.empty()) return;
    const double count = frequency(term);
    if (count == 0) return;
    const auto known = std::ranges::find(terms_, term, &WeighedTerm::term);
    if (known == terms_.end()) {
      terms_.push_back({term, weight, idf(count), kind});
    } else {
      known->weight = std::max(known->weight, weight);
      if (kind == Kind::kCore) known->kind = kind;
    }
  }

  void add_word(std::size_t i) {
    const QueryWord& word = words_[i];
    const double weight = role_weight(word);
    if (i > 0 && !word.starts_sentence) {
      const double both = std::min(weight, role_weight(words_[i - 1]));
      const QueryWord& before = words_[i - 1];
      const bool is_bound = is_of_few_words_ && is_genitive(before);
      add(word.link, kLinkWeight * both * (is_bound ? kGenitiveLinkFactor : 1), Kind::kHint);
      // Behind a josa two words are surely two: 서울시의 크기.
      if (words_.size() <= kFewWords && before.surface == before.stem)
        add(word.joint, kJointWeight * both, Kind::kHint);
    }
    add_terms(word, 1);
  }

  template <typename Visit>
  void for_each_alternative(Visit visit) const {
    for (const SynonymGroup& group : synonyms_) {
      for (const std::vector<QueryWord>& alternative : *group.alternatives) {
        if (!alternative.empty() && alternative.front().sign != 0) continue;  // any 100 for $100
        visit(group, alternative);
      }
    }
  }

  void add_terms(const QueryWord& word, double factor) {
    double weight = role_weight(word) * factor;
    if (!word.whole.empty()) {
      return add(word.whole, weight * (word.script == Script::kNumber ? 1.0 : kLetterWeight),
                 Kind::kCore);
    }
    if (word.is_verb) weight *= kVerbFactor;
    if (is_rather_one_syllable(word, segments_)) {
      add(word.bigrams[0], weight * kUnlikelyBigramWeight, Kind::kCore);
      add(word.syllable_word, weight * kSyllableWordWeight, Kind::kCore);
    } else if (!word.bigrams.empty()) {
      const double share = weight * bigram_share(word.stem.size());
      for (const std::string& bigram : word.bigrams) add(bigram, share, Kind::kCore);
      if (words_.size() <= kVeryFewWords || word.is_marked) add_inner_links(word, share);
      add(word.syllable_word, weight * kMaybeSyllableWordWeight, Kind::kCore);
    } else {
      add(word.syllable_word, weight * kSyllableWordWeight, Kind::kCore);
    }
    for (const std::string& syllable : word.syllables)
      add(syllable, weight * kSyllableWeight, Kind::kSyllable);
  }

  // Where a word is mostly written in two, 원·달러 or 새 정부, its link tells what its bigram tells
  // of others. So it does where the query has 한·미; and of 미중, whose syllables are no terms,
  // nothing else would tell of articles with 미·중. Of those with 美·中 nothing ever does.
  void add_inner_links(const QueryWord& word, double weight) {
    for (std::size_t i = 0; i < word.inner_links.size(); ++i) {
      const std::string& link = word.inner_links[i];
      const bool is_likely =
          word.is_marked || frequency(link) > kMostlyInTwo * frequency(word.bigrams[i]);
      if (is_likely)
        add(link, weight * kInnerLinkFactor, Kind::kCore);
      else if (word.syllables.empty())
        add(link, weight * kSyllableWeight, Kind::kCore);
      add(word.name_links[i], weight * kSyllableWeight, Kind::kCore);
    }
  }

  // Keeps what tells articles apart; single syllables only while little else is there.
  void prune() {
    std::ranges::stable_sort(terms_, std::greater<>(),
                             [](const WeighedTerm& t) { return t.weight * t.idf; });
    if (terms_.size() > kMostTerms) terms_.resize(kMostTerms);
    const auto others =
        std::ranges::count_if(terms_, [](const auto& t) { return t.kind != Kind::kSyllable; });
    if (static_cast<std::size_t>(others) > kTermsThatReplaceSyllables) {
      std::erase_if(terms_, [](const WeighedTerm& t) { return t.kind == Kind::kSyllable; });
    }
  }

  static Xapian::Query join(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
    return {op, queries.begin(), queries.end()};
  }

  void build_queries(QueryPlan& plan) const {
    std::vector<Xapian::Query> core, extra;
    for (const WeighedTerm& term : terms_) {
      const Xapian::Query query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term.term),
                                term.weight);
      (term.kind == Kind::kCore ? core : extra).push_back(query);
    }
    // A syllable that stands in most articles finds none while there are others: 명 of 12,000명.
    const bool has_telling_word = std::ranges::any_of(
        words_, [](const QueryWord& word) { return word.is_content && !word.is_everywhere; });
    std::vector<TermExpression> most;
    for (const QueryWord& word : words_) {
      if (word.is_content && !(word.is_everywhere && has_telling_word))
        most.push_back(terms_of_most_of_word(word));
    }
    const bool are_few = most.size() <= kFewWords;
    // Beside others, 뼈가 may be any 뼈 with a josa, and of a word that nobody wrote any part will
    // do.
    for (const QueryWord& word : words_) {
      if (words_.size() == 1 || !word.is_content || word.bigrams.empty()) continue;
      if (!word.syllable_word.empty()) most.emplace_back(word.syllable_word);
      if (word.name_term.empty() && segments_.least_frequency(word.bigrams) == 0)
        most.push_back(TermExpression::any_of(word.bigrams));
    }
    for_each_alternative([&](const SynonymGroup&, const std::vector<QueryWord>& alternative) {
      std::vector<TermExpression> all;
      for (const QueryWord& word : alternative) all.push_back(terms_of_word(word));
      most.push_back(TermExpression::all_of(std::move(all)));
    });
    plan.weights = join(Xapian::Query::OP_OR,
                        {join(Xapian::Query::OP_OR, core), join(Xapian::Query::OP_OR, extra)});
    // A few words: an article must have a good part of one. Many words: any core term will do, the
    // score sorts it out, and the query is much cheaper.
    if (!are_few) {
      plan.finds = QueryPlan::Finds::kCoreTerms;
      plan.any = {Xapian::Query::OP_AND_MAYBE, join(Xapian::Query::OP_OR, core),
                  join(Xapian::Query::OP_OR, extra)};
      return;
    }
    plan.found = TermExpression::any_of(std::move(most));
    const Xapian::Query found = plan.found.to_query();
    if (!has_telling_word) {
      // All words may be syllables that are no terms, so an article may be found without any score.
      plan.finds = QueryPlan::Finds::kFoundWithoutScore;
      const Xapian::Query unweighed(Xapian::Query::OP_SCALE_WEIGHT, found, 0);
      plan.any = {Xapian::Query::OP_AND_MAYBE, unweighed, plan.weights};
    } else {
      plan.finds = QueryPlan::Finds::kFound;
      plan.any = {Xapian::Query::OP_FILTER, plan.weights, found};
    }
  }

  void add_ranked_words(std::vector<RankedWord>& out) {
    std::vector<std::size_t> places;  // in `out`, of each word
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::size_t before = out.size();
      places.push_back(add_ranked_word(words_[i], out));
      if (places[i] == RankedWord::kItself) continue;
      // One that is asked with two units, 5월 5일, is looked for without.
      const char16_t unit = words_[i].script == Script::kNumber ? unit_behind(words_, i) : u'\0';
      RankedWord& ranked = out[places[i]];
      const bool is_new = out.size() > before;
      // 3대2 are as near as 3-2.
      const bool are_one =
          words_[i].is_hyphened ? are_parts_of_one(words_, i) : i > 0 && are_glued(words_, i);
      const bool is_behind = i > 0 && places[i] > 0 && places[i - 1] == places[i] - 1;
      ranked.is_glued = is_new && is_behind && are_one;
      ranked.is_told = ranked.is_glued && tells_unit(i);
      const bool goes_on = i + 1 < words_.size() && words_[i + 1].is_glued;  // 韓정부
      ranked.is_syllable = ranked.is_syllable && !goes_on && words_.size() <= kFewWords;
      ranked.is_unit = ranked.is_unit || may_count(words_, i);
      ranked.unit = is_new || ranked.unit == unit ? unit : u'\0';
    }
    for (std::size_t i = 0; i < words_.size(); ++i) add_hanja(i, places[i], out);
    // Synonyms with as many words stand in for them one by one, one word stands in for all; of a
    // number in parts, 1만320, the rarest one.
    for_each_alternative([&](const SynonymGroup& group, const std::vector<QueryWord>& alternative) {
      const std::size_t count = group.last - group.first;
      const bool are_pairs = alternative.size() == count;
      const bool is_named = count == 1 && alternative.size() == 2 &&
                            alternative[0].script == Script::kLetter &&
                            alternative[1].is_glued;  // LG전자
      const bool is_number = words_[group.first].script == Script::kNumber || is_named;
      if (alternative.empty() || (!are_pairs && alternative.size() != 1 && !is_number)) return;
      const auto rarest = std::ranges::max_element(
          alternative, {}, [&](const QueryWord& word) { return make_ranked_word(word).weight; });
      for (std::size_t i = 0; i < count; ++i) {
        const auto at = are_pairs ? i : static_cast<std::size_t>(rarest - alternative.begin());
        // The unit behind the last word of an alternative is the one behind the words that it
        // replaces.
        const bool is_last = at + 1 == alternative.size();
        const char16_t unit =
            is_last ? unit_behind(words_, group.last - 1) : unit_behind(alternative, at);
        add_stand_in(alternative[at], unit, places[group.first + i], out);
      }
    });
  }

  bool has_other_forms(const QueryWord& word) const {
    return std::ranges::any_of(synonyms_, [&](const SynonymGroup& group) {
      return group.last == group.first + 1 && words_[group.first].surface == word.surface;
    });
  }

  // Whether a word is the unit of a number that may be written otherwise, and asks for it itself.
  bool tells_unit(std::size_t i) const {
    const bool is_unit = words_[i - 1].script == Script::kNumber && words_[i].surface.size() == 1;
    return is_unit && std::ranges::any_of(synonyms_, [&](const SynonymGroup& group) {
             return group.first < i && i <= group.last;
           });
  }

  // The first syllable of 대 in 5대, which a 5 of 5월 is not.
  static char16_t unit_behind(const std::vector<QueryWord>& words, std::size_t i) {
    if (i + 1 >= words.size() || !words[i + 1].is_glued || !words[i + 1].is_content) return u'\0';
    const QueryWord& unit = words[i + 1];
    if (unit.stem == u"%") return RankedWord::kPercent;
    if (unit.stem == u"%p") return RankedWord::kPercentPoint;
    return unit.script == Script::kHangul ? unit.surface[0] : u'\0';
  }

  // A lone Hanja is looked for as what it means, 중국, and as it is written.
  void add_hanja(std::size_t i, std::size_t place, std::vector<RankedWord>& out) {
    const QueryWord& word = words_[i];
    const bool is_lone = word.script == Script::kHanja && word.surface.size() == 1 &&
                         !word.is_glued && (i + 1 == words_.size() || !words_[i + 1].is_glued);
    const bool is_short = is_lone && word.stem.size() > 1 && place != RankedWord::kItself;
    if (!is_short || hanja_readings(word.surface[0]).empty()) return;
    RankedWord ranked = out[place];
    ranked.text = hanja_readings(word.surface[0]).substr(0, 1);
    ranked.is_hanja = true;
    ranked.stands_for = place;
    out.push_back(std::move(ranked));
  }

  void add_stand_in(const QueryWord& word, char16_t unit, std::size_t stands_for,
                    std::vector<RankedWord>& out) {
    if (stands_for == RankedWord::kItself) return;
    if (!word.whole.empty() && frequency(word.whole) == 0) return;
    RankedWord ranked = make_ranked_word(word);
    ranked.stands_for = stands_for;
    if (word.script == Script::kNumber) ranked.unit = unit;
    const auto is_same = [&](const RankedWord& other) {
      const bool is_itself = other.stands_for == RankedWord::kItself;
      return are_same(other, ranked) && (is_itself || other.stands_for == stands_for);
    };
    if (!ranked.text.empty() && std::ranges::none_of(out, is_same))
      out.push_back(std::move(ranked));
  }

  static bool are_same(const RankedWord& one, const RankedWord& other) {
    return one.text == other.text && one.rest == other.rest;
  }

  // Adds the word unless it weighs nothing; its place in `out`, or kItself.
  std::size_t add_ranked_word(const QueryWord& word, std::vector<RankedWord>& out) {
    RankedWord ranked = make_ranked_word(word);
    if (ranked.text.empty()) return RankedWord::kItself;
    const auto known =
        std::ranges::find_if(out, [&](const RankedWord& other) { return are_same(other, ranked); });
    if (known == out.end()) {
      out.push_back(std::move(ranked));
      return out.size() - 1;
    }
    known->weight = std::max(known->weight, ranked.weight);
    return static_cast<std::size_t>(known - out.begin());
  }

  // Its text stays empty if the ranker cannot look for the word.
  RankedWord make_ranked_word(const QueryWord& word) {
    RankedWord ranked{.text = {},
                      .script = word.script,
                      .is_needed = !word.is_prefix,
                      .is_verb = word.is_verb,
                      .is_marked = word.is_marked,
                      .begins_word = word.begins_word,
                      .stands_alone = word.stands_alone || word.is_bare_unit,
                      .is_mostly_apart = word.is_mostly_apart,
                      .is_syllable = word.surface.size() == 1 && word.stem.size() == 1,
                      .is_genitive = is_genitive(word),
                      .weight = role_weight(word)};
    if (ranked.weight <= 0) return ranked;
    double rarity = 0;
    if (!word.whole.empty()) {
      ranked.text = word.stem.substr(0, word.stem.find_first_of(u"%&+#"));  // none of %
      ranked.rest = word.stem.substr(ranked.text.size());
      rarity = idf(frequency(word.whole));
    } else {
      ranked.text = word.script == Script::kHanja ? word.stem : word.stem.substr(0, word.kept);
      // 번 would be anywhere: rather all of the past, 번졌, where other forms stand in for it.
      if (word.is_verb_stem && word.kept == 1 && has_other_forms(word))
        ranked.text = word.surface.substr(0, word.stem.size());
      if (is_rather_one_syllable(word, segments_)) ranked.text = std::u16string(1, word.syllable);
      ranked.is_verb_stem = word.is_verb_stem && ranked.text == word.stem;
      for (const std::string& bigram : word.bigrams)
        rarity = std::max(rarity, idf(frequency(bigram)));
      if (ranked.text.size() == 1) {
        rarity = std::max(rarity, idf(std::max(1.0, frequency(word.syllable_word))));
        if (word.script == Script::kHangul) ranked.weight *= kOneSyllableFactor;
      }
    }
    ranked.weight *= rarity;
    return ranked;
  }

  const std::vector<QueryWord>& words_;
  const std::vector<SynonymGroup>& synonyms_;
  const SegmentSet& segments_;
  const double articles_;
  const bool is_of_few_words_;  // of news
  std::unordered_map<std::string, double> frequencies_;
  std::vector<WeighedTerm> terms_;
};

}  // namespace

QueryPlan plan_query(const std::vector<QueryWord>& words, const std::vector<SynonymGroup>& synonyms,
                     const SegmentSet& segments) {
  return Planner(words, synonyms, segments).plan();
}

Xapian::BM25Weight text_weight() {
  constexpr double kQueryLength = 0, kQueryFrequency = 1;  // k2 and k3: no say here
  return {Bm25::kK1, kQueryLength, kQueryFrequency, Bm25::kB, Bm25::kLeastLength};
}

}  // namespace gisa

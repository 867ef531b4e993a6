/// Which terms of the index a query is asked by and what each of them counts, and the words that
/// the ranker then looks for in texts.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/index/term_expression.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// A term of a query and what it counts.
struct WeighedTerm {
  enum class Kind { kCore, kSyllable, kHint };
  std::string term;
  double weight = 0;  ///< factor of its BM25 weight
  double idf = 0;
  Kind kind = Kind::kCore;  ///< core terms make an article a candidate; others only raise its score
};

/// A word as the ranker looks for it in the text of candidates.
struct RankedWord {
  std::u16string text;  ///< syllables, letters or digits, normalized
  Script script = Script::kHangul;
  std::u16string rest = {};  ///< of letters with signs: &d of r&d, ++ of c++
  bool is_needed = true;     ///< by an article that has all words
  bool is_verb = false;
  bool is_verb_stem = false;     ///< stands only before an ending of verbs (verb_stems.h)
  bool is_marked = false;        ///< asked with a mark within, 한·미
  bool begins_word = false;      ///< stands in no longer word behind another
  bool stands_alone = false;     ///< does not begin a longer word
  bool is_mostly_apart = false;  ///< two syllables, two words in most articles
  bool is_syllable = false;      ///< was typed as one, without a josa
  bool is_unit = false;          ///< stands behind a number
  bool is_glued = false;         ///< counts for all words only behind the one before: 35 of F35
  bool is_hanja = false;         ///< stands only where a text has the Hanja: 中 for 중국
  bool is_genitive = false;      ///< binds the next one: 빛의 속도
  bool is_told = false;          ///< by the number before it, whose unit it is: 조 in 5조올해
  char16_t unit = 0;             ///< of a number: what is written directly behind it, or one
                                 ///< of the two below
  double weight = 0;             ///< importance times rarity
  std::size_t stands_for = kItself;  ///< of a synonym: the word it may be found instead of

  static constexpr std::size_t kItself = static_cast<std::size_t>(-1);

  /// Units that are signs: of 3.5%, and of 3.5%p, which is 3.5%포인트 as well.
  static constexpr char16_t kPercent = u'%', kPercentPoint = u'p';
};

struct QueryPlan {
  /// Which articles have something of the query.
  enum class Finds : std::uint8_t {
    kCoreTerms,          ///< those with a core term
    kFound,              ///< of those with any term the ones that `found` tells
    kFoundWithoutScore,  ///< all that `found` tells
  };
  Finds finds = Finds::kCoreTerms;
  TermExpression found;
  std::vector<WeighedTerm> terms;
  Xapian::Query any;  ///< what the above finds, weighed: the first stage of the ranking, for Xapian
  Xapian::Query weights;  ///< the same weights without a say in which articles are found
  std::vector<RankedWord> words;
};

/// `segments` tell how often terms occur; rare ones are kept when there are too many.
QueryPlan plan_query(const std::vector<QueryWord>& words, const std::vector<SynonymGroup>& synonyms,
                     const SegmentSet& segments);

/// The weighting scheme of all text terms.
Xapian::BM25Weight text_weight();

}  // namespace gisa

/// The second stage of the ranking: looks at the text of the best candidates.
///
/// BM25 over bigrams knows how often syllables occur, not where. Here each word of the query is
/// looked for in the text itself, and the candidate's score becomes
///
///     bm25 / best bm25 + sum of weight * feature
///
/// with features that rank_features.h weighs, all but the last one between 0 and 1: which words
/// occur and how exactly (`part`), how early in a short text (`first`), whether in the lead of a
/// long one (`lead`), in the title (`title`), whether neighbours of the query are neighbours there
/// (`near`, up to 4 where few words are bound by 의), how much of the query one sentence holds
/// (`sentence`), whether it stands there word for word (`verbatim`), whether a question for a
/// number or a date meets one, best in such a sentence (`number`), of few words whether all are
/// there, a single short one whole (`all`), and how long the text is (`length`).
///
/// Threads: one Ranker a thread; it reuses buffers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/analysis/term_rules/stemmer.h"
#include "common/analysis/term_rules/word_table.h"
#include "searcher/engine/ranking/dense_scan.h"
#include "searcher/engine/ranking/dense_words.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/ranking/rank_features.h"
#include "searcher/engine/ranking/text_runs.h"

namespace gisa {

/// How many candidates are looked at for a query of so many words that have to be there. Sixty rank
/// headlines better by .0003, a hundred no better, twenty-four worse by .0003. For two words of
/// them, or one, twenty are as good as forty (nDCG@10 .418 and .206); for three they are worse by
/// .003.
constexpr std::size_t ranked_candidates(std::size_t words) { return words <= 2 ? 20 : 40; }

class Ranker {
 public:
  /// Begins a query. `words` must outlive its candidates, as must `torn`, which may be null.
  void start(std::string_view query, const std::vector<RankedWord>& words,
             RankProfile profile = RankProfile::kUsual, TornWords* torn = nullptr);

  /// Features of one candidate. `bm25_share`: its BM25 over the best one; `length_share`: its
  /// length over the average.
  RankFeatures look_at(std::string_view title, std::string_view body, double bm25_share,
                       double length_share);

  /// The same of texts in dense form (DenseScan::read), if they can be read and the words be found
  /// so: else nothing.
  std::optional<RankFeatures> look_at_dense(std::string_view title, std::string_view body,
                                            double bm25_share, double length_share);

 private:
  struct Sighting;
  struct Place;

  void find_words(bool in_title);
  void match_at(std::size_t run, std::size_t at, std::size_t word, bool in_title);
  void match_whole_runs(std::size_t run, bool in_title);
  std::size_t last_run_of(std::size_t run, std::u16string_view rest) const;
  void forget();
  void sight(std::size_t word, double quality, const Place& place, bool in_title);
  UnitFit unit_behind(std::size_t run, char16_t unit) const;
  UnitFit percent_behind(std::size_t run, bool is_hangul, char16_t wanted) const;
  static double nearness(const std::optional<Place>& before, const Place& place);
  template <typename BigramShare>
  RankFeatures features(double bm25_share, double length_share, std::size_t runs,
                        BigramShare bigram_share);
  void find_numbers();
  double near_share() const;
  bool is_apart(std::size_t word) const;
  double quality(const RankedWord& word, const WordParts& parts, Place& place);
  std::size_t stem_end(std::size_t run);
  double bigram_share(const RankedWord& word) const;

  const std::vector<RankedWord>* words_ = nullptr;
  TornWords* torn_ = nullptr;
  RankProfile profile_ = RankProfile::kUsual;
  double total_weight_ = 0;
  double least_of_all_ = 0;     // so well a word must stand in a text that has all
  std::u16string units_asked_;  // behind the number that is asked for
  SyllableSet begins_word_;     // units that some word begins with
  std::u16string units_;        // of the title, then the body
  std::vector<TextRun> runs_;
  std::size_t first_body_run_ = 0;
  DenseWordFinder dense_words_;
  DenseScan dense_title_, dense_body_;
  std::vector<Sighting> seen_;  // a word each
  std::size_t sentence_ = 0;    // ordinal of the one being looked at
  double in_sentence_ = 0;      // weight of the words found in it
  double best_sentence_ = 0;
  std::vector<std::size_t> numbered_;  // sentences with a number that may be asked for, ascending
  std::vector<std::size_t> units_found_;
  double best_numbered_ = 0;

 public:
  Ranker();
  ~Ranker();
};

}  // namespace gisa

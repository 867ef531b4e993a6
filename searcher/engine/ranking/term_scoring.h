/// The first stage of the ranking: BM25 of all articles that have a query's terms.
///
/// Term at a time: every posting list is read once from front to back, and adds to a table with a
/// score for each document. Of 32,768 documents at a time: their scores and lengths stay in the
/// processor's cache. Xapian's matcher goes document at a time and can leave out what will not be
/// among the best; but a query has some twenty terms here, most of them in a few hundredths of the
/// articles, so that there is little to leave out, and reading a posting takes two nanoseconds
/// instead of some fifty. The scores are Xapian's but for rounding (floats), and the count is
/// exact. Of each block of documents the best score is kept, so that the best of all are found in
/// the few blocks that have any.
///
/// Where few documents can be found, since they must hold certain terms (a query of few words) or
/// pass a filter, they are known first, and the table and what is read of the lists is only theirs.
/// Once all but the weakest terms, single syllables that stand in many articles, are summed up,
/// those stay that the rest could still bring among the best.
///
///     TermScoring scoring(segments, deleted);
///     scoring.run(plan, nullptr, true, 10, interruption);
///     scoring.matched();                  // articles found
///     scoring.best(10);                   // the first ten
///
/// Threads: one TermScoring a thread; it reuses its tables (4 bytes a document).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/engine/index/interruption.h"
#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/index/term_expression.h"
#include "searcher/engine/ranking/planner.h"

namespace gisa {

struct ScoredArticle {
  double score = 0;
  ArticleId id = 0;
};

class TermScoring {
 public:
  /// Documents whose scores are summed up together.
  static constexpr std::size_t kWindow = 32768;

  /// `deleted`: of each segment, ascending. Both must outlive the scoring.
  TermScoring(const SegmentSet& segments, const std::vector<std::vector<std::uint32_t>>& deleted,
              std::size_t window = kWindow)
      : segments_(segments), deleted_(deleted), window_(window), tables_(segments.size()) {}

  /// Scores what the plan finds; with `among` only of these articles. Not `needs_words`: all of
  /// them, then, whether they have a term or not. `most`: how many of the best will be asked for.
  /// Throws Error (kCorrupt, kIo).
  void run(const QueryPlan& plan, const std::vector<ArticleId>* among, bool needs_words,
           std::size_t most, Interruption& interruption);

  std::uint64_t matched() const { return matched_; }

  /// The `count` best, the best one first; among equal scores the lower id. Right up to `most`.
  std::vector<ScoredArticle> best(std::size_t count) const;

  /// Some of the articles found, at random but always the same, at most `count`; fewer where few
  /// were found. One may be there twice. If all found may be asked for (`most`).
  std::vector<ArticleId> sample(std::size_t count) const;

 private:
  // Scores of a segment's documents, and the best of each block.
  struct Table {
    bool is_of_all = true;                 // score i is of document i
    std::vector<std::uint32_t> documents;  // else of documents[i]
    std::vector<float> scores;
    std::vector<float> block_best;
  };

  struct Terms;

  std::size_t ids_of(std::size_t segment) const {
    return std::size_t{segments_[segment].statistics().last_document} + 1;
  }
  std::optional<std::vector<std::uint32_t>> documents_of(std::size_t segment, const QueryPlan& plan,
                                                         const std::vector<ArticleId>* among,
                                                         bool needs_words) const;
  void score_all(std::size_t segment, const Terms& terms, Interruption& interruption);
  void score_documents(std::size_t segment, const Terms& terms, std::size_t most,
                       Interruption& interruption);
  void add_to_all(std::size_t segment, const Terms& terms, std::size_t first, std::size_t last,
                  std::vector<float>& scores, Interruption& interruption) const;
  void add_to_few(std::size_t segment, const WeighedTerm& term, bool needs_score);
  void gather(Table& table) const;
  void drop_hopeless(Table& table, std::size_t most, double rest);
  static void find_block_bests(Table& table);
  void sum_up(Table& table);
  float least_of_best(std::size_t count) const;
  static float least_of_best(const Table& table, std::size_t count);

  const SegmentSet& segments_;
  const std::vector<std::vector<std::uint32_t>>& deleted_;
  std::size_t window_;
  std::vector<Table> tables_;       // of each segment
  std::vector<float> by_document_;  // scores of a segment's documents, before they are gathered
  float floor_ = 0;                 // scores above stand for articles found
  std::uint64_t matched_ = 0;
};

}  // namespace gisa

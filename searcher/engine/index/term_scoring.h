/// The first stage of the ranking: BM25 of all articles that have a query's terms.
///
/// Term at a time: every posting list is read once from front to back, and adds to a table with a
/// score for each document. Xapian's matcher goes document at a time and can leave out what will
/// not be among the best; but a query has some twenty terms here, most of them in a few hundredths
/// of the articles, so that there is little to leave out, and reading a posting takes two
/// nanoseconds instead of some fifty. The scores are Xapian's but for rounding (floats), and the
/// count is exact. Of each block of documents the best score is kept, so that the best of all are
/// found in the few blocks that have any.
///
///     TermScoring scoring(segments, deleted);
///     scoring.run(plan, nullptr, interruption);
///     scoring.matched();                  // articles found
///     scoring.best(10);                   // the first ten
///
/// Threads: one TermScoring a thread; it reuses its tables (4 bytes a document).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/index/term_expression.h"
#include "searcher/engine/interruption.h"
#include "searcher/engine/planner.h"

namespace gisa {

struct ScoredArticle {
  double score = 0;
  ArticleId id = 0;
};

class TermScoring {
 public:
  /// `deleted`: of each segment, ascending. Both must outlive the scoring.
  TermScoring(const SegmentSet& segments, const std::vector<std::vector<std::uint32_t>>& deleted)
      : segments_(segments), deleted_(deleted), tables_(segments.size()) {}

  /// Scores what the plan finds; with `among` only of these articles. Not `needs_words`: all of
  /// them, then, whether they have a term or not. Throws Error (kCorrupt, kIo).
  void run(const QueryPlan& plan, const std::vector<ArticleId>* among, bool needs_words,
           Interruption& interruption);

  std::uint64_t matched() const { return matched_; }

  /// The `count` best, the best one first; among equal scores the lower id.
  std::vector<ScoredArticle> best(std::size_t count) const;

 private:
  class Bits;

  // Scores of a segment by document, and the best of each block.
  struct Table {
    std::vector<float> scores;
    std::vector<float> block_best;
  };

  void run_segment(std::size_t segment, const QueryPlan& plan, const std::vector<ArticleId>* among,
                   bool needs_words, Interruption& interruption);
  template <typename Counts>
  void add_term(std::size_t segment, const WeighedTerm& term, Counts counts);
  void sum_up(Table& table);
  float least_of_best(std::size_t count) const;
  Bits evaluate(std::size_t segment, const TermExpression& expression) const;

  const SegmentSet& segments_;
  const std::vector<std::vector<std::uint32_t>>& deleted_;
  std::vector<Table> tables_;  // of each segment
  float floor_ = 0;            // scores above stand for articles found
  std::uint64_t matched_ = 0;
};

}  // namespace gisa

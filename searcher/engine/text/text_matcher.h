/// Finds the words of a query in the text of an article.
///
/// Bigrams in an index say that an article may hold a word; here it is seen whether it does:
///   - letters and numbers match whole words only (AI not in CHAIN, 43 not in 143);
///   - Hangul matches anywhere inside a word (결제 in 간편결제), or across the spaces of a sentence
///   if
///     every part is a word of two syllables or more (인공지능 in 인공 지능), or a whole word of
///     one and no more than the rest (새정부 in 새 정부가, 전세기 not in 전 세기말), or across the
///     marks that join words, whatever their length (한미 in 한·미, 원달러 in 원/달러), but not
///     from the middle of one word into the next (회의 not in 동창회 의장);
///   - Hanja match by their readings, both ways.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/term_rules/word_table.h"
#include "searcher/engine/query/query_words.h"

namespace gisa {

/// A query word found in a text.
struct WordMatch {
  std::uint32_t word = 0;   ///< index into the query words
  std::uint32_t begin = 0;  ///< units [begin, end) of the normalized text
  std::uint32_t end = 0;
};

/// Which matches of words stand directly behind matches of the words before them.
///
///     NeighbourMatches neighbours(matches, words.size());
///     if (neighbours.keep(3, 1)) ...    // 한 and 미 of 한·미, if 미 is word 3
///
/// Linear in the matches, whatever the query: a hostile one has the same word a thousand times.
class NeighbourMatches {
 public:
  NeighbourMatches(const std::vector<WordMatch>& matches, std::size_t words);

  /// Keeps of the matches of `word`, and of the word before it, those that have a match of the
  /// other with at most `gap` units between, or in their place (one word may stand for two), or of
  /// which `may_stay` is true. True if any has.
  template <typename MayStay>
  bool keep(std::uint32_t word, std::uint32_t gap, MayStay may_stay) {
    std::vector<std::size_t>&left = of_word_[word - 1], &right = of_word_[word];
    const std::vector<std::uint32_t> ends = sorted(left, &WordMatch::end);
    const std::vector<std::uint32_t> begins = sorted(right, &WordMatch::begin);
    bool found = false;
    const auto keep_in = [&](std::vector<std::size_t>& matches, auto has_neighbour) {
      std::erase_if(matches, [&](std::size_t match) {
        const bool has = has_neighbour(matches_[match]);
        found = found || has;
        return !has && !may_stay(matches_[match]);
      });
    };
    keep_in(left, [&](const WordMatch& m) { return holds(begins, m.begin, m.end + gap); });
    keep_in(right, [&](const WordMatch& m) {
      return holds(ends, m.begin - std::min(m.begin, gap), m.end);
    });
    return found;
  }

  /// Those that were kept, in the order they were given in.
  std::vector<WordMatch> kept() const;

 private:
  std::vector<std::uint32_t> sorted(const std::vector<std::size_t>& matches,
                                    std::uint32_t WordMatch::*place) const;
  static bool holds(const std::vector<std::uint32_t>& places, std::uint32_t first,
                    std::uint32_t last);

  const std::vector<WordMatch>& matches_;
  std::vector<std::vector<std::size_t>> of_word_;  // places in matches_
};

class TextMatcher {
 public:
  explicit TextMatcher(const std::vector<QueryWord>& words);

  /// Appends every match in the text, in the order of its words.
  void find(const Analysis& text, std::vector<WordMatch>& matches) const;

 private:
  bool may_match(const Analysis& text, const Word& here) const;
  void match_inside(const Analysis& text, std::size_t at, std::uint32_t query_word,
                    std::vector<WordMatch>& matches) const;
  void match_across(const Analysis& text, std::size_t at, std::uint32_t query_word,
                    std::vector<WordMatch>& matches) const;

  const std::vector<QueryWord>& words_;
  bool all_hangul_ = true;  // or letters and numbers, but no Hanja
  SyllableSet first_of_word_;
};

/// Drops matches of words that `belongs(i)` says must stand directly behind the word before them,
/// or with one character between, and do not, unless `may_stay`.
template <typename Belongs, typename MayStay>
void keep_neighbours(const std::vector<QueryWord>& words, std::vector<WordMatch>& matches,
                     Belongs belongs, MayStay may_stay) {
  std::optional<NeighbourMatches> neighbours;  // for most queries there is nothing to do
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    if (!belongs(i)) continue;
    if (!neighbours) neighbours.emplace(matches, words.size());
    neighbours->keep(i, 1, may_stay);
  }
  if (neighbours) matches = neighbours->kept();
}

}  // namespace gisa

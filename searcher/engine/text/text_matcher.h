/// Finds the words of a query in the text of an article.
///
/// Bigrams in an index say that an article may hold a word; here it is seen whether it does:
///   - letters and numbers match whole words only (AI not in CHAIN, 43 not in 143);
///   - Hangul matches anywhere inside a word (결제 in 간편결제), and from the beginning of one into
///     the next (회의 not in 동창회 의장): across the spaces of a sentence if every part is a word
///     of two syllables or more (인공지능 in 인공 지능), or a whole word of one and no more than
///     the rest (새정부 in 새 정부가, 전세기 not in 전 세기말); across what ends brackets or quotes
///     in the same way (의협회장 in (의협) 회장); across the marks that join words whatever their
///     length (한미 in 한·미, 원달러 in 원/달러);
///   - a number joined to the same one, 12·12, only behind it: it does not stand for both;
///   - the stem of a verb matches where an ending follows: 번지 of 번졌다 in 번지고, not in 번지에;
///   - Hanja match by their readings, both ways; one by itself (李) in words of one syllable, or
///     where it begins one that goes on like the query (無비자);
///   - Hangul and Hanja that are glued match as one word: 현대차 in 현대車, 신기술 in 新기술, and
///     by the meaning of one, 신한은행 in 신한銀. What is Hangul has two syllables or more: 대남
///     is not in 20대男, nor 한은 in 韓은.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/term_rules/word_table.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// A query word found in a text.
struct WordMatch {
  std::uint32_t word = 0;   ///< index into the query words
  std::uint32_t begin = 0;  ///< units [begin, end) of the normalized text
  std::uint32_t end = 0;
};

/// Which matches of words stand directly behind matches of the words before them.
///
///     NeighbourMatches neighbours(words, text, matches);
///     if (neighbours.keep(2, 4, between, may_stay)) ...    // 한 and 미 of 한·미, if they are
///     words 2 and 3
///
/// Side by side are words with nothing between them or one blank or mark. Behind a number 여 (some)
/// is nothing: 100 and 명 stand so in 100여 명. Nor is the josa or ending that the first one was
/// typed with: 올해의책.
///
/// Linear in the matches but for sorting them, whatever the query: a hostile one has the same word
/// a thousand times.
class NeighbourMatches {
 public:
  /// All must outlive it.
  NeighbourMatches(const std::vector<QueryWord>& words, const Analysis& text,
                   const std::vector<WordMatch>& matches);

  /// What may stand between words that are side by side.
  enum class Between : std::uint8_t {
    kMark,  ///< or a blank
    kMarks,  ///< two, one of them maybe a blank: 이재명 대통령, 중국; or what makes the first one
             ///< the object of the second: 사의를 표명
    kJosa,  ///< the same behind any josa: 올해의 책
  };

  /// Keeps of the matches of the words [first, last) those in a row of one of each, side by side,
  /// or one in the place of the other (one word may stand for two), and those of which `may_stay`
  /// is true. True if there is such a row.
  template <typename MayStay>
  bool keep(std::uint32_t first, std::uint32_t last, Between between, MayStay may_stay) {
    std::vector<std::vector<std::size_t>> rows(of_word_.begin() + first, of_word_.begin() + last);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const std::vector<std::uint32_t> next = beginnings_behind(rows[i - 1], between);
      std::erase_if(rows[i], [&](std::size_t match) {
        return !holds(next, matches_[match].begin, matches_[match].end);
      });
    }
    for (std::size_t i = rows.size() - 1; i-- > 0;) {
      const std::vector<std::uint32_t> begins = begins_of(rows[i + 1]);
      std::erase_if(rows[i], [&](std::size_t match) {
        const WordMatch& m = matches_[match];
        return !holds(begins, m.begin, last_beginning_behind(m, between));
      });
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::erase_if(of_word_[first + i], [&](std::size_t match) {
        return !std::ranges::binary_search(rows[i], match) && !may_stay(matches_[match]);
      });
    }
    return !rows[0].empty();
  }

  /// Those that were kept, in the order they were given in.
  std::vector<WordMatch> kept() const;

 private:
  // The last place where a word may begin that stands beside a match; the first is its end.
  std::uint32_t last_beginning_behind(const WordMatch& match, Between between) const;
  // Both sorted.
  std::vector<std::uint32_t> begins_of(const std::vector<std::size_t>& matches) const;
  std::vector<std::uint32_t> beginnings_behind(const std::vector<std::size_t>& matches,
                                               Between between) const;
  static bool holds(const std::vector<std::uint32_t>& places, std::uint32_t first,
                    std::uint32_t last);

  const std::vector<QueryWord>& words_;
  const Analysis& text_;
  const std::vector<WordMatch>& matches_;
  std::vector<std::vector<std::size_t>> of_word_;  // places in matches_, sorted
};

/// What may stand between words that belong together, `behind` being all but the first.
NeighbourMatches::Between between_words(std::span<const QueryWord> behind);

/// Calls visit(first, last) for each run of words [first, last), two or more, of which
/// `belongs(i)` says that they must stand directly behind the one before.
template <typename Belongs, typename Visit>
void for_each_row(std::size_t words, Belongs belongs, Visit visit) {
  for (std::uint32_t first = 0, last = 1; first < words; first = last++) {
    while (last < words && belongs(last)) ++last;
    if (last - first > 1) visit(first, last);
  }
}

class TextMatcher {
 public:
  explicit TextMatcher(const std::vector<QueryWord>& words);

  /// Appends every match in the text, in the order of its words.
  void find(const Analysis& text, std::vector<WordMatch>& matches) const;

 private:
  bool may_match(const Analysis& text, const Word& here) const;
  void keep_twins(std::vector<WordMatch>& matches) const;
  void match_inside(const Analysis& text, std::size_t at, std::uint32_t query_word,
                    std::vector<WordMatch>& matches) const;
  bool stands_for_one(const Analysis& text, const Word& here, std::size_t i) const;
  void match_across(const Analysis& text, std::size_t at, std::uint32_t query_word,
                    std::vector<WordMatch>& matches) const;

  const std::vector<QueryWord>& words_;
  std::vector<std::uint32_t> twins_;  // numbers that are the same as the one before: of 12·12
  bool all_hangul_ = true;            // or letters and numbers, but no Hanja
  SyllableSet first_of_word_;
};

/// Drops matches of words that `belongs(i)` says must stand directly behind the word before them,
/// or with one character between, and so on to the last such word, and do not, unless `may_stay`.
template <typename Belongs, typename MayStay>
void keep_neighbours(const std::vector<QueryWord>& words, const Analysis& text,
                     std::vector<WordMatch>& matches, Belongs belongs, MayStay may_stay) {
  std::optional<NeighbourMatches> neighbours;  // for most queries there is nothing to do
  for_each_row(words.size(), belongs, [&](std::uint32_t first, std::uint32_t last) {
    if (!neighbours) neighbours.emplace(words, text, matches);
    neighbours->keep(first, last, NeighbourMatches::Between::kMark, may_stay);
  });
  if (neighbours) matches = neighbours->kept();
}

}  // namespace gisa

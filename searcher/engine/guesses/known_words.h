/// Words that the articles have, for guesses at what a query means. Looks at the stored text of
/// some articles, so it takes milliseconds: for queries that find nothing otherwise.
///
/// Threads: one KnownWords a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/term_rules/hangul_word.h"
#include "searcher/engine/guesses/half_typed.h"
#include "searcher/engine/guesses/misspelling.h"
#include "searcher/engine/index/term_expression.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// How often a word stands in the articles.
struct WordOccurrence {
  std::uint64_t articles = 0;  ///< that have it, also inside longer words; an estimate if many
  bool is_word = false;        ///< it stands by itself, with or without josa
};

class KnownWords {
 public:
  /// The context must outlive it.
  explicit KnownWords(SearchContext& context) : context_(context) {}

  /// Whether no article can have the word, by the index alone.
  bool is_unknown(const QueryWord& word) const;

  /// Articles that have two syllables in a row, in one word or two.
  std::uint64_t frequency_of_pair(char16_t first, char16_t second) const;

  /// Tells that the next will be asked of the pairs of these words: servers tell all at once.
  void prefetch_pairs(const std::vector<Respelling>& spellings) const;

  /// The least of these numbers over the pairs of a word: no more articles have it.
  std::uint64_t least_frequency(std::u16string_view word) const;

  std::uint64_t all_articles() const { return context_.snapshot.article_count(); }

  /// How many articles have the terms.
  std::uint64_t frequency_of(const TermExpression& terms) const;

  /// The stem of a word of Hangul, looked for as it is written, in a few of the articles that may
  /// have it, of all or of those with some terms.
  WordOccurrence look_for(const QueryWord& word, const TermExpression& beside = {});

  /// Whether any of them has it: the first one that does ends the look.
  bool is_in_some(const QueryWord& word);

  /// Whether surely none has it, in one word or two; false if too many may to be looked at.
  bool is_in_none(const QueryWord& word);

  /// Whether more than so many articles have it; as soon as so many were seen.
  bool is_in_more_than(std::uint64_t articles, const QueryWord& word);

  /// Whether what was taken for a josa, or for an ending of one syllable, is the word's own end: 만
  /// of 김용만, 인 of 송가인. Articles then have the word far more often than what would be left of
  /// it; where that is a josa of everyday, 의 of 김건의, they have nothing like it.
  bool is_whole(const QueryWord& word);

  /// Whether two syllables that may be one and the josa 가 or 이 are a noun of their own, 주가 or
  /// 길이: articles have it with a josa behind, which another josa has not.
  bool is_noun(const QueryWord& word);

  /// Whether the last syllable is 의, 이, 는 or another one that josa are in nearly every sentence.
  static bool ends_with_everyday_josa(std::u16string_view word);

  /// Three syllables, the first of them a surname.
  static bool begins_like_name(std::u16string_view word);

  /// The most frequent word, by its stem, that begins like the one half typed; of initials alone,
  /// that has as many syllables. With a word `before`, which may be empty: the most frequent behind
  /// it. Empty if there is none, or too many are as good.
  std::u16string complete(const HalfTypedWord& typed, std::u16string_view before);

 private:
  std::vector<ArticleId> some_articles(const TermExpression& terms, std::size_t most,
                                       std::uint64_t& all);
  TermExpression terms_of(std::u16string_view word);
  bool has(ArticleId id, std::u16string_view word, bool& is_word, bool* begins = nullptr);
  bool is_never_stem(const QueryWord& word);
  bool is_name(const QueryWord& word);
  // Words that begin with the stem of one: all of it, its stem alone, or that and other syllables,
  // maybe all of it first.
  struct Ends {
    std::size_t whole = 0, stems = 0, longer = 0, begun = 0;
  };
  void count_ends(ArticleId id, const QueryWord& word, Ends& ends);

  SearchContext& context_;
  mutable std::string term_;
  HangulWordReader reader_{HangulWordReader::kFewWords};
};

}  // namespace gisa

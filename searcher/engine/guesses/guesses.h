/// What a query means, where articles tell: whether a word ends with a josa or only looks so; and
/// what may be meant by words that no article has: typed while the keyboard was switched
/// otherwise, by halves, or misspelled.
///
///     Guesses guesses(context);
///     guesses.keep_whole(words);                             // 김용만 is no 김용+만
///     guesses.split_unknown(reading, synonyms);              // 삼성전자|주가|전망
///     guesses.read_anew(reading, query, synonyms, notes);    // tkatjdwjswk, ㅅㅅㅈㅈ: 삼성전자
///     guesses.respelled(reading, query, {false});            // 삼성전쟈: 삼성전자
///
/// What keys and initials stand for is searched, and the user is told; how a word may be spelled is
/// only suggested, if the other words of the query make it likely.
///
/// Threads: one Guesses a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/guesses/known_words.h"
#include "searcher/engine/guesses/misspelling.h"
#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/index/term_expression.h"
#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

class Guesses {
 public:
  /// The context must outlive it.
  explicit Guesses(SearchContext& context)
      : known_(context), index_(context.snapshot.index()), analyzer_(context.analyzer) {}

  /// Gives words of a short query back the syllable that was taken for a josa, where articles say
  /// that it is none: 김용만 is no 김용+만, nor 주가 주+가; and of any query 정보 what it means in
  /// 개인 정보 알려줘, where it was taken for what is asked for.
  void keep_whole(std::vector<QueryWord>& words);

  /// Cuts long words that no article has into the words they are made of (compounds.h).
  void split_unknown(Reading& reading, const Synonyms& synonyms);

  /// Puts what was meant in the place of words that no article has, and adds a note for each; but
  /// not of words in quotes, or that have synonyms. `query` is for the places of the notes.
  void read_anew(Reading& reading, std::string_view query, const Synonyms& synonyms,
                 std::vector<Note>& notes);

  /// The query with its words as they may have to be spelled; empty if there is nothing to suggest.
  /// `is_right`: words that were met, one by one; others are looked for in texts.
  std::string respelled(const Reading& reading, std::string_view query,
                        const std::vector<bool>& is_right);

  /// Adds a note for each word of a short query that no article has: why all hits are partial.
  /// `is_met`: words that the hits have.
  void tell_missing(const Reading& reading, std::string_view query, const std::vector<bool>& is_met,
                    std::vector<Note>& notes);

 private:
  void keep_ends_of_compounds(std::vector<QueryWord>& words);

  // Words [first, last) of a reading that were typed without a space, and the syllables before
  // them.
  struct Typed {
    std::string_view text;
    std::u16string units;  // normalized
    std::u16string before;
    std::size_t first = 0;
    std::size_t last = 0;
  };
  // What stands beside a word that may be misspelled.
  struct Company {
    bool is_none = true;         // the query is one word
    TermExpression terms;        // of the words that were met
    std::uint64_t articles = 0;  // with these; 0: none was met
  };
  struct Meaning {
    enum class By : std::uint8_t { kKeys, kBeginning, kNames };

    std::string text;  // empty: none
    By by = By::kKeys;
  };

  std::vector<Typed> typed_with_jamo(const Reading& reading);
  static std::string tell_meaning(std::string_view typed, const Meaning& meaning);
  Meaning letters_of(const QueryWord& word);
  Meaning meaning_of(const QueryWord& word);
  Meaning meaning_of(const Typed& typed);
  Company company_of(const Reading& reading, const std::vector<bool>& is_right) const;
  bool fits(const Respelling& other, std::uint64_t articles, std::uint64_t together,
            const Company& company) const;
  std::u16string respell(const QueryWord& word, bool is_unknown, const Company& company);

  KnownWords known_;
  const SegmentSet& index_;
  Analyzer& analyzer_;
};

}  // namespace gisa

/// The sentences of a text that may hold a word of a query: what has to be analyzed to know where
/// the words stand.
///
///     const SentenceFilter filter(words);
///     PartialText part;
///     filter.take(body, part);                // part.text: some sentences of the body, in order
///     ... find words in part.text, at byte i ...
///     part.source_position(i)                 // the byte of the body
///
/// Analysis costs ten times what looking at the syllables does, and knows no connection between
/// sentences: what ends with . ? or ! and a space, or with the line. A word of Hangul stands only
/// where its first syllable is followed, if not by the second one, by a contraction of it, which
/// begins with the same consonant (열리: 열렸다); a space or a mark may be between (한·미).
/// Sentences with characters that have other forms (jamo, Hanja, full width) are all taken.
///
/// Threads: const members may be called from any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/term_rules/word_table.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Some sentences of a text. Reused, it keeps its memory.
struct PartialText {
  struct Piece {
    std::size_t begin = 0;   ///< byte of `text`
    std::size_t source = 0;  ///< the byte of the source that it is
  };

  std::string text;
  std::vector<Piece> pieces;  ///< ascending, the first one at 0

  /// `position` is a byte of `text`.
  std::size_t source_position(std::size_t position) const;
};

/// Behind the sentence that begins at byte `begin`. Sentences analyzed by themselves have the words
/// that they have in the text.
std::size_t end_of_sentence(std::string_view text, std::size_t begin);

class SentenceFilter {
 public:
  /// Words that are no content words are not looked for.
  explicit SentenceFilter(const std::vector<QueryWord>& words) { add(words, false); }

  /// Looks for all of these as well.
  void add_all(const std::vector<QueryWord>& words) { add(words, true); }

  /// False if it would take everything.
  bool is_useful() const { return is_useful_; }

  void take(std::string_view text, PartialText& out) const;

 private:
  struct Beginning {
    char16_t first;
    unsigned second;  // initial consonant of the second syllable
  };

  void add(const std::vector<QueryWord>& words, bool also_empty);
  bool may_hold(std::string_view sentence) const;
  bool begins_at(std::string_view sentence, std::size_t at, char16_t syllable) const;

  bool is_useful_ = true;
  bool wants_letters_ = false;
  SyllableSet firsts_;
  std::vector<Beginning> beginnings_;
};

}  // namespace gisa

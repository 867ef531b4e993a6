/// The analysis of Korean text, the same for articles and queries.
///
///     Analyzer analyzer;
///     Analysis analysis;
///     analyzer.analyze("AI가 금리를 인상했다", analysis);
///     // words: ai, (particle 가), 금리, 인상
///     // tokens: ai | 금리 금 리 | 인상 인 상 | links ai+금, 리+인
///
/// Steps: normalize (normalized_text.h), segment (segmenter.h), stem Hangul (term_rules/stemmer.h)
/// or read Hanja (hanja/hanja.h), then cut into tokens:
///   - Hangul and Hanja readings: overlapping bigrams, and every syllable by itself (to be weighed
///     low) that does not stand in most articles anyway;
///   - words of one syllable: the syllable as a word;
///   - letters and numbers: whole, without . , ' inside; a unit behind a number as its sign, %;
///   - between neighbouring words of Hangul in a sentence: a link of the last syllable of one and
///     the first of the next, so that spacing leaves a trace (not beside words like 위해, 있다).
///
/// Who only counts tokens takes them as they are found, which is several times as fast as looking
/// at an Analysis:
///
///     analyzer.analyze("AI가 금리를 인상했다", sink);    // a TokenSink
///
/// Positions of words and tokens are UTF-16 units of the normalized text; source_range() turns them
/// into bytes of the source.
///
/// Threads: one Analyzer a thread. An Analysis may be reused, its memory is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/normalized_text.h"
#include "common/analysis/segmenter.h"
#include "common/analysis/term_rules/hangul_word.h"
#include "common/analysis/term_rules/stemmer.h"

namespace gisa {

enum class TokenKind : std::uint8_t {
  kWord,          ///< letters or a number, whole
  kBigram,        ///< two neighbouring syllables of a stem
  kSyllable,      ///< one syllable of a stem
  kSyllableWord,  ///< a word of one syllable
  kLink,          ///< end of one word and beginning of the next
  kName,          ///< all of a word that looks like a verb and may be a name
};

/// A range in Analysis::characters.
struct CharacterRange {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

struct Word {
  Script script = Script::kHangul;
  WordRole role = WordRole::kContent;
  bool is_glued = false;         ///< directly follows the previous word, nothing between
  bool starts_sentence = false;  ///< a sentence or paragraph ends before it
  bool is_verb = false;          ///< a verb ending was taken off
  bool is_ambiguous = false;     ///< the josa taken off may have been part of the word
  std::uint32_t begin = 0;       ///< units of the word as written
  std::uint32_t end = 0;
  std::uint32_t stem_end = 0;  ///< end of the part that the stem was made of
  CharacterRange stem;         ///< what is compared and cut into tokens
  std::uint32_t first_token = 0;
  std::uint32_t token_count = 0;

  /// Without content of its own, and longer than one syllable: 위해, 대한, 밝혔다. It has no links.
  bool is_filler() const { return role != WordRole::kContent && end - begin > 1; }
};

struct Token {
  TokenKind kind = TokenKind::kWord;
  std::uint32_t begin = 0;  ///< units the token covers
  std::uint32_t end = 0;
  CharacterRange text;
};

/// False for the syllables that stand in most articles, which are no terms by themselves.
bool has_syllable_term(char16_t syllable);

/// Calls `take(kind, at, size)` for each token of a stem of Hangul: of the kind, `size` syllables
/// from the one at `at`.
template <typename Take>
void for_each_token_of_stem(std::u16string_view stem, Take take) {
  for (std::size_t i = 0; i < stem.size(); ++i) {
    if (i + 1 < stem.size()) take(TokenKind::kBigram, i, std::size_t{2});
    if (has_syllable_term(stem[i])) take(TokenKind::kSyllable, i, std::size_t{1});
  }
}

/// Takes the tokens of a text, in any order.
class TokenSink {
 public:
  virtual ~TokenSink() = default;

  virtual void add(TokenKind kind, std::u16string_view text) = 0;

  /// The tokens of a stem of Hangul (for_each_token_of_stem()), all at once: nearly all there are.
  virtual void add_stem(std::u16string_view stem) {
    for_each_token_of_stem(stem, [&](TokenKind kind, std::size_t at, std::size_t size) {
      add(kind, stem.substr(at, size));
    });
  }

  /// A link, of the two syllables.
  virtual void add_link(char16_t end, char16_t begin) {
    const char16_t text[] = {end, begin};
    add(TokenKind::kLink, {text, 2});
  }

 protected:
  TokenSink() = default;
  TokenSink(const TokenSink&) = default;
  TokenSink& operator=(const TokenSink&) = default;
};

/// For who looks at words only.
class NoTokens final : public TokenSink {
 public:
  void add(TokenKind /*kind*/, std::u16string_view /*text*/) override {}
  void add_stem(std::u16string_view /*stem*/) override {}
  void add_link(char16_t /*end*/, char16_t /*begin*/) override {}
};

struct Analysis {
  NormalizedText normalized;
  /// What stems and tokens are made of: the normalized text, and behind it what stands in it
  /// otherwise.
  std::u16string characters;
  std::vector<Word> words;
  std::vector<Token> tokens;

  std::u16string_view text(CharacterRange range) const {
    return {characters.data() + range.begin, range.size};
  }
  /// A word as written.
  std::u16string_view surface(const Word& word) const {
    return {normalized.units.data() + word.begin, word.end - word.begin};
  }
  /// Bytes [first, second) of the source that units [begin, end) came from; begin < end.
  std::pair<std::uint32_t, std::uint32_t> source_range(std::uint32_t begin,
                                                       std::uint32_t end) const {
    return {normalized.source_begin(begin), normalized.source_end(end - 1)};
  }
  void clear();
};

class Analyzer {
 public:
  /// What is analyzed: one that reads whole articles, many of them, keeps more in memory (4 MB,
  /// else half a megabyte).
  enum class Use : std::uint8_t { kQueries, kArticles };

  explicit Analyzer(Use use = Use::kQueries);

  /// Analyzes UTF-8 (anything; broken parts count as U+FFFD) into `out`, which is overwritten.
  void analyze(std::string_view utf8, Analysis& out);

  /// The same for who looks at words only, which is faster: of their tokens `out` has few.
  void find_words(std::string_view utf8, Analysis& out);

  /// Hands the same tokens to `sink`.
  void analyze(std::string_view utf8, TokenSink& sink);

  /// The words of the text whose tokens were handed to a sink last; of their tokens it has few.
  /// Valid until the next call.
  const Analysis& words() const { return words_; }

  /// Identifies the rules: 16 hexadecimal digits. Databases made under another fingerprint must be
  /// indexed again. It covers the rule tables and a version (fingerprint.cpp), not the ICU release:
  /// ICU keeps the normal form of assigned characters stable.
  static std::string_view fingerprint();

 private:
  // With a sink, tokens of Hangul words go there and not into `out`.
  void read_words(std::string_view utf8, Analysis& out, TokenSink* sink);
  std::size_t add_segment(std::size_t at, Analysis& out, TokenSink* sink);
  void find_places(const Analysis& out);
  void add_hangul(std::size_t at, Analysis& out, TokenSink* sink);

  const Stemmer& stemmer_;
  HangulWordReader hangul_words_;
  Segmenter segmenter_;
  std::vector<Segment> segments_;
  std::vector<HangulWordReader::Place> places_;  // of the segments that are Hangul
  Analysis words_;                               // of what is handed to a sink
};

}  // namespace gisa

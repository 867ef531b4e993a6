/// gisa/analysis.h - what the analyzer makes of a text, to look at.
///
///     #include <gisa/analysis.h>
///
///     const gisa::TextAnalysis analysis = gisa::analyze_text("AI가 금리를 인상했다");
///     for (const gisa::AnalyzedWord& word : analysis.words) {
///       for (const gisa::AnalyzedTerm& term : word.terms) std::cout << term.term << '\n';
///     }
///
/// Articles and queries are analyzed alike: if a query does not find an article, comparing the
/// terms of both tells why. `gisa-search --analyze TEXT` prints the same.
///
/// Text is UTF-8; ranges are bytes of the text given, half-open. Broken UTF-8 counts as U+FFFD.
/// Errors: throws gisa::Error (kInternal) if ICU's data is missing, kInvalidArgument for a text of
/// 4 GiB or more. Threads: a free function, callable from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"

namespace gisa {

/// A term as the database has it.
struct AnalyzedTerm {
  /// "word" (letters, number or unit, whole), "bigram" (two syllables of a stem), "syllable" (one
  /// that does not stand in most articles), "syllable-word" (a word of one syllable), "link" (from
  /// the word before to this one), "name" (all of a word that looks like a verb and may be a name).
  std::string_view kind;
  std::string term;  ///< with its prefix XL of a link, XW of a syllable-word, XN of a name
  ByteRange range;   ///< the part of the text it was made of
};

/// A segment of the text and what became of it.
struct AnalyzedWord {
  std::string segment;      ///< as cut, normalized
  std::string_view script;  ///< "hangul", "hanja", "number" or "letter"
  /// "content", "question" (무엇, 언제), "empty" (것, 위해) or "particle" (a josa behind letters).
  std::string_view role;
  std::string stem;              ///< what is left without josa and endings, or its reading
  bool is_glued = false;         ///< nothing stands between it and the word before
  bool starts_sentence = false;  ///< a sentence ends before it; words do not link across
  bool is_verb = false;          ///< a verb ending was taken off
  bool is_ambiguous = false;     ///< the josa taken off may be part of the word
  ByteRange range;               ///< the segment in the text
  std::vector<AnalyzedTerm> terms;
};

struct TextAnalysis {
  std::string normalized;  ///< Unicode NFKC, case folded
  std::vector<AnalyzedWord> words;
};

GISA_EXPORT TextAnalysis analyze_text(std::string_view text);

}  // namespace gisa

/// Which articles may hold a word of a query, told by their terms.
///
/// An article that holds the word has all its bigrams; one that has them may hold the word.
#pragma once

#include <xapian.h>

#include <span>
#include <vector>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/index/term_expression.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Articles that may hold the whole word.
TermExpression terms_of_word(const QueryWord& word);

/// Articles that may hold the word or a good part of it: any three syllables in a row of a longer
/// word.
TermExpression terms_of_most_of_word(const QueryWord& word);

/// Whether no article can hold it.
bool is_unknown(const QueryWord& word, const SegmentSet& segments);

/// Whether articles write a word of two syllables as two: 큰 폭 rather than 큰폭.
bool is_mostly_apart(const QueryWord& word, const SegmentSet& segments);

/// Whether two syllables are one and a josa: 섬은 is where 섬 stands as a word more often than 섬은
/// as a bigram.
bool is_rather_one_syllable(const QueryWord& word, const SegmentSet& segments);

/// Whether a word has the josa 의, which binds it to the next one: 빛의 속도.
bool is_genitive(const QueryWord& word);

/// The same as terms_of_word() for Xapian.
Xapian::Query articles_with(const QueryWord& word);

/// Articles that may hold every content word, or what stands for it.
TermExpression terms_of_all_words(std::span<const QueryWord> words,
                                  const std::vector<SynonymGroup>& synonyms);

/// The same for Xapian; empty if all articles may.
Xapian::Query articles_with_all(std::span<const QueryWord> words,
                                const std::vector<SynonymGroup>& synonyms);

}  // namespace gisa

/// Compounds typed as one word that articles write as two: 하나은행연금 is 하나은행 연금.
///
///     split_compounds(words, synonyms, analyzer, index)    // 하나은행연금: 하나은행, 연금
///
/// No dictionary knows; the index does. At the end of one word and the beginning of the next
/// articles have a link, within a word a bigram: where the link is by far the more frequent of the
/// two, there is a space. The first part may have a josa (올해의책), of which the link knows
/// nothing. The parts have to stand beside each other, as the word did.
///
/// Threads: may be called from any.
#pragma once

#include <cstddef>
#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Puts its parts in the place of each such word, unless it has synonyms, by itself or with words
/// beside it.
void split_compounds(std::vector<QueryWord>& words, const Synonyms& synonyms, Analyzer& analyzer,
                     const SegmentSet& segments);

/// The parts of a word that no article has, itself if it is not to be cut: 삼성전자주가전망 is
/// 삼성전자, 주가 and 전망, though 자주 is a frequent word. Counts articles that have the syllables
/// on both sides of a cut, some 50 microseconds each, and finds more cuts; but what articles write
/// as one word, it cuts as well.
std::vector<QueryWord> parts_in_company(const QueryWord& word, Analyzer& analyzer,
                                        const SegmentSet& segments);

/// The word as two, of which the second has the syllables from `at` on, at least two of each;
/// nothing if they would be read as other words.
std::vector<QueryWord> cut_word(const QueryWord& word, std::size_t at, Analyzer& analyzer);

}  // namespace gisa

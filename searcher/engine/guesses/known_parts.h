/// Words typed without the blanks between them, where articles tell which words they are.
///
///     known_parts(word, known, analyzer)    // 김병기사퇴: 김병기, 사퇴
///
/// For words that no article has: what articles write as one is better left so.
#pragma once

#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/guesses/known_words.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// The fewest words that it can be made of, each of which some article has by itself; of as many,
/// those of which the rarest is in most articles. The word itself if it cannot be made of any, or
/// has more than 20 syllables. Every piece that may be a word is looked for in texts, some 50
/// microseconds each.
std::vector<QueryWord> known_parts(const QueryWord& word, KnownWords& known, Analyzer& analyzer);

}  // namespace gisa

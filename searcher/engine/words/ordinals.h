/// Ordinal numbers with and without 제: 제22대 국회 is 22대 국회, and articles have either.
#pragma once

#include <vector>

#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Makes 제 an empty word before a number with a unit that is counted so: articles that have it
/// come first. 제3국, 제3자 and 제1야당 are names, and 13조 are trillions, but not in 헌법 제13조,
/// nor in 형법 250조: such a 조 is none of 250조원.
void ask_without_ordinal_prefix(std::vector<QueryWord>& words);

}  // namespace gisa

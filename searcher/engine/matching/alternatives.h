/// Finds what stands for words of a query (synonyms.h) in a text.
#pragma once

#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/text/text_matcher.h"

namespace gisa {

/// Adds the matches of alternatives as matches of the words they stand for, where all of one is
/// there, what is written together stands so, 1천만 for 천만, and it is not there by chance: 사스
/// in 의사스러운, 인천대 in 인천대교, 부러지 of 부러진 in 구부러지는.
void add_alternatives(const std::vector<SynonymGroup>& synonyms, const Analysis& text,
                      std::vector<WordMatch>& matches);

}  // namespace gisa

/// Countries, parties and authorities by one Hanja each, 韓, 與, 檢, which headlines put side by
/// side: 韓·日, 韓日 and 한일 are one word.
///
///     read_short_names(words, analyzer, index)   // of 韓·日 정상회담: 한일 정상회담
///     link_of_short_names(u'한', u'일')          // 국일: the link of 韓·日, 한국 and 일본
///
/// Threads: may be called from any.
#pragma once

#include <string>
#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Names that marks join become the one word of their readings, where articles have it.
void read_short_names(std::vector<QueryWord>& words, Analyzer& analyzer,
                      const SegmentSet& segments);

/// The end of what the first is short for and the beginning of what the second is; empty if one of
/// them is no such name.
std::u16string link_of_short_names(char16_t first, char16_t second);

}  // namespace gisa

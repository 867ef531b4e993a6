/// Words that end with 대로: 강남대로 is an avenue, 청와대로 is 청와대 with a josa, and 원칙대로 is
/// 원칙 with another one, which nobody asks for without it.
#pragma once

#include <vector>

#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Reads such words as what articles tell: as a name with 대 and 로 where they have the pair of
/// syllables before 로 about as often as the rest, else whole.
void read_avenues(std::vector<QueryWord>& words, const SegmentSet& segments);

}  // namespace gisa

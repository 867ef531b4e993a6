/// The other forms of a verb: 숨진 채 is found where articles have 숨졌다, 숨져 or 숨진다.
///
/// There is no dictionary: that 숨진 is a verb and 사진 is none is told by articles, which have
/// 숨져 about as often, and no 사져; that 불난 is one and 재난 is none by the texts of some, which
/// have 불났다.
#pragma once

#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Each a word; none if the word is no verb whose forms are told apart by its last syllable.
std::vector<std::vector<QueryWord>> other_forms_of_verb(const QueryWord& word, Analyzer& analyzer,
                                                        const Snapshot& snapshot);

}  // namespace gisa

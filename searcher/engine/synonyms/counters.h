/// Small counts and ages are written in two ways: 두 배 and 2배, 10살 and 10세.
///
///     other_count(words of 두 배로)  // 2 words: 2배
///     other_count(words of 10살)     // 2 words: 10세
///
/// Digits do not become words: 두 and 세 by themselves stand in half of all articles, and tell the
/// ranker nothing.
#pragma once

#include <span>
#include <vector>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Of the count that `words` begin with.
OtherForms other_count(std::span<const QueryWord> words);

/// Makes what is counted go on behind its numeral: 두 명 is no 두 somewhere and a 명부, nor 천만 명
/// a 천만 원, nor 수십만 명 a 수십 명.
void join_counts(std::vector<QueryWord>& words);

}  // namespace gisa

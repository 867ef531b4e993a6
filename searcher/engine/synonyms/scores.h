/// Scores of games and votes, which are written with a hyphen or a colon, 3-2, or in words, 3대2.
#pragma once

#include <span>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Of 3-2 at the beginning of `words` 3대2, and of 3대2 or 3 대 2 the other one.
OtherForms other_form_of_score(std::span<const QueryWord> words);

}  // namespace gisa

/// Fractions: what is typed as 2/3 is written 3분의 2.
///
///     other_form_of_fraction(words of 2/3)   // 2 words: 3분의 2
///     other_form_of_fraction(words of 6/25)  // none: a day
#pragma once

#include <span>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Of the fraction that `words` begin with: of at most ten parts, and smaller than 1.
OtherForms other_form_of_fraction(std::span<const QueryWord> words);

}  // namespace gisa

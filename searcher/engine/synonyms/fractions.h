/// Fractions: what is typed as 2/3 is mostly written 3분의 2.
///
///     with_fractions("2/3 찬성")                // 3분의 2 찬성
///     with_fractions("6/25 전쟁")               // as it is: a day
///     other_form_of_fraction(words of 3분의 2)  // 3 words: 2/3
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// The query with fractions written out: smaller than 1 and of at most ten parts, as words of their
/// own, maybe with a josa.
std::string with_fractions(std::string_view query);

/// Of the fraction that `words` begin with.
OtherForms other_form_of_fraction(std::span<const QueryWord> words);

}  // namespace gisa

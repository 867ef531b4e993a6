/// Words of which headlines write the last syllable in Hanja, 현대車, or the first, 非대면: the
/// other way is Hangul.
///
///     other_forms_of_glued_hanja(words of 현대車)     // 2 words: 현대차, 현대거, 현대자동차
///     other_forms_of_glued_hanja(words of 非대면)     // 2 words: 비대면
#pragma once

#include <cstddef>
#include <span>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Whether word `i`, not the first, is a lone Hanja glued to Hangul; not the 女 of 20대女.
bool is_glued_hanja(std::span<const QueryWord> words, std::size_t i);

/// Of the word that `words` begin with, if a lone Hanja is glued to it, behind or in front.
OtherForms other_forms_of_glued_hanja(std::span<const QueryWord> words);

}  // namespace gisa

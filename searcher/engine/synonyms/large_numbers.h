/// Numbers are typed with digits, 12,000명 and 16850억, printed with 만, 억 and 조 (ten thousand,
/// its square and its cube), 1만2000명, 1조6850억 or 1조6천850억, and shortened in
/// headlines: 1.2만.
///
///     other_forms_of_large_number(words of 12,000명)     // 1 word: 1만2000, 1만2천, 1.2만
///     other_forms_of_large_number(words of 50,000원)     // 2 words: 5만원
///     other_forms_of_large_number(words of 1만320원)     // 3 words: 1만3백20, 10320
///     other_forms_of_large_number(words of 1.5조원)      // 2 words: 1조5000억원, 1조5천억원
///     other_forms_of_large_number(words of 1조 5천억원)  // 4 words: 1조5000억원, 1.5조원
///
/// spelled_numbers.h knows those below ten thousand.
#pragma once

#include <span>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Of the number that `words` begin with.
OtherForms other_forms_of_large_number(std::span<const QueryWord> words);

}  // namespace gisa

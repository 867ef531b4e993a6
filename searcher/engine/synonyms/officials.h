/// Heads of institutions, whose titles are made of an institution's names: who knows that 방통위 is
/// 방송통신위원회 knows that 방통위원장 is 방송통신위원장.
///
///     other_titles(words of 금감원장, names)     // 1 word: 금융감독원장
///     other_titles(words of 국방장관, names)     // 1 word: 국방부 장관
///     other_titles(words of 국방부 장관, names)  // 2 words: 국방장관
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "searcher/engine/synonyms/other_forms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// The other names of an institution, each one word; none if it has none.
using NamesOfInstitution = std::function<std::vector<std::u16string>(const std::u16string&)>;

/// Of the title that `words` begin with.
OtherForms other_titles(std::span<const QueryWord> words, const NamesOfInstitution& names);

}  // namespace gisa

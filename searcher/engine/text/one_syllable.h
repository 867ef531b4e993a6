/// Words of a text that are one syllable, and so may be the last part of a word that is written in
/// two: 다음 달에 for 다음달.
#pragma once

#include <string_view>

namespace gisa {

/// Whether a word of Hangul is one syllable, maybe with a josa: 달, 폭으로. With 의, 로, 도 or 만
/// two are as often another word, 도로, 회의; not where `is_likely`.
bool is_one_syllable(std::u16string_view surface, bool is_likely);

}  // namespace gisa

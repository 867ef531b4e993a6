/// How many terminal columns a character takes: 2 for Hangul, Hanja, kana, full-width forms and
/// emoji, 0 for combining marks, joiners and the jamo drawn inside the cell of an initial
/// consonant, else 1. Characters of ambiguous width (· …) count one.
#pragma once

#include <cstddef>

namespace gisa {

std::size_t character_width(char32_t c);

}  // namespace gisa

/// How many terminal columns characters take: 2 for Hangul, Hanja, kana, full-width forms and
/// emoji, 0 for combining marks, joiners and the jamo drawn inside the cell of an initial
/// consonant, else 1. Characters of ambiguous width (· …) count one.
///
/// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gisa {

std::size_t character_width(char32_t c);

/// The sum of its characters' widths. `text` is UTF-8.
std::size_t text_columns(std::string_view text);

/// `text` filled with blanks to `columns`, behind it or before it.
std::string pad_right(std::string_view text, std::size_t columns);
std::string pad_left(std::string_view text, std::size_t columns);

}  // namespace gisa

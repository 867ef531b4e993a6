/// searcher/terminal/layout/display_width.h - how many columns a text takes on a terminal.
///
///     display_width("한글 ok") == 7
///
/// A column is the cell of one Latin letter. Hangul, Hanja, kana, full-width forms and emoji take
/// two; combining marks and joiners none. What is counted is the grapheme cluster (UAX #29), what a
/// reader takes for one character: decomposed Hangul, a flag and a family emoji are two columns
/// each. Characters of ambiguous width (`·`, `…`) count one, as terminals show them outside legacy
/// locales.
///
/// Threads: free functions; call them from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"

namespace gisa::terminal {

/// The unit of printing, shown whole or not at all: a grapheme cluster, or one visible escape.
struct Cell {
  std::string text;       ///< what to print; safe for a terminal
  std::size_t width = 0;  ///< in columns
  ByteRange source;       ///< the bytes of the original text it stands for
};

/// `text` as cells, escaped as by escape(). Their sources cover `text` without gap or overlap.
std::vector<Cell> split_cells(std::string_view text);

/// Columns that escape(text) takes.
std::size_t display_width(std::string_view text);

}  // namespace gisa::terminal

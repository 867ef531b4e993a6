/// searcher/terminal/layout/text_layout.h - cells broken into lines of a given width.
///
/// Lines break at spaces, which Korean has between its words; a word longer than a line breaks
/// between cells, never inside one. What does not fit in the last line allowed is cut, and the cut
/// is shown by `…`.
///
/// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "searcher/terminal/layout/display_width.h"

namespace gisa::terminal {

/// Show every line, however many.
inline constexpr std::size_t kAllLines = std::numeric_limits<std::size_t>::max();

/// Width of a line that never ends: for pipes and files.
inline constexpr std::size_t kUnlimitedWidth = std::numeric_limits<std::size_t>::max();

/// What marks a cut; one column wide.
inline constexpr const char* kEllipsis = "…";

/// The cells [begin, end) of one line.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool cut = false;  ///< to be followed by kEllipsis, for which there is room
  bool operator==(const Line&) const = default;
};

/// Breaks `cells` into at most `max_lines` lines (1 or more) of at most `width` columns (1 or
/// more). A cell wider than `width` gets a line of its own. Spaces at a break belong to no line. No
/// cells, no lines.
std::vector<Line> wrap(const std::vector<Cell>& cells, std::size_t width,
                       std::size_t max_lines = kAllLines);

}  // namespace gisa::terminal

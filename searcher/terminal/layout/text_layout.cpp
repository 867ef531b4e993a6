#include "searcher/terminal/layout/text_layout.h"

namespace gisa::terminal {
namespace {

bool is_space(const Cell& cell) { return cell.text == " "; }

// End of the longest run from `begin` that fits.
std::size_t fitting_end(const std::vector<Cell>& cells, std::size_t begin, std::size_t width) {
  std::size_t end = begin;
  while (end < cells.size() && cells[end].width <= width) width -= cells[end++].width;
  return end;
}

std::size_t skip_spaces(const std::vector<Cell>& cells, std::size_t begin) {
  while (begin < cells.size() && is_space(cells[begin])) ++begin;
  return begin;
}

std::size_t trim_spaces(const std::vector<Cell>& cells, std::size_t begin, std::size_t end) {
  while (end > begin && is_space(cells[end - 1])) --end;
  return end;
}

// Where a line that would be full at `end` breaks: after its last whole word if it has one.
std::size_t break_before(const std::vector<Cell>& cells, std::size_t begin, std::size_t end) {
  if (end == begin) return begin + 1;
  if (is_space(cells[end])) return end;
  std::size_t word = end;
  while (word > begin && !is_space(cells[word - 1])) --word;
  const std::size_t trimmed = trim_spaces(cells, begin, word);
  return trimmed > begin ? trimmed : end;
}

Line cut_line(const std::vector<Cell>& cells, std::size_t begin, std::size_t width) {
  const std::size_t end = fitting_end(cells, begin, width - 1);
  return {begin, trim_spaces(cells, begin, end), true};
}

}  // namespace

std::vector<Line> wrap(const std::vector<Cell>& cells, std::size_t width, std::size_t max_lines) {
  std::vector<Line> lines;
  const std::size_t text_end = trim_spaces(cells, 0, cells.size());
  for (std::size_t begin = skip_spaces(cells, 0); begin < text_end;) {
    const std::size_t end = fitting_end(cells, begin, width);
    if (end >= text_end) {
      lines.push_back({begin, text_end, false});
      break;
    }
    if (lines.size() + 1 == max_lines) {
      lines.push_back(cut_line(cells, begin, width));
      break;
    }
    const std::size_t line_end = break_before(cells, begin, end);
    lines.push_back({begin, trim_spaces(cells, begin, line_end), false});
    begin = skip_spaces(cells, line_end);
  }
  return lines;
}

}  // namespace gisa::terminal

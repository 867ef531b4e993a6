#include "searcher/terminal/layout/display_width.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>

#include "common/text/character_width.h"
#include "common/text/escape.h"

namespace gisa::terminal {
namespace {

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};
struct CloseIterator {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};

constexpr char32_t kEmojiPresentation = 0xfe0f;
constexpr std::size_t kWidestCluster = 2;

std::size_t cluster_width(std::string_view cluster) {
  std::size_t width = 0;
  bool emoji = false;
  for (std::size_t offset = 0; offset < cluster.size();) {
    const Utf8Character character = character_at(cluster, offset);
    const char32_t c = character.code_point;
    if (offset == 0) emoji = u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI) != 0;
    if (c == kEmojiPresentation && emoji) return kWidestCluster;
    width += character_width(c);
    offset += character.length;
  }
  return std::min(width, kWidestCluster);
}

bool is_safe(std::string_view bytes) {
  for (std::size_t offset = 0; offset < bytes.size();) {
    const Utf8Character character = character_at(bytes, offset);
    if (!character.valid || is_unsafe(character.code_point)) return false;
    offset += character.length;
  }
  return true;
}

Cell printable_cell(std::string_view cluster, std::size_t begin) {
  return {.text = std::string(cluster),
          .width = cluster_width(cluster),
          .source = {begin, begin + cluster.size()}};
}

Cell escape_cell(std::string_view bytes, std::size_t begin) {
  std::string escaped = visible_escape(bytes);
  const std::size_t width = escaped.size();  // escapes are ASCII
  return {.text = std::move(escaped), .width = width, .source = {begin, begin + bytes.size()}};
}

// A cluster with something unsafe in it falls apart into its characters.
void append_unsafe(std::vector<Cell>& cells, std::string_view cluster, std::size_t begin) {
  for (std::size_t offset = 0; offset < cluster.size();) {
    const std::size_t length = character_at(cluster, offset).length;
    const std::string_view bytes = cluster.substr(offset, length);
    cells.push_back(is_safe(bytes) ? printable_cell(bytes, begin + offset)
                                   : escape_cell(bytes, begin + offset));
    offset += length;
  }
}

void append_cluster(std::vector<Cell>& cells, std::string_view text, std::size_t begin,
                    std::size_t end) {
  const std::string_view cluster = text.substr(begin, end - begin);
  if (is_safe(cluster)) {
    cells.push_back(printable_cell(cluster, begin));
  } else {
    append_unsafe(cells, cluster, begin);
  }
}

}  // namespace

std::vector<Cell> split_cells(std::string_view text) {
  std::vector<Cell> cells;
  if (text.empty()) return cells;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> utext(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  const std::unique_ptr<UBreakIterator, CloseIterator> iterator(
      ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status));
  if (U_SUCCESS(status)) ubrk_setUText(iterator.get(), utext.get(), &status);
  if (U_FAILURE(status)) {  // ICU data is missing: every character is a cluster of its own
    append_unsafe(cells, text, 0);
    return cells;
  }
  std::size_t begin = 0;
  for (std::int32_t end = ubrk_next(iterator.get()); end != UBRK_DONE;
       end = ubrk_next(iterator.get())) {
    append_cluster(cells, text, begin, static_cast<std::size_t>(end));
    begin = static_cast<std::size_t>(end);
  }
  return cells;
}

std::size_t display_width(std::string_view text) {
  const std::vector<Cell> cells = split_cells(text);
  return std::accumulate(cells.begin(), cells.end(), std::size_t{0},
                         [](std::size_t total, const Cell& cell) { return total + cell.width; });
}

}  // namespace gisa::terminal

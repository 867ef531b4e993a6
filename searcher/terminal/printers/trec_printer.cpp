#include "searcher/terminal/printers/trec_printer.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <cmath>
#include <cstddef>
#include <iterator>

#include "common/text/escape.h"

namespace gisa::terminal {
namespace {

bool fits_in_column(const Utf8Character& character) {
  return character.valid && !is_unsafe(character.code_point) &&
         u_isUWhiteSpace(static_cast<UChar32>(character.code_point)) == 0;
}

void append_percent_encoded(std::string& out, std::string_view bytes) {
  for (const char byte : bytes) {
    fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(byte));
  }
}

std::string as_column(std::string_view text) {
  if (text.empty()) return "-";
  std::string column;
  for (std::size_t offset = 0; offset < text.size();) {
    const Utf8Character character = character_at(text, offset);
    const std::string_view bytes = text.substr(offset, character.length);
    if (fits_in_column(character)) {
      column += bytes;
    } else {
      append_percent_encoded(column, bytes);
    }
    offset += character.length;
  }
  return column;
}

}  // namespace

std::string to_trec(std::string_view topic, const SearchResult& result) {
  const std::string topic_column = as_column(topic);
  std::string lines;
  for (const Hit& hit : result.hits) {
    fmt::format_to(std::back_inserter(lines), "{} Q0 {} {} {} gisa\n", topic_column,
                   as_column(hit.id), hit.rank, std::isfinite(hit.score) ? hit.score : 0.0);
  }
  return lines;
}

}  // namespace gisa::terminal

#include "indexer/readers/text/text_lines.h"

namespace gisa {

std::vector<std::string_view> split_text_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') continue;
    lines.push_back(text.substr(begin, i - begin));
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    begin = i + 1;
  }
  if (begin < text.size()) lines.push_back(text.substr(begin));
  return lines;
}

void append_item(std::string& list, std::string_view item, std::string_view separator) {
  if (item.empty()) return;
  if (!list.empty()) list += separator;
  list += item;
}

}  // namespace gisa

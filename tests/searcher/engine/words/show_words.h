#pragma once

#include <string>
#include <vector>

#include "common/text/utf8.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// The words of a query with a blank between them, a plus before those that have `mark`.
inline std::string show_words(const std::vector<QueryWord>& words, bool QueryWord::*mark) {
  std::string out;
  for (const QueryWord& word : words) {
    if (!out.empty()) out += ' ';
    out.append(word.*mark ? "+" : "").append(to_utf8(word.stem));
  }
  return out;
}

}  // namespace gisa

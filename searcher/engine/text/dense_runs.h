/// Finds words in a dense text (common/articles/dense_text.h) that are one or parts of one there:
/// what needs no more than the rows of syllables around them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/articles/dense_text.h"

namespace gisa {

/// Calls `take(run)` for each longest row of syllables that holds the word, which is given in dense
/// form, in the text's order. Decodes nothing else.
template <typename Take>
void for_each_run_with(std::string_view dense_word, std::string_view dense, Take take) {
  std::u16string run;
  for (std::size_t at = dense.find(dense_word); at != std::string_view::npos;
       at = dense.find(dense_word, at)) {
    if (!dense::begins_character(dense, at)) {
      ++at;
      continue;
    }
    while (at > 0) {
      const std::size_t before = dense::begin_before(dense, at);
      if (!dense::is_syllable(dense[before])) break;
      at = before;
    }
    run.clear();
    for (; at < dense.size() && dense::is_syllable(dense[at]); at += dense::code_size(dense[at]))
      run.push_back(dense::syllable(dense[at], at + 1 < dense.size() ? dense[at + 1] : '\0'));
    take(std::u16string_view(run));
  }
}

}  // namespace gisa

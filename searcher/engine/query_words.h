/// A query as the searcher sees it: the words of what was typed, analyzed as articles are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analyzer.h"

namespace gisa {

/// One word of the query.
struct QueryWord {
  Script script = Script::kHangul;
  bool is_content = true;   ///< false: it asks or says little (누구, 것); it weighs little
  bool is_glued = false;    ///< follows the word before without a space
  std::u16string surface;   ///< as written, normalized
  std::u16string stem;

  std::vector<std::string> whole;      ///< terms of letters, numbers, one-syllable words
  std::vector<std::string> bigrams;
  std::vector<std::string> syllables;
  std::vector<std::string> tails;      ///< bigrams of the word as written beyond the stem
  std::vector<std::string> links;      ///< from the word before to this one
  std::vector<std::string> inner_links;  ///< for each bigram the link it is when a space stands in it
};

/// Analyzes a query. If no word is a content word, all count as such: a query never loses its only
/// content.
std::vector<QueryWord> analyze_query(std::string_view query, Analyzer& analyzer);

}  // namespace gisa

#include "searcher/engine/synonyms/english_nouns.h"

#include <algorithm>
#include <initializer_list>

#include "common/text/ascii.h"

namespace gisa {
namespace {

constexpr std::size_t kShortest = 3;  // of singulars
constexpr std::string_view kVowels = "aeiou";

// No plurals, whatever they end with: news, and -ss, -us, -is.
bool is_singular(std::string_view word) {
  return word == "news" || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](auto ending) { return word.ends_with(ending); });
}

bool has_y_behind_consonant(std::string_view word) {
  return word.ends_with('y') && word.size() > 1 &&
         kVowels.find(word[word.size() - 2]) == std::string_view::npos;
}

std::u16string word_of(std::string_view begin, std::string_view end) {
  std::u16string word(begin.begin(), begin.end());
  return word.append(end.begin(), end.end());
}

}  // namespace

std::vector<std::u16string> other_numbers_of(std::string_view typed) {
  if (typed.size() < kShortest || !std::ranges::all_of(typed, is_ascii_letter)) return {};
  if (std::ranges::all_of(typed, is_upper)) return {};
  const std::string word = to_lower(typed);
  const auto without = [&](std::size_t letters) {
    return std::string_view(word).substr(0, word.size() - letters);
  };
  std::vector<std::u16string> others;
  if (word.ends_with('s') && !is_singular(word)) {
    if (word.size() <= kShortest) return {};
    others.push_back(word_of(without(1), ""));
    if (ends_with_any(word, {"ses", "xes", "zes", "ches", "shes"}))
      others.push_back(word_of(without(2), ""));
    if (word.ends_with("ies")) others.push_back(word_of(without(3), "y"));
    return others;
  }
  if (has_y_behind_consonant(word)) return {word_of(without(1), "ies")};
  const bool is_hissing = ends_with_any(word, {"s", "x", "z", "ch", "sh"});
  return {word_of(word, is_hissing ? "es" : "s")};
}

}  // namespace gisa

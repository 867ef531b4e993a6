#include "searcher/engine/synonyms/scores.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "common/text/ascii.h"

namespace gisa {
namespace {

constexpr std::u16string_view kAgainst = u"대";

bool is_count(const QueryWord& word) {
  constexpr std::size_t kLongest = 3;  // digits
  return word.script == Script::kNumber && word.stem.size() <= kLongest &&
         std::ranges::all_of(word.stem, [](char16_t c) { return is_digit(c); });
}

}  // namespace

OtherForms other_form_of_score(std::span<const QueryWord> words) {
  const auto form = [&](std::size_t size, std::u16string_view between) {
    return OtherForms{size,
                      {std::u16string(words[0].stem).append(between).append(words[size - 1].stem)}};
  };
  if (words.size() < 2 || !is_count(words[0])) return {};
  // 2025-12-29 is none.
  const auto is_alone = [&](std::size_t size) {
    return words.size() == size || !words[size].is_hyphened;
  };
  if (words[1].is_hyphened && !words[0].is_hyphened)
    return is_count(words[1]) && is_alone(2) ? form(2, kAgainst) : OtherForms{};
  const bool is_spelled = words.size() > 2 && words[1].surface == kAgainst && is_count(words[2]) &&
                          words[1].is_glued == words[2].is_glued;
  return is_spelled && is_alone(3) ? form(3, u"-") : OtherForms{};
}

}  // namespace gisa

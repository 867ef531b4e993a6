#include "searcher/engine/words/ordinals.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace gisa {
namespace {

constexpr std::u16string_view kPrefix = u"제";
// What the units begin with: 3차, 9회, 22대, 2항, 1기, 5호, 1차관. 조 only behind the name of a
// law: 13조 are trillions.
constexpr std::u16string_view kCounted = u"차회대항기호장편절권";
// What the names of laws and the like end with: 헌법, 시행령, 규칙, 조례, 협약, 규정, 당헌.
constexpr std::u16string_view kEndsOfLaws = u"법령칙례약정헌";

bool is_law(const QueryWord& word) {
  return word.stem.size() > 1 && kEndsOfLaws.find(word.stem.back()) != std::u16string_view::npos;
}

// Without 제, 250조 may be trillions: not behind 재정 or 방법.
bool is_surely_law(const QueryWord& word) {
  constexpr std::u16string_view kEnds[] = {u"법",   u"헌법",   u"시행령",   u"규칙",
                                           u"조례", u"특례법", u"시행규칙", u"당헌"};
  constexpr std::u16string_view kOthers[] = {u"방법", u"불법", u"편법", u"해법", u"수법", u"위법"};
  const std::u16string_view stem = word.stem;
  const auto ends = [&](std::u16string_view end) { return stem.ends_with(end); };
  return stem.size() > 1 && std::ranges::any_of(kEnds, ends) && std::ranges::none_of(kOthers, ends);
}

}  // namespace

void ask_without_ordinal_prefix(std::vector<QueryWord>& words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    QueryWord& number = words[i + 1];
    QueryWord& unit = words[i + 2];
    const bool is_numbered = words[i].surface == kPrefix && number.script == Script::kNumber &&
                             number.is_glued && unit.is_glued && unit.script == Script::kHangul;
    if (!is_numbered) continue;
    const bool is_of_law = unit.surface[0] == u'조' && i > 0 && is_law(words[i - 1]);
    if (!is_of_law && kCounted.find(unit.surface[0]) == std::u16string_view::npos) continue;
    unit.is_bare_unit = is_of_law && unit.stem.size() == 1;
    number.is_glued = false;
    words[i].is_content = false;
    words[i].is_prefix = true;
    words[i].role = WordRole::kEmpty;
  }
  for (std::size_t i = 2; i < words.size(); ++i) {
    const bool is_article = words[i].is_glued && words[i].stem == u"조" && !words[i - 1].is_glued &&
                            words[i - 1].script == Script::kNumber && is_surely_law(words[i - 2]);
    words[i].is_bare_unit = words[i].is_bare_unit || is_article;
  }
}

}  // namespace gisa

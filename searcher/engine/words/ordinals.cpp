#include "searcher/engine/words/ordinals.h"

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

}  // namespace

void ask_without_ordinal_prefix(std::vector<QueryWord>& words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    QueryWord& number = words[i + 1];
    const QueryWord& unit = words[i + 2];
    const bool is_numbered = words[i].surface == kPrefix && number.script == Script::kNumber &&
                             number.is_glued && unit.is_glued && unit.script == Script::kHangul;
    if (!is_numbered) continue;
    const bool is_of_law = unit.surface[0] == u'조' && i > 0 && is_law(words[i - 1]);
    if (!is_of_law && kCounted.find(unit.surface[0]) == std::u16string_view::npos) continue;
    number.is_glued = false;
    words[i].is_content = false;
    words[i].is_prefix = true;
    words[i].role = WordRole::kEmpty;
  }
}

}  // namespace gisa

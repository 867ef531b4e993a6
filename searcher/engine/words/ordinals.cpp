#include "searcher/engine/words/ordinals.h"

#include <cstddef>
#include <string_view>

namespace gisa {
namespace {

constexpr std::u16string_view kPrefix = u"제";
// What the units begin with: 3차, 9회, 22대, 2항, 1기, 5호, 1차관. Not 조: 13조 are trillions.
constexpr std::u16string_view kCounted = u"차회대항기호장편절권";

}  // namespace

void ask_without_ordinal_prefix(std::vector<QueryWord>& words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    QueryWord& number = words[i + 1];
    const QueryWord& unit = words[i + 2];
    const bool is_ordinal = words[i].surface == kPrefix && number.script == Script::kNumber &&
                            number.is_glued && unit.is_glued && unit.script == Script::kHangul &&
                            kCounted.find(unit.surface[0]) != std::u16string_view::npos;
    if (!is_ordinal) continue;
    number.is_glued = false;
    words[i].is_content = false;
    words[i].is_prefix = true;
    words[i].role = WordRole::kEmpty;
  }
}

}  // namespace gisa

#include "searcher/engine/text/one_syllable.h"

#include "common/analysis/term_rules/stemmer.h"

namespace gisa {

bool is_one_syllable(std::u16string_view surface, bool is_likely) {
  constexpr std::u16string_view kUnsure = u"의로도만";
  if (surface.size() < 2) return surface.size() == 1;
  if (!is_likely && kUnsure.find(surface[1]) != std::u16string_view::npos) return false;
  return Stemmer::shared().is_josa(surface.substr(1));
}

}  // namespace gisa

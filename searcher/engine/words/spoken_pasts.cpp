#include "searcher/engine/words/spoken_pasts.h"

#include "common/text/hangul.h"

namespace gisa {
namespace {

constexpr std::u16string_view kEndings[] = {u"나", u"나요", u"니",   u"냐",   u"지",    u"지요",
                                            u"죠", u"어",   u"어요", u"을까", u"을까요"};

// 났, 죽었, but not 올랐, 체포했 or 떨어졌, of which the analyzer knows the stem with any ending.
bool is_bare_past(std::u16string_view past) {
  constexpr std::u16string_view kOthers = u"있겠";
  constexpr std::u16string_view kPastSyllables = u"았었";
  if (past.empty() || final_of(past.back()) != kFinalSs) return false;
  return past.size() == 1 ? kOthers.find(past[0]) == std::u16string_view::npos
                          : kPastSyllables.find(past.back()) != std::u16string_view::npos;
}

}  // namespace

std::u16string written_past(std::u16string_view word) {
  for (const std::u16string_view ending : kEndings) {
    if (!word.ends_with(ending)) continue;
    const std::u16string_view past = word.substr(0, word.size() - ending.size());
    if (is_bare_past(past)) return std::u16string(past) + u'다';
  }
  return {};
}

}  // namespace gisa

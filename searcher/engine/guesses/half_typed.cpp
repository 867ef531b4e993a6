#include "searcher/engine/guesses/half_typed.h"

#include <algorithm>

#include "common/text/hangul.h"

namespace gisa {

std::optional<HalfTypedWord> HalfTypedWord::read(std::u16string_view typed) {
  HalfTypedWord word;
  bool is_half_typed = false;
  for (const char16_t c : typed) {
    if (is_hangul_syllable(c)) {
      word.syllables_.push_back({c, c});
      if (!is_half_typed) word.known_.push_back(c);
    } else if (is_initial_jamo(c)) {
      const char16_t first = make_syllable(c - kFirstInitialJamo, 0, 0);
      const char16_t last = make_syllable(c - kFirstInitialJamo, kVowelJamo - 1, kFinalJamo - 1);
      word.syllables_.push_back({first, last});
      is_half_typed = true;
    } else {
      return std::nullopt;
    }
  }
  if (!is_half_typed) return std::nullopt;
  return word;
}

bool HalfTypedWord::begins(std::u16string_view run) const {
  return run.size() >= size() &&
         std::ranges::equal(syllables_, run.substr(0, size()), [](const Range& range, char16_t c) {
           return range.first <= c && c <= range.last;
         });
}

}  // namespace gisa

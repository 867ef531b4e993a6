/// Letters written by their Korean names: 엠비씨 is MBC, 지에스건설 GS건설.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

struct LettersByName {
  std::string letters;    ///< capitals; empty if the word begins with no two names
  bool has_long = false;  ///< one of the names has two syllables or more, 에스
  std::u16string behind;  ///< what is left of the word: nothing, or two syllables and more
};

/// The letters that a word of syllables begins with, as many as there are.
LettersByName letters_by_name(std::u16string_view word);

}  // namespace gisa

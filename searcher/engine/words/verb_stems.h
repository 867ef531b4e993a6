/// Stems of verbs that never stand by themselves, and are other words where they do: 배우 of 배웠다
/// is an actor, 번지 of 번졌다 a number of a house.
#pragma once

#include <string_view>

#include "common/text/hangul.h"

namespace gisa {

/// Whether a stem ends so: 숨지, 배우, 오르. Others may connect, 떠나 and 올라.
constexpr bool is_bound_stem(std::u16string_view stem) {
  if (stem.empty() || !is_hangul_syllable(stem.back()) || has_final(stem.back())) return false;
  const unsigned vowel = vowel_of(stem.back());
  return vowel == kVowelI || vowel == kVowelU || vowel == kVowelEu;
}

/// Whether what stands behind such a stem is an ending of verbs: 고 in 번지고, but not 에 in
/// 번지에.
constexpr bool begins_verb_ending(std::u16string_view behind) {
  constexpr std::u16string_view kEndings = u"고며면나자던든지죠게기긴길니네다려러라는거겠듯시셨었";
  if (behind.empty()) return false;
  return kEndings.find(behind[0]) != std::u16string_view::npos || behind.starts_with(u"도록");
}

}  // namespace gisa

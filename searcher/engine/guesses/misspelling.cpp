#include "searcher/engine/guesses/misspelling.h"

#include <algorithm>

#include "common/text/hangul.h"

namespace gisa {
namespace {

// Which jamo sound the same, or nearly so, in the order of syllable arithmetic: those of one letter
// here. Initials: plain, tense, aspirated. Finals: as the sound rules leave seven of them.
constexpr std::string_view kInitialSounds = "ggnddrmbbss0jjjgdbh";
constexpr std::string_view kVowelSounds = "aeaeveveoAwwouVwiuUii";
constexpr std::string_view kFinalSounds = "-kkknnntlkmlllplmppttNttktpt";
static_assert(kInitialSounds.size() == kInitialJamo && kVowelSounds.size() == kVowelJamo &&
              kFinalSounds.size() == kFinalJamo);

// The same word in South and North, or a surname as a family spells it: 노동 and 로동, 유현진 and
// 류현진. At a word's beginning ㄹ became ㅇ before i and y, as did ㄴ, and ㄴ before others.
bool begin_alike(unsigned initial, unsigned other, unsigned vowel) {
  const auto are = [&](unsigned a, unsigned b) {
    return (initial == a && other == b) || (initial == b && other == a);
  };
  if (!is_iotated(vowel)) return are(kInitialRieul, kInitialN);
  return are(kInitialRieul, kInitialNone) || are(kInitialN, kInitialNone);
}

}  // namespace

std::vector<Respelling> respellings(std::u16string_view word, std::size_t begin, std::size_t end) {
  std::vector<Respelling> others;
  for (std::size_t i = begin; i < std::min(end, word.size()); ++i) {
    const unsigned initial = initial_of(word[i]), vowel = vowel_of(word[i]),
                   final = final_of(word[i]);
    const auto add = [&](char16_t syllable, bool sounds_alike) {
      std::u16string other(word);
      other[i] = syllable;
      others.push_back({std::move(other), sounds_alike});
    };
    for (unsigned j = 0; j < kInitialJamo; ++j) {
      if (j == initial) continue;
      const bool sounds_alike = kInitialSounds[j] == kInitialSounds[initial] ||
                                (i == 0 && begin_alike(initial, j, vowel));
      add(make_syllable(j, vowel, final), sounds_alike);
    }
    for (unsigned j = 0; j < kVowelJamo; ++j) {
      if (j != vowel) add(make_syllable(initial, j, final), kVowelSounds[j] == kVowelSounds[vowel]);
    }
    for (unsigned j = 0; j < kFinalJamo; ++j) {
      if (j != final) add(make_syllable(initial, vowel, j), kFinalSounds[j] == kFinalSounds[final]);
    }
  }
  return others;
}

}  // namespace gisa

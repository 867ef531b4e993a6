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
      if (j != initial)
        add(make_syllable(j, vowel, final), kInitialSounds[j] == kInitialSounds[initial]);
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

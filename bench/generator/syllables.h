// The syllable inventory of the open vocabulary: names, coinages and rare words are composed from
// it.
//
// Two lists, most frequent first: syllables that open a rare word, and syllables inside one. Only
// the order and a few points of the frequency curve were taken from real news (see README.md), so
// that composed words have its syllables and, in the long run, its bigrams.
#pragma once

#include <span>
#include <string_view>

namespace gisa::bench {

// A point of a frequency curve: the syllable of this rank (from 1) makes this share of all.
struct RankShare {
  double rank;
  double share;
};

struct SyllableInventory {
  std::string_view syllables;  // UTF-8, three bytes a syllable, by falling frequency
  std::span<const RankShare> curve;
};

// Syllables that begin a word. The data lives as long as the program.
SyllableInventory first_syllables();

// Syllables after the first. The data lives as long as the program.
SyllableInventory inner_syllables();

}  // namespace gisa::bench

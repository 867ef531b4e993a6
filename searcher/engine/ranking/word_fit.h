/// How exactly a word of a query stands in a text.
#pragma once

#include <cstddef>
#include <cstdint>

#include "searcher/engine/ranking/planner.h"

namespace gisa {

inline constexpr double kWholeWord = 1.0;

/// A word that was found, seen against the run of syllables (or the runs, with spaces between) that
/// it was found in.
struct WordFit {
  bool begins = false;         ///< where the run does
  bool ends = false;           ///< where the last run or its stem does
  bool is_past_stem = false;   ///< ends with the last run's stem or behind it
  bool crosses = false;        ///< begins in another run than it ends in
  std::size_t units = 0;       ///< syllables of the first run
  std::size_t stem_units = 0;  ///< of its stem, if the word begins with the run

  /// Between 0 (does not count) and 1.
  double quality(const RankedWord& word) const {
    constexpr double kAcrossSpace = 0.9;
    constexpr double kPrefix = 0.85;  // of a longer word
    constexpr double kSuffix = 0.8;
    constexpr double kInside = 0.7;
    constexpr double kMarkedInside = 0.5;  // 의·정 in 의정부
    constexpr double kLooseSyllable = 0.6;
    constexpr std::size_t kLongestForSyllable = 3;  // units of a run in which one syllable counts
    const bool is_end = ends || (word.is_verb && is_past_stem);
    if (word.text.size() == 1) {
      if (!begins || units > kLongestForSyllable) return 0;
      if (units == 1 || is_end) return kWholeWord;
      return units == 2 || stem_units <= 1 ? kLooseSyllable : 0;
    }
    if (word.stands_alone && !is_end) return 0;
    if (begins && is_end) return crosses && !word.is_marked ? kAcrossSpace : kWholeWord;
    if (word.is_marked && !crosses) return kMarkedInside;
    if (begins) return kPrefix;
    return is_past_stem ? kSuffix : kInside;
  }
};

/// What follows a number in a text, compared with what follows it in the query.
enum class UnitFit : std::uint8_t { kSame, kNone, kOther };

/// How exactly a number stands there: the 5 of 5대 is hardly the one of 5월.
constexpr double quality_of_number(UnitFit unit) {
  constexpr double kWithoutUnit = 0.3, kOtherUnit = 0.1;
  if (unit == UnitFit::kSame) return kWholeWord;
  return unit == UnitFit::kNone ? kWithoutUnit : kOtherUnit;
}

}  // namespace gisa

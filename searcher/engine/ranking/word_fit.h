/// How exactly a word of a query stands in a text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "searcher/engine/ranking/part_gap.h"
#include "searcher/engine/ranking/planner.h"

namespace gisa {

inline constexpr double kWholeWord = 1.0;

/// The parts of a word that goes on from one run into the next: whether they are one word there, as
/// in 인공 지능, or stand side by side by chance, as 기간 암 does for 간암. The rules are those of
/// TextMatcher, which decides whether an article has the word.
class WordParts {
 public:
  /// Takes a part, but the last one, and what stands behind it. `is_glued`: to letters or numbers
  /// before it.
  void add(std::size_t syllables, bool is_glued, PartGap behind) {
    const bool is_joined = behind == PartGap::kMark || gap_ == PartGap::kMark;
    const bool is_first = first_ == 0;
    if (is_first) {
      first_ = syllables;
      is_glued_ = is_glued;
    }
    has_short_ = has_short_ || (syllables == 1 && !is_joined && !(is_first && is_glued));
    is_torn_ = is_torn_ || behind == PartGap::kOther;
    gap_ = behind;
  }

  /// `begins`: the first part is all of its run. `last`: the syllables of the last part, and
  /// `ends`: they are all of its stem; `is_syllable`: the last run is one, maybe with a josa.
  bool are_one(const RankedWord& word, bool begins, std::size_t last, bool ends,
               bool is_syllable) const {
    if (is_torn_) return false;
    const bool is_joined = gap_ == PartGap::kMark;
    if (!begins) return first_ > 1 && !has_short_ && (last > 1 || is_joined);  // 기준금리 인하
    const bool is_long = word.text.size() > 2 || word.is_mostly_apart;
    if (has_short_ && (!is_long || (last > 1 && !ends))) return false;
    return last > 1 || is_joined || is_glued_ || (is_long && is_syllable);
  }

 private:
  std::size_t first_ = 0;
  bool is_glued_ = false;
  bool has_short_ = false;
  bool is_torn_ = false;
  PartGap gap_ = PartGap::kSpaces;  // behind the last part that was added
};

/// A word that was found, seen against the run of syllables (or the runs, with spaces between) that
/// it was found in.
struct WordFit {
  bool begins = false;         ///< where the run does
  bool ends = false;           ///< where the last run or its stem does
  bool is_past_stem = false;   ///< ends with the last run's stem or behind it
  bool crosses = false;        ///< begins in another run than it ends in
  bool is_torn = false;        ///< other words stand there (torn_words.h)
  bool is_unit = false;        ///< the run is glued to a number before it
  bool is_syllable = false;    ///< the run is one, maybe with a josa
  std::size_t units = 0;       ///< syllables of the first run
  std::size_t stem_units = 0;  ///< of its stem, if the word begins with the run

  /// Whether one syllable begins another word, 새해 and not 새는, or counts something, as the 배 of
  /// 2배 does. Behind a number in the query it counts, too, but the 조 of 형법 250조 not in
  /// 250조원.
  bool is_other_word(const RankedWord& word) const {
    if (!word.is_syllable) return false;
    return word.is_unit ? word.stands_alone && !is_syllable : is_unit || !is_syllable;
  }

  /// Between 0 (does not count) and 1.
  double quality(const RankedWord& word) const {
    constexpr double kAcrossSpace = 0.9;
    constexpr double kPrefix = 0.8;  // of a longer word
    constexpr double kSuffix = 0.8;
    constexpr double kInside = 0.7;
    constexpr double kMarkedInside = 0.5;  // 의·정 in 의정부
    constexpr double kTorn = 0.35;         // not enough to have the word
    constexpr double kLooseSyllable = 0.6;
    constexpr std::size_t kLongestForSyllable = 3;  // units of a run in which one syllable counts
    // 김용만 ends behind the stem that the rules leave of 김용만의.
    const bool is_end = ends || ((word.is_verb || begins) && is_past_stem);
    if (word.text.size() == 1) {
      if (!begins || units > kLongestForSyllable) return 0;
      if (units == 1 || is_end) return kWholeWord;
      return units == 2 || stem_units <= 1 ? kLooseSyllable : 0;
    }
    if ((word.stands_alone && !is_end) || (word.begins_word && !begins)) return 0;
    if (begins && is_end) return crosses && !word.is_marked ? kAcrossSpace : kWholeWord;
    if (is_torn) return kTorn;
    if (word.is_marked && !crosses) return kMarkedInside;
    if (begins) return kPrefix;
    return is_past_stem ? kSuffix : kInside;
  }
};

/// What follows a number in a text, compared with what follows it in the query.
enum class UnitFit : std::uint8_t { kSame, kNone, kOther };

/// Whether what stands behind a number is the percent that is wanted. `is_point`: what follows the
/// sign makes it percentage points.
constexpr UnitFit fit_of_percent(char16_t wanted, bool is_percent, bool is_point, bool is_other) {
  if (!is_percent) return is_other ? UnitFit::kOther : UnitFit::kNone;
  return is_point == (wanted == RankedWord::kPercentPoint) ? UnitFit::kSame : UnitFit::kOther;
}

/// Signs that belong to words of letters, r&d, c++, c#; at most two of those that stand directly
/// behind a run, and zeros.
using LetterSigns = std::array<char, 2>;

constexpr bool is_letter_sign(char16_t c) { return c == u'&' || c == u'+' || c == u'#'; }

constexpr LetterSigns letter_signs(std::string_view behind) {
  LetterSigns signs{};
  for (std::size_t i = 0; i < signs.size() && i < behind.size(); ++i) {
    const char c = behind[i];
    if (!is_letter_sign(static_cast<unsigned char>(c))) break;
    signs[i] = c;
  }
  return signs;
}

/// How many signs the rest of a word begins with (RankedWord::rest).
constexpr std::size_t count_letter_signs(std::u16string_view rest) {
  const auto end = std::ranges::find_if_not(rest, is_letter_sign);
  return static_cast<std::size_t>(end - rest.begin());
}

/// Whether these are the signs that such a rest begins with.
constexpr bool are_signs_of(LetterSigns signs, std::u16string_view rest) {
  const std::size_t count = count_letter_signs(rest);
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (static_cast<char16_t>(signs[i]) != (i < count ? rest[i] : u'\0')) return false;
  }
  return true;
}

/// How exactly a number stands there: the 5 of 5대 is hardly the one of 5월.
constexpr double quality_of_number(UnitFit unit) {
  constexpr double kWithoutUnit = 0.3, kOtherUnit = 0.1;
  if (unit == UnitFit::kSame) return kWholeWord;
  return unit == UnitFit::kNone ? kWithoutUnit : kOtherUnit;
}

}  // namespace gisa

#include "searcher/engine/guesses/keyboard_layout.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

// What each jamo is typed by, in the order of syllable arithmetic (common/text/hangul.h).
constexpr std::array<std::string_view, 19> kInitials = {
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"};
constexpr std::array<std::string_view, 21> kVowels = {"k",  "o",  "i",  "O",  "j",  "p",  "u",
                                                      "P",  "h",  "hk", "ho", "hl", "y",  "n",
                                                      "nj", "np", "nl", "b",  "m",  "ml", "l"};
constexpr std::array<std::string_view, 28> kFinals = {
    "",   "r",  "R", "rt", "s",  "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx",
    "fv", "fg", "a", "q",  "qt", "t",  "T",  "d", "w", "c",  "z",  "x",  "v",  "g"};

// Keys that write the same with Shift are taken without; where all are capitals, Caps Lock was on,
// which does nothing to Hangul.
std::string plain_keys(std::string_view keys) {
  constexpr std::string_view kShifted = "RETQWOP";
  const bool has_caps_lock = std::ranges::all_of(keys, [](char key) { return is_upper(key); });
  std::string plain(keys);
  for (char& key : plain) {
    const bool means_shift = !has_caps_lock && kShifted.find(key) != std::string_view::npos;
    if (is_upper(key) && !means_shift) key = to_lower(key);
  }
  return plain;
}

// The longest entry of the table that `keys` begin with.
template <std::size_t kSize>
std::optional<std::size_t> longest(const std::array<std::string_view, kSize>& table,
                                   std::string_view keys) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (keys.starts_with(table[i]) && (!found || table[i].size() > table[*found].size())) found = i;
  }
  return found;
}

bool begins_with_vowel(std::string_view keys) { return longest(kVowels, keys).has_value(); }

// The final consonant at the beginning of `keys`: the longest that leaves no vowel without an
// initial.
std::size_t take_final(std::string_view keys) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < kFinals.size(); ++i) {
    if (!keys.starts_with(kFinals[i]) || begins_with_vowel(keys.substr(kFinals[i].size())))
      continue;
    if (kFinals[i].size() > kFinals[best].size()) best = i;
  }
  return best;
}

}  // namespace

std::string hangul_of_keys(std::string_view keys) {
  const std::string typed = plain_keys(keys);
  std::u16string syllables;
  for (std::string_view rest = typed; !rest.empty();) {
    const auto initial = longest(kInitials, rest);
    if (!initial) return {};
    rest.remove_prefix(kInitials[*initial].size());
    const auto vowel = longest(kVowels, rest);
    if (!vowel) return {};
    rest.remove_prefix(kVowels[*vowel].size());
    const std::size_t final = take_final(rest);
    rest.remove_prefix(kFinals[final].size());
    syllables.push_back(make_syllable(static_cast<unsigned>(*initial),
                                      static_cast<unsigned>(*vowel), static_cast<unsigned>(final)));
  }
  return to_utf8(syllables);
}

std::string keys_of_hangul(std::u16string_view hangul) {
  std::string keys;
  for (const char16_t c : hangul) {
    if (is_hangul_syllable(c)) {
      keys.append(kInitials[initial_of(c)])
          .append(kVowels[vowel_of(c)])
          .append(kFinals[final_of(c)]);
    } else if (c >= kFirstInitialJamo && c < kFirstInitialJamo + kInitials.size()) {
      keys += kInitials[c - kFirstInitialJamo];
    } else if (c >= kFirstVowelJamo && c < kFirstVowelJamo + kVowels.size()) {
      keys += kVowels[c - kFirstVowelJamo];
    } else if (c > kNoFinalJamo && c < kNoFinalJamo + kFinals.size()) {
      keys += kFinals[c - kNoFinalJamo];
    } else {
      return {};
    }
  }
  return keys;
}

}  // namespace gisa

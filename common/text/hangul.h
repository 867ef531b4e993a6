/// Arithmetic of Hangul syllables (Unicode 3.12): a syllable is initial * 588 + vowel * 28 + final.
#pragma once

#include <cstdint>

namespace gisa {

inline constexpr char16_t kFirstSyllable = 0xAC00;
inline constexpr char16_t kLastSyllable = 0xD7A3;

/// Jamo that make syllables: initials, vowels and finals in the order of the arithmetic.
inline constexpr char16_t kFirstInitialJamo = 0x1100;
inline constexpr char16_t kFirstVowelJamo = 0x1161;
inline constexpr char16_t kNoFinalJamo = 0x11A7;  ///< behind it, the finals

inline constexpr unsigned kInitialJamo = 19;  ///< how many
inline constexpr unsigned kVowelJamo = 21;
inline constexpr unsigned kFinalJamo = 28;  ///< none included

constexpr bool is_initial_jamo(char32_t c) {
  return c >= kFirstInitialJamo && c < kFirstInitialJamo + kInitialJamo;
}

constexpr bool is_hangul_syllable(char32_t c) { return c >= kFirstSyllable && c <= kLastSyllable; }

/// Vowels that rules name, by their index in a syllable.
enum Vowel : std::uint8_t {
  kVowelA = 0,    // ㅏ
  kVowelAe = 1,   // ㅐ
  kVowelYa = 2,   // ㅑ
  kVowelYae = 3,  // ㅒ
  kVowelEo = 4,   // ㅓ
  kVowelE = 5,    // ㅔ
  kVowelYeo = 6,  // ㅕ
  kVowelYe = 7,   // ㅖ
  kVowelO = 8,    // ㅗ
  kVowelWa = 9,   // ㅘ
  kVowelYo = 12,  // ㅛ
  kVowelU = 13,   // ㅜ
  kVowelWo = 14,  // ㅝ
  kVowelYu = 17,  // ㅠ
  kVowelEu = 18,  // ㅡ
  kVowelI = 20,   // ㅣ
};

/// Final consonants by their index in a syllable; 0 is none.
enum Final : std::uint8_t {
  kNoFinal = 0,
  kFinalN = 4,      // ㄴ
  kFinalD = 7,      // ㄷ
  kFinalRieul = 8,  // ㄹ
  kFinalM = 16,     // ㅁ
  kFinalB = 17,     // ㅂ
  kFinalS = 19,     // ㅅ
  kFinalSs = 20,    // ㅆ
};

/// Initial consonants that rules name, by their index in a syllable.
enum Initial : std::uint8_t {
  kInitialN = 2,      // ㄴ
  kInitialD = 3,      // ㄷ
  kInitialRieul = 5,  // ㄹ
  kInitialNone = 11,  // ㅇ
  kInitialJ = 12,     // ㅈ
};

constexpr unsigned initial_of(char16_t syllable) { return (syllable - kFirstSyllable) / 588u; }
constexpr unsigned vowel_of(char16_t syllable) { return (syllable - kFirstSyllable) % 588u / 28u; }
constexpr unsigned final_of(char16_t syllable) { return (syllable - kFirstSyllable) % 28u; }
constexpr bool has_final(char16_t syllable) { return final_of(syllable) != kNoFinal; }

/// Vowels that begin with a y-glide or are ㅣ: ㄴ and ㄹ are dropped before them at a word's start.
constexpr bool is_iotated(unsigned vowel) {
  constexpr unsigned kIotated = 1u << kVowelYa | 1u << kVowelYae | 1u << kVowelYeo |
                                1u << kVowelYe | 1u << kVowelYo | 1u << kVowelYu | 1u << kVowelI;
  return (kIotated >> vowel & 1) != 0;
}

constexpr char16_t make_syllable(unsigned initial, unsigned vowel, unsigned final) {
  return static_cast<char16_t>(kFirstSyllable + initial * 588u + vowel * 28u + final);
}

/// The same syllable with another final consonant.
constexpr char16_t with_final(char16_t syllable, unsigned final) {
  return static_cast<char16_t>(syllable - final_of(syllable) + final);
}

}  // namespace gisa

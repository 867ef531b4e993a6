/// The Korean word rules as tables: what a linguist reads and extends. The engine that applies them
/// is stemmer.cpp; every entry is used for documents and queries alike, so a change needs
/// reindexing (the analyzer's fingerprint covers these tables).
///
/// All strings are normalized Hangul (NFC). Lists are separated by '|'; a leading '|' (or "") means
/// that nothing needs to follow.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gisa::rules {

/// What must stand before a josa.
enum class After : std::uint8_t {
  kAny,
  kConsonant,             ///< a final consonant: 은 이 을 과
  kVowel,                 ///< none: 는 가 를 와
  kVowelOrRieul,          ///< none or ㄹ: 로
  kConsonantButNotRieul,  ///< any but ㄹ: 으로
};

/// Where a josa stands when several are stacked; the outermost has the highest layer.
/// 학교(에서)(만)(은): kCase, kDelimiter, kTopic.
enum class Layer : std::uint8_t { kCase, kDelimiter, kTopic, kCopula };

struct Josa {
  std::u16string_view text;
  After after;
  Layer layer;
};
std::span<const Josa> josa();

/// How a verb goes on after its head; see kEndings in endings.cpp.
enum class Stem : std::uint8_t {
  kOpen,    ///< bare stem: 하-고, 하-는, 하-다
  kFinalN,  ///< ㄴ is part of the ending: 한, 한다, 한지
  kFinalL,  ///< ㄹ: 할, 할까, 할수록
  kFinalM,  ///< ㅁ (noun form): 함, 함에
  kFinalB,  ///< ㅂ: 합니다
  kPast,    ///< ㅆ: 했다, 했으며
  kLinked,  ///< 아/어: 해, 해서, 해야
};
inline constexpr std::size_t kStemForms = 7;

/// Endings that may follow each form.
std::u16string_view endings_of(Stem form);

/// Verbs made by a noun and a light verb: what the noun is followed by, in each form it takes.
/// 인상+했+다: the stem is the noun (인상). After a single syllable the light verb stays: 구+했+다
/// -> 구하.
struct LightVerb {
  std::u16string_view head;      ///< 했
  Stem form;                     ///< kPast
  std::u16string_view citation;  ///< 하
};
std::span<const LightVerb> light_verbs();

/// Endings safe to take off any stem of two syllables or more.
std::u16string_view general_endings();

/// Words that end like a josa or an ending and do not have one: nothing is taken off 우크라이나 or
/// 국무회의, nor off longer words that end with them.
std::u16string_view whole_words();

/// The same for second halves of compounds (금리+인하, 수사+결과), where at least two syllables
/// stand before them: 해결+과 is no 결과.
std::u16string_view whole_tails();

/// Words that end like one of these and have a josa all the same: 통합+의, 업체+인.
std::u16string_view parted_tails();

/// First syllables of names, all in a row; titles that 님 may follow. 홍길동씨 and 대표님 lose
/// their suffix.
std::u16string_view surnames();
/// Of these those that make no verb with 하다, as 정하다 and 전하다 are: 유해진 is a name.
std::u16string_view surnames_of_no_verb();
std::u16string_view titles();

/// A unit as spelled out and as its sign: 퍼센트, %. Behind a number the two are one term.
struct Unit {
  std::u16string_view word;
  std::u16string_view sign;
};
std::span<const Unit> units();

/// Syllables that stand in most articles, all in a row: by itself, none of them is a term.
std::u16string_view common_syllables();

/// Words that ask; they weigh little in a query. Matched against the stem or the word as written.
std::u16string_view question_words();

/// Nouns and verbs without content of their own (것, 등, 위해 ...), same use.
std::u16string_view empty_words();
/// Nouns of two syllables whose second one is no 의 behind a noun of one, as it is in 집의.
std::u16string_view nouns_in_ui();

}  // namespace gisa::rules

// Korean particles and verb endings, attached with the agreement that grammar asks for.
//
//   josa_form(Josa::kTopic, tail_of("정부"));                        // "는"
//   josa_form(Josa::kToward, tail_of("서울"));                       // "로": ㄹ counts as open
//   here conjugate("만들", "만들어", Ending::kPresentAdnominal);           // "만드는": ㄹ is
//   dropped
//
// Pure functions, safe to call from any thread. They allocate: the generator calls them while it
// builds its tables, not while it writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gisa::bench {

// How a word ends when read aloud, which is what the form of a following particle depends on.
enum class Tail : std::uint8_t { kVowel, kConsonant, kRieul };
inline constexpr std::size_t kTails = 3;

// The tail of a word that ends in a Hangul syllable, a Latin letter (read by its name: L 엘, M 엠)
// or a digit (0 영, 1 일 ...). Anything else counts as a vowel, as % (퍼센트) and km do.
Tail tail_of(std::string_view word);

enum class Josa : std::uint8_t {
  kTopic,       // 은/는
  kSubject,     // 이/가
  kObject,      // 을/를
  kWith,        // 과/와
  kToward,      // 으로/로
  kAs,          // 으로서/로서
  kToTopic,     // 으로는/로는
  kOr,          // 이나/나
  kCalled,      // 이라는/라는
  kCopula,      // 이다/다
  kCopulaSaid,  // 이라고/라고
  kCopulaPast,  // 이었다/였다
  kCopulaAnd,   // 이며/며
  kOf,          // 의, and from here on one form for all words
  kAt,          // 에
  kIn,          // 에서
  kInTopic,     // 에서는
  kAtTopic,     // 에는
  kAlso,        // 도
  kOnly,        // 만
  kFrom,        // 부터
  kUntil,       // 까지
  kThan,        // 보다
  kPerson,      // 에게
  kBeing,       // 인
};
inline constexpr std::size_t kJosas = static_cast<std::size_t>(Josa::kBeing) + 1;

// The form of `josa` after a word with this tail. The text lives as long as the program.
std::string_view josa_form(Josa josa, Tail tail);

enum class Ending : std::uint8_t {
  kPast,              // 했다
  kPresent,           // 한다
  kPastAdnominal,     // 한
  kPresentAdnominal,  // 하는
  kFuture,            // 할
  kAnd,               // 하고
  kAlso,              // 하며
  kIf,                // 하면
  kAlthough,          // 하지만
  kNominal,           // 하기
  kNot,               // 하지
  kSoThat,            // 하도록
  kWhile,             // 하면서
  kSo,                // 해
  kThen,              // 해서
  kMust,              // 해야
  kPastAnd,           // 했고
  kPastAlso,          // 했으며
  kPastBut,           // 했지만
  kRetrospective,     // 했던
  kSaid,              // 한다고
  kPastSaid,          // 했다고
  kWillSaid,          // 하겠다고
  kClaim,             // 한다는
  kPastClaim,         // 했다는
  kAim,               // 하려는
};
inline constexpr std::size_t kEndings = static_cast<std::size_t>(Ending::kAim) + 1;

// The form of a regular verb (or one that is irregular in its infinitive only). `stem` is the
// dictionary form without 다, `infinitive` its form in 아/어 (하/해, 받/받아, 부르/불러).
std::string conjugate(std::string_view stem, std::string_view infinitive, Ending ending);

}  // namespace gisa::bench

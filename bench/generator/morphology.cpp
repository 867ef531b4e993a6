#include "bench/generator/morphology.h"

#include <array>

namespace gisa::bench {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kFinals = 28;  // none, and 27 final consonants
constexpr char32_t kNieun = 4;
constexpr char32_t kRieulFinal = 8;
constexpr char32_t kSsangSiot = 20;

// The last Hangul syllable of `word`, or 0 if it ends in something else.
char32_t last_syllable(std::string_view word) {
  if (word.size() < 3) return 0;
  const auto byte = [&](std::size_t from_end) {
    return static_cast<char32_t>(static_cast<unsigned char>(word[word.size() - from_end]));
  };
  if (byte(3) < 0xE0 || byte(3) > 0xEF) return 0;
  const char32_t code = (byte(3) & 0xF) << 12 | (byte(2) & 0x3F) << 6 | (byte(1) & 0x3F);
  return code >= kFirstSyllable && code <= kLastSyllable ? code : 0;
}

// `word` with the final consonant of its last syllable replaced.
std::string with_final(std::string_view word, char32_t final_consonant) {
  const char32_t old = last_syllable(word);
  const char32_t code = old - (old - kFirstSyllable) % kFinals + final_consonant;
  std::string result(word.substr(0, word.size() - 3));
  result += static_cast<char>(0xE0 | code >> 12);
  result += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  result += static_cast<char>(0x80 | (code & 0x3F));
  return result;
}

std::string join(std::string_view a, std::string_view b) { return std::string(a).append(b); }

struct JosaForms {
  std::string_view after_vowel, after_consonant, after_rieul;
};

constexpr JosaForms same(std::string_view form) { return {form, form, form}; }

constexpr std::array<JosaForms, kJosas> kJosaForms = {{{"는", "은", "은"},
                                                       {"가", "이", "이"},
                                                       {"를", "을", "을"},
                                                       {"와", "과", "과"},
                                                       {"로", "으로", "로"},
                                                       {"로서", "으로서", "로서"},
                                                       {"로는", "으로는", "로는"},
                                                       {"나", "이나", "이나"},
                                                       {"라는", "이라는", "이라는"},
                                                       {"다", "이다", "이다"},
                                                       {"라고", "이라고", "이라고"},
                                                       {"였다", "이었다", "이었다"},
                                                       {"며", "이며", "이며"},
                                                       same("의"),
                                                       same("에"),
                                                       same("에서"),
                                                       same("에서는"),
                                                       same("에는"),
                                                       same("도"),
                                                       same("만"),
                                                       same("부터"),
                                                       same("까지"),
                                                       same("보다"),
                                                       same("에게"),
                                                       same("인")}};

// The stem before an ending that asks for 으 after a consonant: 하며, 받으며, 만들며.
std::string with_eu(std::string_view stem, std::string_view ending) {
  const std::string_view vowel = tail_of(stem) == Tail::kConsonant ? "으" : "";
  return join(stem, vowel).append(ending);
}

// The stem before an ending in ㄴ that drops a final ㄹ: 하는, 받는, 만드는.
std::string before_nieun(std::string_view stem, std::string_view ending) {
  return join(tail_of(stem) == Tail::kRieul ? with_final(stem, 0) : std::string(stem), ending);
}

// -ㄴ다: 한다, 받는다, 만든다.
std::string present(std::string_view stem, std::string_view rest) {
  if (tail_of(stem) == Tail::kConsonant) return join(stem, "는다").append(rest);
  return with_final(stem, kNieun).append("다").append(rest);
}

}  // namespace

Tail tail_of(std::string_view word) {
  if (const char32_t syllable = last_syllable(word)) {
    const char32_t consonant = (syllable - kFirstSyllable) % kFinals;
    if (consonant == 0) return Tail::kVowel;
    return consonant == kRieulFinal ? Tail::kRieul : Tail::kConsonant;
  }
  switch (word.empty() ? '\0' : word.back()) {
    case 'L':
    case 'R':
    case 'l':
    case 'r':
    case '1':
    case '7':
    case '8':
      return Tail::kRieul;
    case 'M':
    case 'N':
    case 'm':
    case 'n':
    case '0':
    case '3':
    case '6':
      return Tail::kConsonant;
    default:
      return Tail::kVowel;
  }
}

std::string_view josa_form(Josa josa, Tail tail) {
  const JosaForms& forms = kJosaForms[static_cast<std::size_t>(josa)];
  switch (tail) {
    case Tail::kVowel:
      return forms.after_vowel;
    case Tail::kConsonant:
      return forms.after_consonant;
    case Tail::kRieul:
      return forms.after_rieul;
  }
  return forms.after_vowel;
}

std::string conjugate(std::string_view stem, std::string_view infinitive, Ending ending) {
  const auto past = [&](std::string_view rest) {
    return with_final(infinitive, kSsangSiot).append(rest);
  };
  switch (ending) {
    case Ending::kPast:
      return past("다");
    case Ending::kPresent:
      return present(stem, "");
    case Ending::kPastAdnominal:
      if (tail_of(stem) == Tail::kConsonant) return join(stem, "은");
      return with_final(stem, kNieun);
    case Ending::kPresentAdnominal:
      return before_nieun(stem, "는");
    case Ending::kFuture:
      if (tail_of(stem) == Tail::kConsonant) return join(stem, "을");
      return with_final(stem, kRieulFinal);
    case Ending::kAnd:
      return join(stem, "고");
    case Ending::kAlso:
      return with_eu(stem, "며");
    case Ending::kIf:
      return with_eu(stem, "면");
    case Ending::kAlthough:
      return join(stem, "지만");
    case Ending::kNominal:
      return join(stem, "기");
    case Ending::kNot:
      return join(stem, "지");
    case Ending::kSoThat:
      return join(stem, "도록");
    case Ending::kWhile:
      return with_eu(stem, "면서");
    case Ending::kSo:
      return std::string(infinitive);
    case Ending::kThen:
      return join(infinitive, "서");
    case Ending::kMust:
      return join(infinitive, "야");
    case Ending::kPastAnd:
      return past("고");
    case Ending::kPastAlso:
      return past("으며");
    case Ending::kPastBut:
      return past("지만");
    case Ending::kRetrospective:
      return past("던");
    case Ending::kSaid:
      return present(stem, "고");
    case Ending::kPastSaid:
      return past("다고");
    case Ending::kWillSaid:
      return join(stem, "겠다고");
    case Ending::kClaim:
      return present(stem, "는");
    case Ending::kPastClaim:
      return past("다는");
    case Ending::kAim:
      return with_eu(stem, "려는");
  }
  return std::string(stem);
}

}  // namespace gisa::bench

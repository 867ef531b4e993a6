#include "searcher/engine/synonyms/spelling_rules.h"

#include <cstddef>

#include "common/text/hangul.h"

namespace gisa {
namespace {

constexpr unsigned kNieun = 4, kSiot = 19;  // finals, in the order of syllable arithmetic

// Nouns that begin with a tense sound behind a vowel, written with ㅅ: 전셋값, 등굣길, 순댓국.
constexpr std::u16string_view kBehindSiot = u"값길국집속말물밤";

// Words that end so are misspelled.
struct Ending {
  std::u16string_view wrong, right;
};
constexpr Ending kEndings[] = {{u"찌게", u"찌개"}, {u"육계장", u"육개장"}, {u"떡볶기", u"떡볶이"},
                               {u"쉽", u"십"},     {u"설레임", u"설렘"},   {u"몇일", u"며칠"},
                               {u"금새", u"금세"}};

}  // namespace

std::u16string right_spelling(std::u16string_view word) {
  for (const Ending& ending : kEndings) {
    const bool is_too_short = ending.wrong.size() == 1 && word.size() < 3;  // 아쉽다 is right
    if (!word.ends_with(ending.wrong) || is_too_short) continue;
    return std::u16string(word.substr(0, word.size() - ending.wrong.size())).append(ending.right);
  }
  if (word.size() < 2) return {};
  const std::size_t last = word.size() - 1;
  if (!is_hangul_syllable(word[last]) || !is_hangul_syllable(word[last - 1])) return {};
  const unsigned final = final_of(word[last - 1]);
  std::u16string other(word);
  if (word[last] == u'율' || word[last] == u'률') {
    const bool is_soft = final == 0 || final == kNieun;
    other[last] = is_soft ? u'율' : u'률';
  } else if (final == 0 && kBehindSiot.find(word[last]) != std::u16string_view::npos) {
    other[last - 1] = with_final(word[last - 1], kSiot);
  }
  return other == word ? std::u16string() : other;
}

}  // namespace gisa

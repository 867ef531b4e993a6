#include "searcher/engine/synonyms/letter_names.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace gisa {
namespace {

struct Name {
  char letter;
  std::u16string_view name;
};
// The longest of those that begin alike first: 에이치 and 에이. 이 and 오 stand in names and words
// of all kinds, but two of these and nothing but letters beside them are rare: 이유 is no EU.
constexpr Name kNames[] = {
    {'W', u"더블유"}, {'W', u"더블류"}, {'H', u"에이치"}, {'H', u"에이취"}, {'Z', u"제트"},
    {'A', u"에이"},   {'F', u"에프"},   {'I', u"아이"},   {'J', u"제이"},   {'K', u"케이"},
    {'S', u"에스"},   {'V', u"브이"},   {'X', u"엑스"},   {'Y', u"와이"},   {'B', u"비"},
    {'C', u"씨"},     {'C', u"시"},     {'D', u"디"},     {'E', u"이"},     {'G', u"지"},
    {'L', u"엘"},     {'M', u"엠"},     {'N', u"엔"},     {'O', u"오"},     {'P', u"피"},
    {'Q', u"큐"},     {'R', u"알"},     {'T', u"티"},     {'U', u"유"},
};
constexpr std::size_t kFewestLetters = 2, kFewestSyllablesBehind = 2;

}  // namespace

LettersByName letters_by_name(std::u16string_view word) {
  LettersByName found;
  while (!word.empty()) {
    const auto* name = std::ranges::find_if(
        kNames, [&](const Name& known) { return word.starts_with(known.name); });
    if (name == std::end(kNames)) break;
    found.letters += name->letter;
    found.has_long = found.has_long || name->name.size() > 1;
    word.remove_prefix(name->name.size());
  }
  if (found.letters.size() < kFewestLetters || word.size() == kFewestSyllablesBehind - 1) return {};
  found.behind = word;
  return found;
}

}  // namespace gisa

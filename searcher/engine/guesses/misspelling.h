/// What a word of Hangul that no article has may be misspelled for.
///
///     for (const Respelling& other : respellings(u"삼성전쟈")) ...    // 삼성전자 among them
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gisa {

/// A word that differs in one jamo.
struct Respelling {
  std::u16string word;
  bool sounds_alike = false;  ///< the jamo is one that is often taken for the other: ㅐ and ㅔ
};

/// All words of Hangul syllables that differ from `word` in one jamo of the syllables [begin, end).
std::vector<Respelling> respellings(std::u16string_view word, std::size_t begin, std::size_t end);

}  // namespace gisa

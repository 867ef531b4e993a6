/// What the rules make of one Hangul word: its stem, its role in a query, and the one syllable it
/// may come down to.
///
///     HangulWordReader reader;
///     reader.read(u"금리를", 2).stem.kept      // 2: 금리
///     reader.read(u"빵을", 2).syllable         // 빵
///     reader.read(u"무엇인가", 2).role         // WordRole::kQuestion
///
/// A text uses few words often: answers for short words are kept in a cache of fixed size.
///
/// Threads: one HangulWordReader a thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/term_rules/stemmer.h"
#include "common/term_rules/word_table.h"

namespace gisa {

enum class WordRole : std::uint8_t {
  kContent,
  kQuestion,  ///< 무엇, 언제 ...
  kEmpty,     ///< 것, 등, 위해 ...
  kParticle,  ///< a josa behind letters, digits or Hanja; has no tokens
};

struct HangulWord {
  StemResult stem;
  WordRole role = WordRole::kContent;
  char16_t syllable = 0;  ///< a short word may be no more than this: 빵을 -> 빵; 0 if it cannot
};

class HangulWordReader {
 public:
  HangulWordReader();

  /// Reads a word of Hangul syllables, not empty; for `min_syllables` see Stemmer::stem(). The
  /// result is valid until the next call.
  const HangulWord& read(std::u16string_view surface, std::size_t min_syllables);

  /// The same, always worked out anew: the definition, for tests.
  static HangulWord read_uncached(std::u16string_view surface, std::size_t min_syllables);

 private:
  // Half a cache line.
  struct alignas(32) Entry {
    PackedWord key{std::u16string_view{}};
    HangulWord word;
  };

  std::vector<Entry> cache_;
  HangulWord uncached_;
};

}  // namespace gisa

/// What the rules make of one Hangul word: its stem, its role in a query, and the one syllable it
/// may come down to.
///
///     HangulWordReader reader(HangulWordReader::kFewWords);
///     reader.read(u"금리를", 2).stem.kept      // 2: 금리
///     reader.read(u"빵을", 2).syllable         // 빵
///     reader.read(u"무엇인가", 2).role         // WordRole::kQuestion
///
/// A text uses few words often: answers for short words are kept in a cache of fixed size. Who
/// knows the words to come asks for the places of their answers some words ahead:
///
///     const HangulWordReader::Place place = reader.place_of(surface);   // of every word
///     reader.prefetch(place);                                           // of a word to come
///     reader.read(surface, place, 2);
///
/// Threads: one HangulWordReader a thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/term_rules/stemmer.h"
#include "common/analysis/term_rules/word_table.h"
#include "common/system/large_memory.h"

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

/// Whether a word is a noun of two syllables whose second one is no josa: 이의, 회의 or 강의.
bool is_noun_in_ui(std::u16string_view word);

class HangulWordReader {
 public:
  /// Answers kept by a reader of whole articles, and of a query or a sentence; powers of two.
  static constexpr std::size_t kManyWords = std::size_t{1} << 17;
  static constexpr std::size_t kFewWords = std::size_t{1} << 14;

  explicit HangulWordReader(std::size_t words_kept);

  /// Where the answer for a word is kept.
  struct Place {
    PackedWord key{std::u16string_view{}};
    std::uint32_t slot = kNotKept;
  };
  Place place_of(std::u16string_view surface) const { return place_of(surface, surface.size()); }
  /// Of the word of `size` units at the beginning of a text.
  Place place_of(std::u16string_view text, std::size_t size) const {
    if (size >= PackedWord::kLongest) return {};
    const PackedWord key(text, size);
    return {key, static_cast<std::uint32_t>(key.hash() >> 40 & (cache_.size() - 2))};
  }
  void prefetch(const Place& place) const {
    if (place.slot != kNotKept) __builtin_prefetch(&cache_[place.slot]);
  }

  /// Reads a word of Hangul syllables, not empty; for `min_syllables` see Stemmer::stem(). The
  /// result is valid until the next call.
  const HangulWord& read(std::u16string_view surface, std::size_t min_syllables) {
    return read(surface, place_of(surface), min_syllables);
  }
  const HangulWord& read(std::u16string_view surface, const Place& place,
                         std::size_t min_syllables) {
    if (place.slot == kNotKept) return uncached_ = read_uncached(surface, min_syllables);
    PackedWord key = place.key;
    // The last unit of the key is free to tell the minimum.
    key.high |= std::uint64_t{min_syllables} << 48;
    // Two words may be kept at a place, the one met last before the other.
    Entry& first = cache_[place.slot];
    if (first.key == key) return first.word;
    Entry& second = cache_[place.slot + 1];
    if (second.key == key) {
      std::swap(first, second);
    } else {
      second = first;
      first = {key, read_uncached(surface, min_syllables)};
    }
    return first.word;
  }

  /// The same, always worked out anew: the definition, for tests.
  static HangulWord read_uncached(std::u16string_view surface, std::size_t min_syllables);

 private:
  static constexpr std::uint32_t kNotKept = 0xFFFFFFFF;

  // Half a cache line; both of a place are in one.
  struct alignas(32) Entry {
    PackedWord key{std::u16string_view{}};
    HangulWord word;
  };

  std::vector<Entry, LargeAllocator<Entry>> cache_;
  HangulWord uncached_;
};

}  // namespace gisa

/// Which words stand beside each other in an article, as far as the index does not know: it has
/// links between words of Hangul, and none beside numbers, letters and Hanja.
///
///     Neighbours neighbours;                      // of an article
///     neighbours.add(title_analysis);
///     neighbours.add(body_analysis);
///     neighbours.make_signature(signature);       // kept with the article (stored_article.h)
///
///     // "미국 20대" can stand there only if 국 stands before 20, and 20 right before 대.
///     const auto key = neighbour_key({Script::kHangul, u"미국"}, {Script::kNumber, u"20"}, false);
///     may_have_neighbours(signature, *key);
///
/// A signature is a Bloom filter (B. H. Bloom, Space/time trade-offs in hash coding with allowable
/// errors, CACM 1970): of each pair of neighbours a few bits are set. What says no is sure, what
/// says yes is wrong about one time in fourteen, and the text has to be read.
///
/// A pair is what a phrase can tell of it. Numbers and words of letters stand in a phrase whole, as
/// the analyzer compares them: without case, width and the marks inside. Of Hangul and Hanja a
/// phrase may begin in the middle of the word on the left and end in that of the one on the right,
/// so they count by the character beside the gap, as it is written.
///
/// Keys and bits are part of the format of a database: after a change articles must be indexed
/// again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"

namespace gisa {

/// Units of marks and blanks between two words that are neighbours, at most: an ellipsis is three,
/// and `)', '` stands between the parts of a list.
inline constexpr std::uint32_t kWidestGap = 8;

/// Words that phrases compare whole, also at their ends.
inline bool is_whole_only(Script script) {
  return script == Script::kLetter || script == Script::kNumber;
}

/// What phrases compare of a word: letters and numbers without the marks inside them, the rest as
/// it is written. Valid as long as the text.
std::u16string_view written(const Analysis& text, const Word& word);

/// A word as it stands beside another one.
struct Neighbour {
  Script script = Script::kHangul;
  std::u16string_view written;
};

/// The key of two words, one behind the other; nothing if such pairs are not in signatures.
std::optional<std::uint64_t> neighbour_key(const Neighbour& left, const Neighbour& right,
                                           bool is_glued);

/// The neighbours of one article. Threads: one a thread; it reuses its memory.
class Neighbours {
 public:
  Neighbours() { clear(); }

  void clear();

  /// Adds those of a text. Needs its words only.
  void add(const Analysis& text);

  /// Overwrites `signature`; it is empty if there are no neighbours.
  void make_signature(std::string& signature) const;

 private:
  void add(std::uint64_t key);
  bool take_slot(std::uint64_t key);

  std::vector<std::uint64_t> keys_;   // each once
  std::vector<std::uint64_t> slots_;  // a hash table of them; 0: empty
};

/// False if the article surely has no such neighbours.
bool may_have_neighbours(std::string_view signature, std::uint64_t key);

}  // namespace gisa

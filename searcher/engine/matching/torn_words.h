/// Whether two syllables that stand inside a longer word are the word that they look like: 화재 is
/// none in 문화재단, which is 문화 and 재단, nor 기차 in 전기차.
///
///     TornWords torn(segments);
///     torn.start();
///     torn.is_torn(u"화재", u"문화재단", 1, 4);   // true: more have 문화 and 재단
///
/// There is no dictionary: of two ways to read the syllables the one stands whose pairs more
/// articles have. The index is asked for a pair once a query.
///
///     drop_torn(words, text, torn, matches);   // 산은 in 부산은행
///
/// Threads: one TornWords a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/text/text_matcher.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

class TornWords {
 public:
  explicit TornWords(const SegmentSet& segments) : segments_(segments) {}

  /// Begins a query.
  void start() { frequencies_.clear(); }

  /// Longer runs are no words.
  static constexpr std::size_t kLongestRun = 16;  // syllables

  /// `word`: two syllables, which stand at `at` of a run whose stem has `stem` syllables.
  bool is_torn(std::u16string_view word, std::u16string_view run, std::size_t at, std::size_t stem);

  /// The same where hardly anyone would see the word: between others of two syllables.
  bool is_surely_torn(std::u16string_view word, std::u16string_view run, std::size_t at,
                      std::size_t stem);

 private:
  std::uint64_t frequency(char16_t first, char16_t second);

  const SegmentSet& segments_;
  std::unordered_map<std::uint32_t, std::uint64_t> frequencies_;
  std::string term_;
};

/// Whether units [begin, end) of a text begin inside the stem of a word and end in what the stemmer
/// takes off, as 대한 in 반대한: the index knows no word there.
bool is_across_stem_end(const Analysis& text, std::uint32_t begin, std::uint32_t end);

/// Drops the matches of words of two syllables that surely are none where they stand, and of verbs
/// at the end of others; and of a word with such matches those across the end of a stem, 산은 in
/// 총자산은.
void drop_torn(const std::vector<QueryWord>& words, const Analysis& text, TornWords& torn,
               std::vector<WordMatch>& matches);

}  // namespace gisa

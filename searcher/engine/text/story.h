/// What an article tells, to see whether another one tells the same: a report of an agency that
/// many papers print, the same report under another title, a first version and its corrected one.
///
///     const Story first(body), second(other_body);
///     first.tells_the_same_as(second)
///
/// Two articles do if most of their pairs of neighbouring words are the same, and neither has a
/// passage that is nowhere in the other, nor other figures: these are news. How words are spaced
/// from punctuation, and how a number is written (3,300만, 3천300만), makes no difference.
///
/// Threads: immutable once made.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gisa {

class Story {
 public:
  /// Of a text in UTF-8, which is not kept.
  explicit Story(std::string_view text);

  bool tells_the_same_as(const Story& other) const;

  /// A few hashes; stories without a common one do not tell the same.
  std::span<const std::uint64_t> sketch() const;

 private:
  bool has_passage_beyond(const Story& other) const;

  std::vector<std::uint64_t> pairs_;    // hashes of neighbouring words, as they follow each other
  std::vector<std::uint64_t> sorted_;   // the same in order, each once
  std::vector<std::uint64_t> figures_;  // in thousandths, ascending, each once; no dates and times
};

}  // namespace gisa

/// Cuts normalized text into segments: maximal runs of one script, inside ICU's word boundaries.
///
/// The boundaries are those of ICU's word break iterator for the Korean locale (UAX #29), with
/// three differences that search needs:
///   - a word is also cut where the script changes: "ai가" is "ai" and "가";
///   - a run of Hanja stays together (ICU would cut it by a Chinese dictionary);
///   - of the punctuation UAX #29 keeps inside words, . , ' stay between digits, . ' between
///   letters
///     ("1,000", "3.5", "u.s", "don't"); all else separates ("했다.이어", "foo_bar").
/// What is neither letter nor digit belongs to no segment.
///
///     Segmenter segmenter;
///     std::vector<Segment> segments;
///     segmenter.segment(u"ai가 온다", segments);  // [0,2) Latin, [2,3) Hangul glued, [4,6) Hangul
///
/// ASCII, Hangul, Hanja and common punctuation, nearly all of Korean news, take a fast path that
/// gives the same answer without asking ICU (tests compare the two on random and real text).
///
/// Threads: one Segmenter a thread; it owns an ICU iterator.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace gisa {

/// The order is part of the format of a database (neighbours.h).
enum class Script : std::uint8_t {
  kHangul,  ///< Hangul syllables
  kNumber,  ///< decimal digits, with . , ' between them
  kHanja,   ///< ideographs that can have a Korean reading
  kLetter,  ///< letters of any other script, one script a segment; also lone jamo
};

/// Whether its words are cut into syllables.
constexpr bool is_syllabic(Script script) {
  return script == Script::kHangul || script == Script::kHanja;
}

/// A range of UTF-16 units of the normalized text.
struct Segment {
  Script script = Script::kLetter;
  bool is_glued = false;  ///< directly follows the previous segment, nothing between
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Segment&) const = default;
};

class Segmenter {
 public:
  Segmenter();
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// Overwrites `segments` with those of `text`, in order.
  void segment(std::u16string_view text, std::vector<Segment>& segments);

  /// The same by ICU alone, without the fast path: the definition, for tests.
  void segment_by_icu(std::u16string_view text, std::vector<Segment>& segments);

 private:
  class Icu;
  std::unique_ptr<Icu> icu_;
};

}  // namespace gisa

/// The runs of a text in UTF-8, for the Ranker: a rough and fast cousin of the Segmenter. What
/// stands in dense form is read by dense_scan.h instead.
///
///   std::u16string units;
///   std::vector<TextRun> runs;
///   append_runs("F-35 도입", units, runs);    // runs of a letter, a number and Hangul
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/engine/ranking/word_fit.h"

namespace gisa {

enum class RunClass : std::uint8_t { kNone, kHangul, kHanja, kNumber, kLetter };

/// A maximal run of one script, numbers with what spells them (4천800).
struct TextRun {
  RunClass kind = RunClass::kNone;
  bool is_glued = false;
  bool starts_sentence = false;
  PartGap gap = PartGap::kOther;   // before it
  bool is_behind_percent = false;  // directly
  bool is_percent = false;         // the sign stands directly behind it
  LetterSigns behind{};            // that stand there
  std::size_t gap_size = 0;        // bytes before it
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t stem_end = 0;  // 0: not known yet
};

/// Appends the runs of a text, and their units, folded. Positions count all units there are.
void append_runs(std::string_view text, std::u16string& units, std::vector<TextRun>& runs);

}  // namespace gisa

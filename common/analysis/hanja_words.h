/// Words of Hanja, as their Korean readings: 金利 is found by 금리.
#pragma once

#include "common/analysis/analyzer.h"
#include "common/analysis/segmenter.h"

namespace gisa {

/// Adds the word that a segment of Hanja is, with its tokens: bigrams of the readings and of the
/// Hanja themselves, and of what one alone stands for in headlines.
void add_hanja(const Segment& segment, Analysis& out);

}  // namespace gisa

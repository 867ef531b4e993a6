/// Words of digits: 1,234 is 1234, 2025.06.11 three numbers, and 3.5% a number and its sign.
#pragma once

#include "common/analysis/analyzer.h"
#include "common/analysis/segmenter.h"

namespace gisa {

/// Adds the words that a segment of digits is, and the sign of percent behind it.
void add_number(const Segment& segment, Analysis& out);

}  // namespace gisa

/// Words of letters other than Hangul and Hanja: u.s.a is one, example.com two; c++ and r&d keep
/// their signs.
#pragma once

#include <cstddef>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/segmenter.h"

namespace gisa {

/// Adds the words that begin with a segment of letters; returns how many segments they took.
std::size_t add_letters(const std::vector<Segment>& segments, std::size_t at, Analysis& out);

}  // namespace gisa

/// What the index knows of a phrase beyond its words: the links between them.
///
///     phrase_links("금리 인하", analyzer)    // {{"XL리인", "XL금인"}}: one of the two
///
/// Two words that are common, each by itself, stand together in many articles and beside each other
/// in few; the links leave those, and only they have to be read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"

namespace gisa {

/// For pairs of neighbouring words: terms of which every article has at least one in which the
/// phrase stands as TextPattern::Kind::kPhrase means it, so also inside longer words at both ends.
/// Pairs of which nothing certain can be said are left out.
std::vector<std::vector<std::string>> phrase_links(std::string_view phrase, Analyzer& analyzer);

/// How many syllables of these, of Hangul, surely are in the stem of a word that ends with them.
///
///     sure_syllables(u"문이")    // 1: 대문이 is 대문+이
std::size_t sure_syllables(std::u16string_view ending);

}  // namespace gisa

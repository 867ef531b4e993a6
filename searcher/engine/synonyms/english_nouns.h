/// Plurals of English nouns, which English articles and queries have side by side.
///
///     other_numbers_of("missile")    // missiles
///     other_numbers_of("countries")  // country, countrie
///     other_numbers_of("BTS")        // none: a name
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gisa {

/// The plurals or singulars that a word may have, as it was `typed`, folded to lower case; only
/// such as articles have mean something. Capitals alone are a name and have none, nor have words of
/// less than three letters, or with a sign or a letter beyond ASCII.
std::vector<std::u16string> other_numbers_of(std::string_view typed);

}  // namespace gisa

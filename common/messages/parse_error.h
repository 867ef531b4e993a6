/// common/messages/parse_error.h - mistakes on the command line, as CLI11 words them, in words of
/// ours.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// The message for what CLI::ParseError::what() says: of a missing value, one too many, an option
/// given twice. Anything else as it is.
std::string explain_parse_error(std::string_view what);

}  // namespace gisa

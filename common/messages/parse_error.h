/// common/messages/parse_error.h - mistakes on the command line: as CLI11 words them, in words of
/// ours, and one that it does not see.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace gisa {

/// The arguments for CLI::App::parse(), the last one first. `--name=` of an option that takes a
/// value is two, one of them empty: CLI11 would take what follows, and `--db=$UNSET PATH` mean
/// PATH.
std::vector<std::string> arguments_for(const CLI::App& app, int argc, const char* const* argv);

/// The message for what CLI::ParseError::what() says: of a missing value, or one too many. Anything
/// else as it is.
std::string explain_parse_error(std::string_view what);

}  // namespace gisa

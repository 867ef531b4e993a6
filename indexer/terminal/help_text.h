/// What gisa-index says of itself.
#pragma once

#include <string>

namespace gisa {

/// For --help, in the language of the user; at most 80 columns wide.
std::string help_text();

/// For --version: ours, and those of the libraries it runs with, which a report of a bug needs.
std::string version_text();

}  // namespace gisa

/// searcher/terminal/input_file.h - files named on the command line.
///
/// Threads: free functions without state.
#pragma once

#include <fstream>
#include <string>

#include "gisa/error.h"

namespace gisa::terminal {

/// Opens a file; `what` names it in messages ("topics file"). Throws Error: kNotFound, kIo.
std::ifstream open_input(const std::string& path, const char* what);

/// All of a file. Throws Error: kNotFound, kIo.
std::string read_input(const std::string& path, const char* what);

}  // namespace gisa::terminal

/// searcher/terminal/lost_file.h - files that are cut, or go with their disk, while they are read.
///
/// The engine has the files of a database in mapped memory. What cannot be read of them when it is
/// first looked at is an Error; what was there before and goes then is a signal, SIGBUS, that ends
/// the process. A library has to leave signals alone; the program tells what has happened.
///
/// Threads: free functions without state; call report_lost_files() once, from main().
#pragma once

#include <cstdint>
#include <string_view>

namespace gisa::terminal {

/// From now on SIGBUS in a mapped file ends the program with a message that names the file, and
/// with this exit status.
void report_lost_files(int exit_status);

/// The file mapped at an address, of the lines of /proc/self/maps; empty if there is none.
std::string_view file_mapped_at(std::uintptr_t address, std::string_view maps);

}  // namespace gisa::terminal

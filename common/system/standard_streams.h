/// Standard input, output and error of a program.
///
///     int main() {
///       reserve_standard_descriptors();
///       ignore_broken_pipes();
///       try {
///         write_output(text);
///       } catch (const BrokenPipe&) {
///         return 0;  // the reader has seen enough
///       }
///     }
///
/// Threads: call the first two before others are started, the rest from one thread at a time.
#pragma once

#include <string_view>

#include "gisa/error.h"

namespace gisa {

/// Occupies standard descriptors that came closed, so that no file of a database is opened as
/// descriptor 1 or 2 and written to. Using one of them fails as it did.
void reserve_standard_descriptors();

/// Throws Error (kIo) if standard input, read through C's or C++'s streams, ended with an error:
/// they do not tell it from the end of the file. To be called as soon as they say that nothing is
/// left.
void check_input();

/// Makes a write to a closed pipe fail with EPIPE instead of ending the process.
void ignore_broken_pipes();

/// The reader of our output has gone: not an error (`gisa-search ... | head -1`).
struct BrokenPipe {};

/// Writes all of `text` to standard output. Throws BrokenPipe; Error: kIo.
void write_output(std::string_view text);

/// Writes `text` to standard error; what cannot be written there is lost.
void write_message(std::string_view text) noexcept;

}  // namespace gisa

/// searcher/terminal/terminal.h - the terminal and the streams of the process.
///
///     ignore_broken_pipes();
///     const Terminal terminal = describe_terminal(STDOUT_FILENO);
///     try {
///       write_output(text);
///     } catch (const BrokenPipe&) {
///       return 0;  // the reader has seen enough
///     }
///
/// Threads: call these from the main thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "gisa/error.h"

namespace gisa::terminal {

enum class ColorMode { kAuto, kAlways, kNever };
enum class HyperlinkMode { kAuto, kAlways, kNever };

/// What a file descriptor leads to.
struct Terminal {
  bool is_terminal = false;
  std::size_t width = 0;  ///< columns; 0: unknown, as for files and pipes
};

/// Asks the operating system; a terminal that does not know its width is asked by $COLUMNS.
Terminal describe_terminal(int descriptor);

/// Whether to print colours. `no_color` and `term` are the environment variables NO_COLOR and TERM,
/// null if unset. kAuto: on a terminal, unless NO_COLOR is non-empty or TERM is unset or "dumb".
bool use_color(ColorMode mode, bool is_terminal, const char* no_color, const char* term);

/// An environment variable, null if unset; as std::getenv().
using Environment = std::function<const char*(const char*)>;

/// Whether to print links (OSC 8). kAuto: on a terminal that says it is one of those that can: VTE
/// since 0.50, iTerm2, WezTerm, kitty, foot, Alacritty, Ghostty, Konsole since 20.12, Windows
/// Terminal, Visual Studio Code. Not within tmux and screen, which do not say what is behind them.
bool use_hyperlinks(HyperlinkMode mode, bool is_terminal, const Environment& environment);

/// The reader of our output has gone: not an error (`gisa-search ... | head -1`).
struct BrokenPipe {};

/// Makes a write to a closed pipe fail with EPIPE instead of ending the process.
void ignore_broken_pipes();

/// Occupies standard descriptors that came closed, so that no database file is opened as descriptor
/// 1 and written to; writing to one of them fails as it did.
void reserve_standard_descriptors();

/// Writes all of `text` to standard output. Throws BrokenPipe; Error: kIo.
void write_output(std::string_view text);

/// Writes `text` to standard error; what cannot be written there is lost.
void write_message(std::string_view text) noexcept;

}  // namespace gisa::terminal

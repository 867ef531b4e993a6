/// searcher/terminal/terminal.h - what the terminal can show.
///
///     const Terminal terminal = describe_terminal(STDOUT_FILENO);
///     if (use_color(ColorMode::kAuto, terminal.is_terminal, std::getenv("NO_COLOR"),
///                   std::getenv("TERM"))) ...
///
/// Threads: call these from the main thread.
#pragma once

#include <cstddef>
#include <functional>

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

}  // namespace gisa::terminal

/// searcher/terminal/line_editor.h - lines typed by a user, with editing and history by libedit.
///
///     LineEditor editor("gisa> ", history_file(...));
///     for (Input input = editor.read(); input.kind != Input::Kind::kEnd; input = editor.read())
///     ...
///
/// Without a terminal at both ends lines are read as they come, without a prompt.
///
/// Threads: one LineEditor a process, on the main thread. While it lives, SIGINT only sets what
/// was_interrupted() tells.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "searcher/terminal/terminal.h"

namespace gisa::terminal {

struct Input {
  enum class Kind {
    kLine,
    kInterrupted,  ///< Ctrl-C: what was typed is dropped
    kEnd,          ///< Ctrl-D, or the end of the input
  };
  Kind kind = Kind::kEnd;
  std::string line;  ///< without its newline
};

class LineEditor {
 public:
  /// An empty `history` keeps none. A history that cannot be read or written is no error.
  LineEditor(std::string prompt, std::filesystem::path history);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// Throws Error (kIo) if standard input cannot be read.
  Input read();

 private:
  class Editing;
  std::unique_ptr<Editing> editing_;  // null without a terminal
};

/// True if Ctrl-C was typed since the last call.
bool was_interrupted();

/// The file of the history: $GISA_HISTORY, none if that is empty; else gisa/history in
/// $XDG_STATE_HOME or ~/.local/state; none without a home.
std::filesystem::path history_file(const Environment& environment);

}  // namespace gisa::terminal

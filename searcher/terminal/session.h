/// searcher/terminal/session.h - what the lines of an interactive session ask for.
///
///     Session session(options);
///     const Step step = session.enter("한국은행 기준금리");   // search with step.options
///     session.enter("")                                     // the next page of it
///     session.enter(":sort newest")                         // the same, in another order
///
/// A line is a query, or a command that begins with a colon. Commands that are named like an option
/// of the command line set it, or without a value set it back.
///
/// Threads: one session a thread.
#pragma once

#include <string>
#include <string_view>

#include "searcher/terminal/options.h"

namespace gisa::terminal {

/// What to do about a line.
struct Step {
  enum class Kind { kNothing, kSearch, kMessage, kQuit };
  Kind kind = Kind::kNothing;
  Options options = {};      ///< of a search
  std::string message = {};  ///< for the user
};

class Session {
 public:
  /// `options` may have a query, which is then the one that pages and commands are about.
  explicit Session(Options options);

  /// Throws Error (kInvalidArgument) for a command that cannot be understood; nothing is changed.
  Step enter(std::string_view line);

 private:
  Step command(std::string_view name, std::string_view value);
  Step search_from(std::size_t offset);
  Step show(std::string_view rank) const;

  Options options_;
  bool has_query_ = false;
};

/// The commands, for :help.
std::string session_help();

}  // namespace gisa::terminal

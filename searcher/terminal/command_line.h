/// searcher/terminal/command_line.h - the options of gisa-search as they are typed, and what --help
/// says of them. What they mean is for options.h.
///
/// Threads: free functions without state.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace gisa::terminal {

/// Which of them were given is asked of the CLI::Option.
struct CommandLine {
  std::string database;
  std::string limit;
  std::string offset;
  std::string sort = "relevance";
  std::string half_life;
  std::string timeout;
  std::string color = "auto";
  std::string hyperlink = "auto";
  std::string topics;
  std::string analyzed;
  std::string synonyms;
  bool no_synonyms = false;
  std::string syntax = "query";
  std::string match = "auto";
  bool fold = false;
  bool explain = false;
  bool json = false;
  std::string format = "text";
  std::string fields;
  bool full = false;
  bool interactive = false;
  std::vector<std::string> facets;
  std::string histogram = "auto";
  std::vector<std::string> words;

  CLI::Option* database_option = nullptr;
  CLI::Option* limit_option = nullptr;
  CLI::Option* offset_option = nullptr;
  CLI::Option* sort_option = nullptr;
  CLI::Option* half_life_option = nullptr;
  CLI::Option* timeout_option = nullptr;
  CLI::Option* syntax_option = nullptr;
  CLI::Option* format_option = nullptr;
  CLI::Option* fields_option = nullptr;
  CLI::Option* histogram_option = nullptr;
  CLI::Option* topics_option = nullptr;
  CLI::Option* analyze_option = nullptr;
  CLI::Option* synonyms_option = nullptr;
  CLI::Option* words_option = nullptr;
};

/// Tells the parser of all options; what is parsed goes to `line`.
void declare_options(CLI::App& app, CommandLine& line);

/// Parses the arguments. The text of --help or --version, empty if neither was given. Throws Error
/// (kInvalidArgument).
std::string run_parser(CLI::App& app, int argc, const char* const* argv);

/// An argument that may be in brackets, as it was typed: it passes through the parser otherwise.
std::string unshield(std::string argument);

/// Where all options are told, as a hint.
const char* help_hint();

/// Throws Error (kInvalidArgument); without a hint, it is help_hint().
[[noreturn]] void reject(const std::string& message, const std::string& hint = help_hint());

}  // namespace gisa::terminal

#include "searcher/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <system_error>

namespace gisa::terminal {
namespace {

std::size_t width_from_environment() {
  const char* columns = std::getenv("COLUMNS");
  if (columns == nullptr) return 0;
  const std::string_view text = columns;
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
  return error == std::errc() && end == text.data() + text.size() ? width : 0;
}

// The number that a text is; 0 if it is none.
int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::size_t window_width(int descriptor) {
  winsize window{};
  if (ioctl(descriptor, TIOCGWINSZ, &window) != 0) return 0;
  return window.ws_col;
}

}  // namespace

Terminal describe_terminal(int descriptor) {
  if (isatty(descriptor) == 0) return {};
  const std::size_t width = window_width(descriptor);
  return {.is_terminal = true, .width = width != 0 ? width : width_from_environment()};
}

bool use_color(ColorMode mode, bool is_terminal, const char* no_color, const char* term) {
  if (mode != ColorMode::kAuto) return mode == ColorMode::kAlways;
  if (!is_terminal) return false;
  if (no_color != nullptr && *no_color != '\0') return false;
  return term != nullptr && *term != '\0' && std::string_view(term) != "dumb";
}

bool use_hyperlinks(HyperlinkMode mode, bool is_terminal, const Environment& environment) {
  if (mode != HyperlinkMode::kAuto) return mode == HyperlinkMode::kAlways;
  const auto value = [&](const char* name) {
    const char* const found = environment(name);
    return std::string_view(found == nullptr ? "" : found);
  };
  const std::string_view term = value("TERM");
  if (!is_terminal || term.empty() || term == "dumb" || !value("TMUX").empty() ||
      term.starts_with("screen") || term.starts_with("tmux"))
    return false;
  constexpr std::string_view kTerms[] = {"kitty", "alacritty", "foot", "wezterm", "ghostty"};
  constexpr std::string_view kPrograms[] = {"iTerm.app", "WezTerm", "vscode", "ghostty"};
  constexpr int kFirstVte = 5000, kFirstKonsole = 201200;
  return std::ranges::any_of(
             kTerms,
             [&](std::string_view name) { return term.find(name) != std::string_view::npos; }) ||
         std::ranges::find(kPrograms, value("TERM_PROGRAM")) != std::end(kPrograms) ||
         number_in(value("VTE_VERSION")) >= kFirstVte ||
         number_in(value("KONSOLE_VERSION")) >= kFirstKonsole || !value("WT_SESSION").empty();
}

}  // namespace gisa::terminal

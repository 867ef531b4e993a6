#include "searcher/terminal/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <iterator>
#include <string>
#include <system_error>

#include "common/messages/messages.h"

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

// 0 if it is none.
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

// Standard output may have been left non-blocking by whoever else holds the terminal or pipe.
void wait_until_writable(int descriptor) {
  pollfd request{.fd = descriptor, .events = POLLOUT, .revents = 0};
  poll(&request, 1, -1);
}

// 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      wait_until_writable(descriptor);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
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

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }

void reserve_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // open() takes the lowest free number, which is this one. Input is opened for writing and
    // output for reading, so that using them is an error.
    const int flags = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (open("/dev/null", flags) < 0) return;
  }
}

void write_output(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0) return;
  if (error == EPIPE) throw BrokenPipe();
  throw Error(ErrorCode::kIo, tr_format("cannot write to standard output: {}",
                                        std::generic_category().message(error)));
}

void write_message(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

}  // namespace gisa::terminal

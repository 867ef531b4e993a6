#include "searcher/terminal/terminal.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <map>
#include <string>

#include <array>

namespace gisa::terminal {
namespace {

TEST(Color, IsForTerminalsThatWantIt) {
  struct Case {
    ColorMode mode;
    bool is_terminal;
    const char* no_color;
    const char* term;
    bool expected;
  };
  const Case kCases[] = {
      {ColorMode::kAuto, true, nullptr, "xterm-256color", true},
      {ColorMode::kAuto, false, nullptr, "xterm-256color", false},
      {ColorMode::kAuto, true, "1", "xterm", false},
      {ColorMode::kAuto, true, "", "xterm", true},  // no-color.org: only if not empty
      {ColorMode::kAuto, true, nullptr, "dumb", false},
      {ColorMode::kAuto, true, nullptr, nullptr, false},
      {ColorMode::kAuto, true, nullptr, "", false},
      {ColorMode::kAlways, false, "1", "dumb", true},  // an option beats the environment
      {ColorMode::kNever, true, nullptr, "xterm", false},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(use_color(c.mode, c.is_terminal, c.no_color, c.term), c.expected);
  }
}

TEST(Terminal, APipeIsNone) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const Terminal terminal = describe_terminal(ends[1]);
  EXPECT_FALSE(terminal.is_terminal);
  EXPECT_EQ(terminal.width, 0U);
  close(ends[0]);
  close(ends[1]);
}

TEST(Terminal, LinksWhereTheTerminalCan) {
  using Variables = std::map<std::string, std::string>;
  struct Case {
    HyperlinkMode mode;
    bool is_terminal;
    Variables variables;
    bool expected;
  };
  using enum HyperlinkMode;
  const Case kCases[] = {
      {kAlways, false, {}, true},
      {kNever, true, {{"TERM", "xterm-kitty"}}, false},
      {kAuto, true, {{"TERM", "xterm-kitty"}}, true},
      {kAuto, false, {{"TERM", "xterm-kitty"}}, false},
      {kAuto, true, {{"TERM", "xterm-256color"}}, false},  // does not say who it is
      {kAuto, true, {{"TERM", "xterm-256color"}, {"VTE_VERSION", "7006"}}, true},
      {kAuto, true, {{"TERM", "xterm-256color"}, {"VTE_VERSION", "4205"}}, false},
      {kAuto, true, {{"TERM", "xterm-256color"}, {"VTE_VERSION", "new"}}, false},
      {kAuto, true, {{"TERM", "xterm-256color"}, {"KONSOLE_VERSION", "210401"}}, true},
      {kAuto, true, {{"TERM", "xterm-256color"}, {"TERM_PROGRAM", "iTerm.app"}}, true},
      {kAuto, true, {{"TERM", "xterm-256color"}, {"TERM_PROGRAM", "Apple_Terminal"}}, false},
      {kAuto, true, {{"TERM", "xterm-256color"}, {"WT_SESSION", "x"}}, true},
      {kAuto, true, {{"TERM", "dumb"}, {"VTE_VERSION", "7006"}}, false},
      {kAuto, true, {{"VTE_VERSION", "7006"}}, false},
      {kAuto, true, {{"TERM", "screen-256color"}, {"VTE_VERSION", "7006"}}, false},
      {kAuto, true, {{"TERM", "xterm-kitty"}, {"TMUX", "/tmp/tmux"}}, false},
  };
  for (const Case& c : kCases) {
    const auto environment = [&](const char* name) -> const char* {
      const auto found = c.variables.find(name);
      return found == c.variables.end() ? nullptr : found->second.c_str();
    };
    EXPECT_EQ(use_hyperlinks(c.mode, c.is_terminal, environment), c.expected)
        << testing::PrintToString(c.variables);
  }
}

}  // namespace
}  // namespace gisa::terminal

#include "searcher/terminal/terminal.h"

#include <gtest/gtest.h>
#include <unistd.h>

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

}  // namespace
}  // namespace gisa::terminal

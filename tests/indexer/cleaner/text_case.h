#pragma once

#include <string>

namespace gisa {

/// A text, what it becomes, and which mistake would make it something else.
struct TextCase {
  std::string trap;
  std::string input;
  std::string expected;
};

}  // namespace gisa

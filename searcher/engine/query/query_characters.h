/// Characters with a meaning in queries, shared by the lexer, which reads them, and the printer,
/// which escapes them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/text/utf8.h"

namespace gisa {

/// A character of a query; full-width forms of ASCII (＂ ： ＋) count as ASCII.
struct QueryCharacter {
  char32_t code_point = 0;
  std::size_t bytes = 0;
};

inline QueryCharacter query_character(std::string_view text, std::size_t position) {
  auto [c, bytes] = decode_utf8(text, position);
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  return {c, bytes};
}

constexpr char32_t kLeftQuote = U'“', kRightQuote = U'”';
constexpr char32_t kLeftSingleQuote = U'‘', kRightSingleQuote = U'’';

constexpr bool is_single_quote(char32_t c) { return c == '\'' || c == kLeftSingleQuote; }

constexpr bool is_query_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
}

inline std::vector<std::string_view> split_at_blanks(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size();) {
    const bool at_end = i == text.size();
    const QueryCharacter c = at_end ? QueryCharacter{} : query_character(text, i);
    if (at_end || is_query_blank(c.code_point)) {
      if (i > begin) parts.push_back(text.substr(begin, i - begin));
      begin = i + (at_end ? 0 : c.bytes);
    }
    i += at_end ? 1 : c.bytes;
  }
  return parts;
}

/// Characters that a backslash makes ordinary. Before others it is one itself.
constexpr bool is_escapable(char32_t c) {
  switch (c) {
    case '"':
    case kLeftQuote:
    case kRightQuote:
    case '\\':
    case '(':
    case ')':
    case '+':
    case '-':
    case '|':
    case '*':
    case '^':
    case ':':
      return true;
    default:
      return false;
  }
}

}  // namespace gisa

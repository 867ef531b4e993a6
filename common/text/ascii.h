/// Characters of ASCII, whatever the locale, and texts without the blanks at their ends.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace gisa {

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

constexpr bool is_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }

constexpr bool is_ascii_letter(char32_t c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

constexpr bool is_ascii_space(char32_t c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// The same letter as a small one; other characters as they are.
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

inline std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

/// Whether `text` begins so, whatever the case of its letters; `beginning` has small ones.
inline bool begins_in_any_case(std::string_view text, std::string_view beginning) {
  return text.size() >= beginning.size() &&
         std::ranges::equal(text.substr(0, beginning.size()), beginning, {},
                            [](char c) { return to_lower(c); });
}

/// Whether what follows `before` does not go on from it: at the beginning, behind a blank, and
/// where brackets or quotes open.
inline bool may_begin_word(std::string_view before) {
  return before.empty() ||
         std::string_view(" \t\n([\"'").find(before.back()) != std::string_view::npos;
}

/// Without blanks, tabs and ends of lines and pages at its ends.
inline std::string_view trim_ends(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\r\f\v";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace gisa

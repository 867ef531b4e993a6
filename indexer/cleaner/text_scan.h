#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

/// Small inline helpers over UTF-8 bytes, shared by the files of the cleaner and by nothing else.
///
/// All of them work on text that normalise_lines() has made valid; on other bytes they stay inside
/// the view and give some answer. Sizes and positions are bytes.
namespace gisa::cleaning {

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_ascii_alnum(char c) { return is_ascii_digit(c) || is_ascii_alpha(c); }
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

inline bool contains(std::string_view text, std::string_view needle) {
  return text.find(needle) != std::string_view::npos;
}

constexpr bool contains(std::string_view text, char needle) {
  return text.find(needle) != std::string_view::npos;
}

/// True when `needle` (not empty) stands at byte `at` of `text`. First and last byte settle most
/// calls: many characters share the first.
inline bool stands_at(std::string_view text, size_t at, std::string_view needle) {
  return at < text.size() && text[at] == needle[0] && text.size() - at >= needle.size() &&
         text[at + needle.size() - 1] == needle.back() &&
         std::memcmp(text.data() + at, needle.data(), needle.size()) == 0;
}

/// Bytes of the character that starts with `lead`; 1 for a stray continuation byte.
constexpr size_t char_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

/// The character at `at`, cut short at the end of `text`.
constexpr std::string_view char_at(std::string_view text, size_t at) {
  return at >= text.size() ? std::string_view{} : text.substr(at, char_length(text[at]));
}

/// The character that ends just before byte `end`.
inline std::string_view char_before(std::string_view text, size_t end) {
  if (end == 0 || end > text.size()) return {};
  size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && is_continuation(text[begin])) --begin;
  return text.substr(begin, end - begin);
}

/// True for one syllable of U+AC00..U+D7A3.
constexpr bool is_hangul_syllable(std::string_view character) {
  if (character.size() < 3) return false;
  const auto b0 = static_cast<unsigned char>(character[0]);
  const auto b1 = static_cast<unsigned char>(character[1]);
  if (b0 == 0xEA) return b1 >= 0xB0;
  if (b0 == 0xED) return b1 <= 0x9E;
  return b0 == 0xEB || b0 == 0xEC;
}

inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

inline std::string_view trim_left(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

inline std::string_view trim_right(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

inline std::string_view trim_left(std::string_view text, std::string_view blanks) {
  const size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

inline std::string_view trim_right(std::string_view text, std::string_view blanks) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

inline std::string_view trim(std::string_view text) { return trim_left(trim_right(text)); }

/// True when one of `list` (any range of string_view) equals `text`.
template <typename List>
bool is_one_of(std::string_view text, const List& list) {
  for (const std::string_view item : list) {
    if (item.size() == text.size() && (text.empty() || stands_at(text, 0, item))) return true;
  }
  return false;
}

/// Bytes of the first item of `list` that stands at `at`; 0 when none does. Put longer items first.
template <typename List>
size_t length_of_any_at(std::string_view text, size_t at, const List& list) {
  for (const std::string_view item : list) {
    if (stands_at(text, at, item)) return item.size();
  }
  return 0;
}

/// Bytes of the first item of `list` that ends at byte `end`; 0 when none does.
template <typename List>
size_t length_of_any_before(std::string_view text, size_t end, const List& list) {
  for (const std::string_view item : list) {
    if (item.size() <= end && stands_at(text, end - item.size(), item)) return item.size();
  }
  return 0;
}

template <typename List>
bool contains_any(std::string_view text, const List& list) {
  for (const std::string_view item : list) {
    if (contains(text, item)) return true;
  }
  return false;
}

}  // namespace gisa::cleaning

/// common/text/escape.h - text of strangers made safe to print.
///
/// Titles, snippets, file names and error messages hold whatever an article or a user put there. A
/// terminal obeys some of it: ESC starts a command, CR overwrites the line, a bidi control shows
/// words in another order. escape() turns all of that into text one can see:
///
///     escape("ok\x1b[2J")     == "ok\\x1b[2J"
///     escape("a\u202eb")      == "a\\u{202e}b"
///     escape("a\tb\n")        == "a\\tb\\n"
///     escape("\xff")          == "\\xff"          (not UTF-8)
///
/// A backslash of the text stays as it is: the result is for eyes, not for parsing.
///
/// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gisa {

/// One character of a UTF-8 text, or one stretch of bytes that is none.
struct Utf8Character {
  char32_t code_point = 0;  ///< meaningless unless `valid`
  std::size_t length = 0;   ///< bytes it takes, at least 1
  bool valid = false;
};

/// The character that starts at byte `offset`, which must be inside `text`.
Utf8Character character_at(std::string_view text, std::size_t offset);

/// True for what must not reach a terminal: C0 and C1 controls (tab and newline too), DEL, bidi
/// controls (U+061C, U+200E-200F, U+202A-202E, U+2066-2069), line and paragraph separators.
bool is_unsafe(char32_t code_point);

/// `bytes` (one character, or bytes that are not UTF-8) as visible text.
std::string visible_escape(std::string_view bytes);

/// `text` with everything unsafe, and every invalid byte, as a visible escape.
std::string escape(std::string_view text);

}  // namespace gisa

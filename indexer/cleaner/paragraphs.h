#pragma once

#include <string>
#include <string_view>

/// Lines, blanks and sentence ends of a text, whatever mess it was scraped in.
///
/// UTF-8 in, UTF-8 out; invalid bytes become U+FFFD. Linear time, no state, any thread.
namespace gisa::cleaning {

/// Appends `in` to `out` as paragraphs separated by one '\n' each:
///   - CR, CRLF, NEL, VT, FF, U+2028, U+2029 are line ends; empty lines go, lines are trimmed;
///   - tab, NBSP, ideographic and all other Unicode blanks become ' ', runs of them one;
///   - other control characters, soft hyphen, BOM, zero-width and direction marks vanish
///     (a zero-width joiner stays inside an emoji);
///   - malformed UTF-8 becomes one U+FFFD per bad byte.
/// Letters are not changed: composition and compatibility forms are the analyzer's business.
void normalise_lines(std::string_view in, std::string& out);

/// True for the plainest of fields - ASCII, Hangul, single blanks -, which need no work at all.
/// False proves nothing.
bool is_normal_field(std::string_view in);

/// Appends one paragraph to `out`, putting the blank back that scraping lost between two sentences:
///   `…밝혔다.이어 "…` -> `…밝혔다. 이어 "…`
/// Needs a Hangul sentence ending (`다. 요. 죠. 까?` ...) before the stop, so `3.5`, `U.S.`, `A.B`,
/// addresses and file names stay; so does `…했다."고` where the sentence goes on behind what it
/// quotes, but not `…했다."그는`.
void append_with_sentence_blanks(std::string_view line, std::string& out);

/// Removes paragraphs that already stood further up, as pages do that print the lead above the
/// picture and again below it. Only paragraphs of 90 bytes (30 syllables) or more count, since
/// short ones repeat honestly ("네." in an interview) - but a short one goes too where it continues
/// a repeated run. Lines are compared byte for byte. Returns true when something was removed.
bool drop_repeated_paragraphs(std::string& text);

}  // namespace gisa::cleaning

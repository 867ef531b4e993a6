#pragma once

#include <string>
#include <string_view>

/// Entities and tags of scraped HTML become plain text.
///
///   html_to_text("<p>&quot;&amp;lt;봄&amp;gt;&quot; 개봉</p>")  ->  "\n\"<봄>\" 개봉\n"
///
/// Any bytes are taken, none are thrown at; time is linear in the input. Results may hold control
/// characters and runs of blanks: normalise_lines() comes after. No state: safe from any thread.
namespace gisa::cleaning {

/// Entities first (escaped once, twice or more), then tags, because feeds carry their HTML escaped.
/// Writes the result to `out` (overwritten). Returns false, leaving `out` alone, when `in` holds
/// neither entity nor tag: the caller goes on with `in` and nothing is copied.
bool html_to_text(std::string_view in, std::string& out);

/// `&quot;`, `&#39;`, `&#x27;`, `&amp;quot;` ... become their characters, and 128-159 are read as
/// Windows-1252, as browsers do. Without `;` only numbers and the names of the Latin-1 era are
/// taken, and only where no letter, digit or `=` follows (`?a=1&copy=2` is an address).
/// What is no entity stays: `AT&T`, `&없음;`, `&#0;`, `&#xD800;`.
/// Appends the result to `out` and returns true; false, and `out` as it was, when nothing changed.
bool decode_entities(std::string_view in, std::string& out);

/// Known HTML elements vanish: block elements leave a line break, cells a blank, inline elements
/// nothing; comments, `<script>` and `<style>` go with their content. Everything else in angle
/// brackets is text and stays: `a < b`, `<단독>`, `<한겨울 밤>`, `<Q>`.
/// Appends the result to `out` and returns true; false, and `out` as it was, when nothing changed.
bool strip_tags(std::string_view in, std::string& out);

}  // namespace gisa::cleaning

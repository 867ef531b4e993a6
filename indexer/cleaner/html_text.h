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

}  // namespace gisa::cleaning

/// searcher/terminal/printers/text_printer.h - a search result for people.
///
///      1. 한국은행, 기준금리 3.50% 동결
///         연합뉴스 · 2024-01-11 · 경제 · 김기자
///         한국은행 금융통화위원회가 기준금리를 …
///         https://example.com/1
///
/// The whole text takes the place of the snippet if the hit has it, a line a paragraph. Without a
/// title the next line takes its place beside the rank.
///
/// Title and snippet are wrapped, the line between them is cut, the link is printed whole so that
/// it can be copied. With links, title and url can be clicked. The link is the url, or else the
/// path, or else the id. Whatever comes from an article is escaped (common/text/escape.h). An
/// explanation follows the link:
///
///         score 1.3120
///           1.0000  bm25    1 x 1: 16.2100 of the best 16.2100
///           0.2100  part    1 x 0.21
///           ...
///         bm25 16.2100
///           6.4010  금리    bigram of 금리가: weight 1, rarity 5.12
///           ...
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gisa/json.h"
#include "gisa/searcher.h"

namespace gisa::terminal {

struct TextStyle {
  bool color = false;
  std::size_t width = 0;  ///< columns of the terminal; 0: lines are neither wrapped nor cut
  /// What is shown of a hit; empty: all but the score, and of url, path and id the first there is.
  std::vector<HitField> fields = {};
  bool links = false;  ///< title and url are links to the url (OSC 8), if it is one of the web
};

/// The hits with a blank line between them; empty if there are none.
std::string to_text(const SearchResult& result, const TextStyle& style);

/// A line for each note on how the query was read: `note: ...`, and one if the search ended early;
/// empty if there is nothing to say.
std::string print_notes(const SearchResult& result);

/// How the query was understood: `read as: ...`.
std::string print_parse(const SearchResult& result);

/// One line about the result as a whole: `12 articles, 1-10 shown, 0.8 ms`.
std::string summarize(const SearchResult& result);

/// The longest snippet worth asking for on a terminal of `width` columns (0: unknown).
std::size_t snippet_width_for(std::size_t width);

}  // namespace gisa::terminal

/// searcher/terminal/printers/json_printer.h - a search result as JSON, for programs.
///
/// The format is an interface: it carries a version, is documented in gisa-search(1) and changes
/// only by adding members. One object on one line:
///
///     {"version":1,"query":"금리","total":{"value":12,"relation":"exact"},"hits":[{"rank":1,
///      "id":"a-1","score":8.5,"match":"full","title":"기준금리 동결","title_highlights":[[6,12]],
///      "date":"2024-01-11","press":"...","section":"...","reporter":"...","url":"...",
///      "path":"...","snippet":"...","highlights":[[0,6]]}],"seconds":0.0008}
///
/// "notes" (an array of {"text","offset"}) follows "hits" if the query was read in a way that may
/// surprise. With explanations there is "parse" as well, and each hit ends in "explanation".
///
/// Empty fields are left out, except rank, id, score, match, snippet and highlights. Highlights are
/// half-open byte ranges of the UTF-8 text of `snippet` (`title`) after decoding the JSON string.
/// Characters unsafe for a terminal are written as \uXXXX. Bytes that are not UTF-8 become U+FFFD,
/// and the ranges follow.
#pragma once

#include <string>

#include "gisa/searcher.h"

namespace gisa::terminal {

/// Raised when a program that reads the old format could not read the new one.
inline constexpr int kJsonVersion = 1;

/// The result as one line, with the newline.
std::string to_json(const SearchResult& result);

}  // namespace gisa::terminal

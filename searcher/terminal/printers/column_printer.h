/// searcher/terminal/printers/column_printer.h - hits as lines of columns, for cut, awk and sort.
///
///     3<TAB>a-1<TAB>기준금리 동결
///
/// A line has the fields asked for, in that order, separated by a tab; an absent one is empty. Tab,
/// newline, carriage return and backslash are written \t, \n, \r and \\, other characters unsafe
/// for a terminal as visible escapes (common/text/escape.h), so that a line is always a hit.
///
/// Threads: free functions without state.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "gisa/json.h"
#include "gisa/searcher.h"

namespace gisa::terminal {

/// A value as it stands in a column.
std::string as_column(std::string_view text);

/// The hits, a line each.
std::string to_columns(const SearchResult& result, std::span<const HitField> fields);

}  // namespace gisa::terminal

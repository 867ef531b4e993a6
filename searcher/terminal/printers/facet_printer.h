/// searcher/terminal/printers/facet_printer.h - facets and a histogram of dates, for people.
///
///     press: 912 full matches
///       느티일보      123
///       새벽경제       98
///       3 more values
///
///     2024-01  ██████████████▌        123
///     2024-02                           0
///     2024-03  ███████████             98
///
/// Names and bars are fitted to the terminal by display width; without one lines are 80 columns.
/// Whatever comes from an article is escaped (common/text/escape.h).
///
/// Threads: free functions without state.
#pragma once

#include <string>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/terminal/printers/text_printer.h"

namespace gisa::terminal {

/// How long a bar of a histogram stands for.
enum class Period { kAuto, kYear, kMonth, kDay };

/// The facets with a blank line between them. `match` tells what was counted.
std::string print_facets(const std::vector<Facet>& facets, MatchMode match, const TextStyle& style);

/// Bars of the facet by day: a line each year, month or day between the first and the last, those
/// without an article too, except that more than three such lines in a row become one.
/// Period::kAuto takes days up to a month, months up to three years.
std::string print_histogram(const Facet& days, Period period, const TextStyle& style);

/// The facet of that field; null if there is none.
const Facet* find_facet(const std::vector<Facet>& facets, FacetField field);

}  // namespace gisa::terminal

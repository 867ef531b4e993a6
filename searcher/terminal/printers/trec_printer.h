/// searcher/terminal/printers/trec_printer.h - a search result as lines of a TREC run.
///
/// What trec_eval and its kin read: six columns, separated by spaces.
///
///     12 Q0 article-77 1 8.4375 gisa
///     topic, the literal Q0, document id, rank from 1, score, name of the run
///
/// Scores are written with as many digits as it takes to read back the same number.
#pragma once

#include <string>
#include <string_view>

#include "gisa/searcher.h"

namespace gisa::terminal {

/// The hits of one topic, a line each. White space, controls and bytes that are not UTF-8 in
/// `topic` and in ids are percent-encoded byte by byte ("a b" is a%20b), so that a line always has
/// six columns; a percent sign stays as it is. An empty one is written as "-".
std::string to_trec(std::string_view topic, const SearchResult& result);

}  // namespace gisa::terminal

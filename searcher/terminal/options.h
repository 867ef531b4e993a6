/// searcher/terminal/options.h - the command line of gisa-search.
///
///     const Options options = parse_options(argc, argv, std::getenv("GISA_DB"));
///     if (!options.notice.empty()) ...   // --help or --version: print it and be done
///
/// Threads: a free function without state.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gisa/json.h"
#include "gisa/searcher.h"
#include "searcher/terminal/printers/facet_printer.h"
#include "searcher/terminal/terminal.h"

namespace gisa::terminal {

enum class Format {
  kText,   ///< for people
  kJson,   ///< one object
  kJsonl,  ///< an object a hit
  kTsv,    ///< a line a hit, columns separated by tabs
  kTrec,   ///< a line of a TREC run a hit
  kIds,    ///< an id a line
};

struct Options {
  std::string notice;  ///< text asked for by --help or --version; the rest is then unset

  std::filesystem::path database;
  std::string query;  ///< the QUERY words joined by spaces
  /// File of synonyms to use instead of the default ones; empty: none at all.
  std::optional<std::filesystem::path> synonyms;
  std::optional<std::string> analyzed;  ///< text of --analyze; then nothing is searched
  std::optional<std::string> topics;    ///< topics file of a TREC run; then there is no query
  std::size_t limit = 10;               ///< hits to show at most; of each topic in a TREC run
  std::size_t offset = 0;               ///< hits to leave out at the front
  Sort sort = Sort::kRelevance;
  std::chrono::seconds half_life = std::chrono::days(30);
  Syntax syntax = Syntax::kQuery;  ///< words in a TREC run, unless asked otherwise
  MatchMode match = MatchMode::kAuto;
  bool interactive = false;  ///< queries are read from standard input; there may be one already
  bool fold = false;         ///< articles that tell the same are one
  bool explain = false;
  std::chrono::nanoseconds timeout = std::chrono::nanoseconds::zero();  ///< zero: none
  std::vector<FacetRequest> facets;
  std::optional<Period> histogram;  ///< bars of dates below the articles
  Format format = Format::kText;
  std::vector<HitField> fields;  ///< what is printed of a hit, in this order; empty: the usual
  bool full = false;             ///< the whole text instead of a snippet
  ColorMode color = ColorMode::kAuto;
  HyperlinkMode hyperlink = HyperlinkMode::kAuto;
};

/// Parses the command line. `environment_database` is $GISA_DB, null if unset.
/// Throws Error: kInvalidArgument.
Options parse_options(int argc, const char* const* argv, const char* environment_database);

}  // namespace gisa::terminal

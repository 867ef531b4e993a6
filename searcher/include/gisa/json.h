/// gisa/json.h - a search result as JSON, for programs.
///
///     #include <gisa/json.h>
///
///     std::cout << gisa::to_json(searcher.search(request)) << '\n';
///
/// The format is an interface: it carries a version, is documented in gisa-search(1) and changes
/// only by adding members. One object on one line:
///
///     {"version":1,"query":"금리","total":{"value":12,"relation":"exact"},"hits":[{"rank":1,
///      "id":"a-1","score":8.5,"match":"full","title":"기준금리 동결","title_highlights":[[6,12]],
///      "date":"2024-01-11","press":"...","section":"...","reporter":"...","url":"...",
///      "path":"...","snippet":"...","highlights":[[0,6]]}],"seconds":0.0008}
///
/// A hit for which others were folded has "similar", an array of
/// {"id","title","date","press","url","path"}.
///
/// "facets" follows "hits" if any were asked for: an object a facet, by its name, with "total",
/// "counts" (an array of {"value","count"}), "more" and "absent".
///
/// "timed_out":true follows if the search ended early.
///
/// "suggestion" follows if a word of the query may be misspelled: the query with another one.
///
/// "notes" (an array of {"text","offset"}) follows if the query was read in a way that may
/// surprise. With explanations there is "parse" as well, and each hit ends in "explanation". A hit
/// with its whole text has "text" and "text_highlights" in the place of "snippet" and "highlights".
///
/// Empty fields are left out, except rank, id, score, match, snippet and highlights. Highlights are
/// half-open byte ranges of the UTF-8 text of `snippet` (`title`, `text`) after decoding the JSON
/// string. Characters unsafe for a terminal are written as \uXXXX. Bytes that are not UTF-8 become
/// U+FFFD, and the ranges follow.
///
/// Errors: none but std::bad_alloc. Threads: free functions, callable from any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gisa/searcher.h"

namespace gisa {

/// Raised when a program that reads the old format could not read the new one.
inline constexpr int kJsonVersion = 1;

/// A field of a hit. Highlights belong to the field they are of.
enum class HitField {
  kRank,
  kId,
  kScore,
  kMatch,
  kTitle,
  kDate,
  kPress,
  kSection,
  kReporter,
  kUrl,
  kPath,
  kSnippet,
  kText,
  kSimilar,
};

/// The field's name in JSON: "rank", "title".
GISA_EXPORT std::string_view field_name(HitField field);

/// The field of that name; nothing if there is none.
GISA_EXPORT std::optional<HitField> find_field(std::string_view name);

/// The facet's name in JSON: "press".
GISA_EXPORT std::string_view facet_name(FacetField field);

/// The facet of that name; nothing if there is none.
GISA_EXPORT std::optional<FacetField> find_facet_field(std::string_view name);

/// The result as one line, without a newline. Given `fields`, hits have no others; their order
/// stays the documented one.
GISA_EXPORT std::string to_json(const SearchResult& result, std::span<const HitField> fields = {});

/// One hit as an object on one line, without a newline.
GISA_EXPORT std::string to_json(const Hit& hit, std::span<const HitField> fields = {});

}  // namespace gisa

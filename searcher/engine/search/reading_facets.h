/// Facets of a reading: counted are its full matches, the set whose size a user means by "how many
/// write about it"; with MatchMode::kAny all that is found.
///
/// Threads: as its arguments.
#pragma once

#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/search/word_places.h"

namespace gisa {

/// `places` were started with the reading.
std::vector<Facet> count_facets(SearchContext& context, WordPlaces& places,
                                const SearchRequest& request, const Reading& reading,
                                const QueryMatcher& matcher);

}  // namespace gisa

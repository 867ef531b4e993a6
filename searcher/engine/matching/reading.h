/// How a query is run: what has to hold, what ranks, and what to fall back on.
///
/// The same words can be meant strictly or not. A pasted headline full of “quotes” must find its
/// article, `"기준 금리" -인하` must mean what it says, and neither may answer with silence. So a
/// query has one or more readings, tried in order until one finds something.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/matching/query_matcher.h"
#include "searcher/engine/query/prepared_query.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

struct Reading {
  /// Words of a phrase are highlighted inside it only, and those of NEAR where they are near. They
  /// mean themselves.
  struct PhraseWords {
    MatchNode node;
    std::size_t first = 0;  ///< words [first, last) of the reading
    std::size_t last = 0;
  };

  std::string text;              ///< of the words
  std::vector<QueryWord> words;  ///< what ranks and is highlighted
  std::vector<PhraseWords> phrases;
  std::vector<SynonymGroup> synonyms;     ///< of the words; filled in when the reading is run
  std::vector<Xapian::Query> expansions;  ///< of prefixes: they rank as well
  std::optional<MatchNode> required;      ///< holds for every hit
  std::optional<MatchNode> full;          ///< what a full match is; nothing: every content word
  std::vector<std::size_t> preferred;     ///< leaves that raise the score
  bool needs_words = true;                ///< a hit must have some of the words
  bool is_relaxed = false;                ///< hits are partial matches at best
  std::string note;                       ///< for the user if this reading is the answer

  /// Content words, as many as were typed.
  std::size_t words_asked() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        words, [](const QueryWord& word) { return word.is_content && !word.is_split; }));
  }
};

/// Readings of the request's query; none if it holds no word. At least one of them is not relaxed.
std::vector<Reading> read_query(const PreparedQuery& query, const SearchRequest& request,
                                QueryMatcher& matcher, std::vector<Note>& notes);

}  // namespace gisa

/// Words that were typed together, 9호선 or G7, have no term that tells that they stand so: what
/// looks best to the index has a 9 and a 호선 somewhere. The signatures of articles (neighbours.h)
/// tell, for about a microsecond each, most of it to come by them; articles that may have such
/// words come before others. So do those of numbers with a mark between, 4·19, that are all of a
/// query.
///
///     const GluedWords glued(reading.words, analyzer);
///     FirstPage page = stage.page(0, std::max(wanted, glued.looked_at()));
///     glued.promote(snapshot, page.candidates);
///
/// Threads: const members may be called from any.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "searcher/engine/search/candidate.h"
#include "searcher/engine/text/text_pattern.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

class GluedWords {
 public:
  /// Of queries of a few words: many say enough by themselves.
  GluedWords(const std::vector<QueryWord>& words, Analyzer& analyzer);

  /// How many of the best candidates are looked at; 0 if no words are glued.
  std::size_t looked_at() const;

  /// Raises the scores of those that may have the words, and puts them in order, as far as the
  /// first `wanted` can tell. What is behind the first looked_at() stays.
  void promote(const Snapshot& snapshot, std::vector<Candidate>& candidates,
               std::size_t wanted) const;

 private:
  // A candidate that may have pairs, and these.
  struct Likely {
    Candidate* candidate;
    std::vector<const TextPattern*> pairs;
  };

  std::vector<Likely> find_likely(const Snapshot& snapshot, std::span<Candidate> candidates) const;

  std::vector<std::vector<TextPattern>> pairs_;  // the ways to write each: F35, F-35
  bool are_all_ = false;                         // the query is nothing else
};

}  // namespace gisa

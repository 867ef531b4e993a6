/// Whether an article has all words of plain text: every content word stands somewhere, and those
/// typed without a space stand side by side.
///
///     FoundWords found(leaf.words, leaf.synonyms);
///     found.look_in(title);
///     if (!found.all()) found.look_in(body);
#pragma once

#include <cstdint>
#include <vector>

#include "common/analysis/analyzer.h"
#include "searcher/engine/matching/torn_words.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// Which articles are asked whether they have a word.
enum class Asked : std::uint8_t {
  kOfCandidates,  ///< those that the index gave for it
  kOfAnyArticle,  ///< any, to leave it out: one that the index would not give has no such word
};

class FoundWords {
 public:
  /// All must outlive it. Without `torn` words stand wherever their syllables do.
  FoundWords(const std::vector<QueryWord>& words, const std::vector<SynonymGroup>& synonyms,
             Asked asked = Asked::kOfCandidates, TornWords* torn = nullptr);
  FoundWords(const std::vector<QueryWord>& words, std::vector<SynonymGroup>&& synonyms,
             Asked asked = Asked::kOfCandidates, TornWords* torn = nullptr) = delete;

  void look_in(const Analysis& text);

  /// Of the texts looked in so far. Words side by side must stand so in one of them.
  bool all() const;

 private:
  template <typename Visit>
  void for_each_row(Visit visit) const;

  const std::vector<QueryWord>& words_;
  const std::vector<SynonymGroup>& synonyms_;
  Asked asked_;
  TornWords* torn_;
  std::vector<bool> found_;
  std::vector<bool> has_row_;  // for the first word of each
};

}  // namespace gisa

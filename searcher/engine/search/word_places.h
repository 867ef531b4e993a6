/// Where the words of a reading stand in texts of articles, for marks, and which of them do, for
/// what is called a full match.
///
/// Threads: one WordPlaces a thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "searcher/engine/matching/query_matcher.h"
#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/text/sentence_filter.h"
#include "searcher/engine/text/snippet.h"
#include "searcher/engine/text/text_matcher.h"

namespace gisa {

/// What one text of an article matches.
struct TextMatches {
  std::vector<MatchedRange> ranges;  ///< sorted
  std::vector<bool> words;           ///< which query words occur
  std::vector<bool> words_as_typed;  ///< those, but for long ones in two, 이 제명 for
                                     ///< 이제명, or within others, 도날드 in 맥도날드
  std::vector<bool> words_alone;     ///< which of one syllable do as a word: 전 총리, not 전국
  std::vector<bool> whole_words;     ///< those, but for parts of one, split or 현대車, apart
};

class WordPlaces {
 public:
  /// The context must outlive it.
  explicit WordPlaces(SearchContext& context) : context_(context) {}

  /// Begins a reading. It and the matcher must outlive their use.
  void start(const Reading& reading, const QueryMatcher& matcher);

  /// Matches in one text; of a phrase's words only those inside it, of NEAR's those near.
  TextMatches find(std::string_view text);

  /// Whether every content word is in one of the two.
  bool have_all_words(const TextMatches& title, const TextMatches& body) const;

 private:
  std::vector<WordMatch> find_words(const Analysis& analysis) const;
  void keep_inside(const Reading::PhraseWords& phrase, const Analysis& analysis,
                   std::vector<WordMatch>& found) const;
  void add(const WordMatch& match, const Analysis& analysis, bool is_partial,
           TextMatches& matches) const;
  std::vector<bool> whole_words(const Analysis& text, const std::vector<WordMatch>& found,
                                std::vector<bool> words) const;

  SearchContext& context_;
  const Reading* reading_ = nullptr;
  const QueryMatcher* matcher_ = nullptr;
  std::optional<SentenceFilter> sentences_;
  PartialText partial_;
};

}  // namespace gisa

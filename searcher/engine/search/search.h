/// The course of a search:
///
///     query -> readings -> first stage -> verification -> second stage -> folding -> hits, facets
///
/// The first reading that finds something is the answer (reading.h).
///
/// Threads: one Search a thread; it runs one request after the other, with the files and buffers it
/// needs.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/guesses/guesses.h"
#include "searcher/engine/matching/query_matcher.h"
#include "searcher/engine/matching/reading.h"
#include "searcher/engine/matching/search_context.h"
#include "searcher/engine/query/prepared_query.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/search/candidate.h"
#include "searcher/engine/search/first_stage.h"
#include "searcher/engine/search/folding.h"
#include "searcher/engine/search/hit_maker.h"
#include "searcher/engine/search/second_stage.h"
#include "searcher/engine/search/verification.h"
#include "searcher/engine/search/word_places.h"
#include "searcher/engine/synonyms/synonyms.h"

namespace gisa {

class Search {
 public:
  /// `database` is for messages.
  Search(const std::filesystem::path& database, std::shared_ptr<const Snapshot> snapshot)
      : database_(database), snapshot_(std::move(snapshot)), context_{*snapshot_} {}

  Search(const Search&) = delete;  // its steps refer to its context
  Search& operator=(const Search&) = delete;

  /// Throws Error.
  SearchResult run(const SearchRequest& request);

  void use(std::shared_ptr<const Synonyms> synonyms) { synonyms_ = std::move(synonyms); }

  const Snapshot& snapshot() const { return *snapshot_; }

  /// Whether a server was gone: it can search no more.
  bool is_cut_off() const { return is_cut_off_; }

 private:
  // What the query was read as in the end, and how many hits have each of its words.
  struct Answer {
    Reading reading;
    std::vector<std::size_t> hits_with_word;
    bool has_byline = false;  // what a reporter wrote was looked for
  };

  std::optional<Answer> answer(const PreparedQuery& query, const SearchRequest& request,
                               SearchResult& result);
  std::optional<Reading> byline_reading(const PreparedQuery& query, const SearchRequest& request,
                                        QueryMatcher& matcher, SearchResult& result);
  bool is_in_some_text(const QueryNode& tree, const PreparedQuery& query,
                       const SearchRequest& request, QueryMatcher& matcher);
  static std::vector<SynonymGroup> synonyms_of(const Reading& reading, const QueryMatcher& matcher);
  static std::vector<bool> words_met(const Answer& answer, const SearchResult& result);
  void suggest(Answer answer, const PreparedQuery& query, const SearchRequest& request,
               SearchResult& result);
  Found find(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
             const QueryMatcher& matcher, std::size_t wanted);
  Found find_ranked(const Reading& reading, const QueryPlan& plan, const SearchRequest& request,
                    const QueryMatcher& matcher);
  void look_further(Found& found, std::size_t with_all, const Reading& reading,
                    const QueryPlan& plan, const SearchRequest& request,
                    const QueryMatcher& matcher);
  void make_hits(const Found& found, HitMaker& maker, const SearchRequest& request,
                 SearchResult& result);

  std::filesystem::path database_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Synonyms> synonyms_;
  SearchContext context_;
  Guesses guesses_{context_};
  FirstStage first_stage_{context_};
  Verification verification_{context_};
  SecondStage second_stage_{context_};
  Folding folding_{context_};
  WordPlaces places_{context_};
  bool is_cut_off_ = false;
};

}  // namespace gisa

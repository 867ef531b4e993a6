/// gisa/searcher.h - ranked full-text search in a gisa database.
///
///     #include <gisa/searcher.h>
///
///     gisa::Searcher searcher("news.db");
///     gisa::SearchRequest request;
///     request.query = "한국은행 기준금리";
///     request.limit = 5;
///     const gisa::SearchResult result = searcher.search(request);
///     for (const gisa::Hit& hit : result.hits) std::cout << hit.title << '\n';
///
/// Build: `find_package(gisa)` and link `gisa::searcher`, or `pkg-config --cflags --libs gisa`.
///
/// Text is UTF-8 everywhere; positions are byte offsets, ranges are half-open [begin, end) and
/// never cut a character. Dates are ISO 8601 in the time of Asia/Seoul. Absent fields are empty
/// strings.
///
/// Errors: every function that can fail throws gisa::Error (gisa/error.h), whose hint() says what
/// to do. Any query text is accepted: there are no query syntax errors.
///
/// Threads: a Searcher is used by one thread at a time. Give each thread its own: opening one costs
/// well under a millisecond when the database is warm, and they share nothing. Different Searchers
/// may be used at once from different threads, also on the same database.
///
/// Consistency: a Searcher shows the database as it was when opened or last refreshed, however long
/// an indexer works beside it. refresh() moves to the newest published state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"

namespace gisa {

/// A half-open range of bytes in a UTF-8 string.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const ByteRange&) const = default;
};

/// Something a user should know about how a query was read.
struct Note {
  std::string text;        ///< for people, one line without full stop
  std::size_t offset = 0;  ///< byte of the query that it is about
  bool operator==(const Note&) const = default;
};

enum class Sort {
  kRelevance,  ///< best first; equal scores among the first 60: newest first, then by id
  kNewest,     ///< latest date first; undated articles last
  kOldest,     ///< earliest date first; undated articles last
};

/// How much of the query an article holds.
enum class Match {
  kFull,     ///< every word of the query
  kPartial,  ///< some words of it
};

struct SearchRequest {
  std::string query;       ///< what the user typed
  std::size_t limit = 10;  ///< how many hits to return at most
  std::size_t offset = 0;  ///< how many hits to leave out at the front (pagination)
  Sort sort = Sort::kRelevance;
  bool snippets = true;             ///< false leaves title_highlights, snippet and highlights empty
  std::size_t snippet_width = 160;  ///< longest snippet, in terminal columns (a Hangul syllable: 2)
};

/// One article found.
struct Hit {
  std::size_t rank = 0;  ///< 1 for the best, counted over all pages
  std::string id;
  double score = 0;  ///< comparable within one result only; higher is better
  Match match = Match::kFull;
  std::string title;
  std::vector<ByteRange> title_highlights;  ///< where the query matches, in `title`
  std::string date;
  std::string press;
  std::string section;
  std::string reporter;
  std::string url;
  std::string path;                   ///< file the article was read from
  std::string snippet;                ///< the best sentence of the body, one line
  std::vector<ByteRange> highlights;  ///< where the query matches, in `snippet`; sorted, disjoint
};

/// Number of articles that can be paged through.
struct Total {
  enum class Relation {
    kExact,     ///< exactly `value`
    kAtLeast,   ///< `value` or more
    kEstimate,  ///< about `value`
  };
  std::uint64_t value = 0;
  Relation relation = Relation::kExact;
};

struct SearchResult {
  std::string query;      ///< the query as asked
  Total total;            ///< articles matching fully or partially
  std::vector<Hit> hits;  ///< at most SearchRequest::limit, in order
  double seconds = 0;     ///< wall-clock time of the search
};

/// What a database holds.
struct DatabaseInfo {
  std::uint64_t articles = 0;
  std::uint64_t segments = 0;
  std::uint64_t generation = 0;  ///< rises with every published change
  std::string analyzer;          ///< fingerprint of the analysis rules
};

/// An open database. See the top of this file for errors, threads and consistency.
class GISA_EXPORT Searcher {
 public:
  /// Opens the database directory written by gisa-index.
  /// Throws Error: kNotFound, kNotADatabase, kNewerVersion, kAnalyzerMismatch, kCorrupt, kIo.
  explicit Searcher(const std::filesystem::path& database);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  /// Runs one query. An empty query has no hits.
  /// Throws Error: kCorrupt, kIo.
  SearchResult search(const SearchRequest& request) const;

  /// Moves to the newest published state; true if there was a newer one. Cheap when there was none.
  bool refresh();

  DatabaseInfo info() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The library's version, "MAJOR.MINOR.PATCH".
GISA_EXPORT std::string_view version() noexcept;

}  // namespace gisa

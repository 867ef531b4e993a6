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
/// Queries are words, and words with signs where that is wanted: "exact phrase", +must -not,
/// AND OR NOT (), title: press: date:2024-01..2024-03, prefix*, NEAR/5, weight^2. gisa-query(7) has
/// the language. Pasted headlines need no escapes, and SearchRequest::syntax turns all signs off.
/// Programs may put queries together from parts instead (gisa/query.h).
///
/// Errors: every function that can fail throws gisa::Error (gisa/error.h), whose hint() says what
/// to do. Any query text is accepted: there are no query syntax errors. What looks like a slip is
/// read as words, of more than 8 KB the beginning is read, and SearchResult::notes says so.
///
/// Threads: any number of threads may use one Searcher at once, all of its members but moving and
/// destruction. Searches run in parallel, each with files and buffers of its own, which the next
/// one takes over. One that finds none opens the files once more, while others that are about to
/// begin or end wait for some milliseconds; if an indexer has removed them meanwhile, it waits
/// until another search ends.
///
/// Processes: the child of a fork() may go on with a Searcher, as its parent does, if no other
/// thread was using it at that moment.
///
/// Consistency: a Searcher shows the database as it was when opened or last refreshed, however long
/// an indexer works beside it. refresh() moves to the newest published state; searches that are
/// running then finish on the old one.
///
/// Servers: a stub may name servers of Xapian's (xapian-tcpsrv), which are asked with each search
/// (gisa-search(1), FILES). One that does not answer is an Error (kIo); the next search connects
/// anew. From the first connection on, Xapian lets the process ignore SIGPIPE.
///
/// Files are mapped. Damage is an Error (kCorrupt, kIo); but if somebody cuts a file while it is
/// open, or its disk goes, what had been read before raises SIGBUS, as for every mapped file.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"
#include "gisa/query.h"

namespace gisa {

/// A half-open range of bytes in a UTF-8 string.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const ByteRange&) const = default;
};

/// Something a user should know about how a query was read, or a word of it that no article has.
struct Note {
  std::string text;        ///< for people, one line without full stop
  std::size_t offset = 0;  ///< byte of the query that it is about
  bool operator==(const Note&) const = default;
};

/// In which order articles come. Each order is total and the same for every page of a result: pages
/// of one published state of a database neither overlap nor leave an article out. Equal scores
/// among the first 40 (20 of a query of one or two words) are put in order by date, newest first,
/// then by id; equal dates, and equal scores beyond, by the score of the index, then by where the
/// article lies in the database.
enum class Sort {
  kRelevance,  ///< best first
  kNewest,     ///< latest date first; undated articles last
  kOldest,     ///< earliest date first; undated articles last
  kRecent,     ///< best first, where the score of relevance is raised by 2 ^ (-age / half-life):
               ///< by 1 for the latest article of the database, .5 a SearchRequest::half_life
               ///< before it, nothing without a date
};

/// How much of the query an article holds.
enum class Match {
  kFull,     ///< every word of the query, and all that its signs demand
  kPartial,  ///< some words of it
};

/// How SearchRequest::query is read.
enum class Syntax {
  kQuery,  ///< as gisa-query(7) has it
  kWords,  ///< as words: quotes and operators mean nothing
};

/// Which articles are found.
enum class MatchMode {
  kAuto,  ///< words may be missing, what a sign or operator demands may not; where that finds
          ///< nothing, articles with some of the words. Sorted by date, partial matches are found
          ///< only if there is no full one
  kAll,   ///< full matches only: every word, or what means the same, and all else as written
  kAny,   ///< articles with some of the words, whatever signs and operators demand; exclusions,
          ///< fields and dates hold
};

/// What a facet counts by.
enum class FacetField { kPress, kSection, kReporter, kYear, kMonth, kDay };

/// A facet to be counted.
struct FacetRequest {
  FacetField field = FacetField::kPress;
  std::size_t limit = 10;  ///< how many values, the most frequent; 0: all. Dates are all listed
  bool operator==(const FacetRequest&) const = default;
};

struct SearchRequest {
  std::string query;  ///< what the user typed
  std::optional<Query> expression =
      std::nullopt;        ///< a query made by a program, instead of `query`
  std::size_t limit = 10;  ///< how many hits to return at most
  std::size_t offset = 0;  ///< how many hits to leave out at the front (pagination)
  Sort sort = Sort::kRelevance;
  std::chrono::seconds half_life =
      std::chrono::days(30);        ///< of Sort::kRecent; less than 1 second counts as 1
  bool snippets = true;             ///< false leaves snippet and all highlights empty, and
                                    ///< Hit::match full unless the words were relaxed
  std::size_t snippet_width = 160;  ///< longest snippet, in terminal columns (a Hangul syllable: 2,
                                    ///< an ellipsis at either end: 1); below 4 a mere ellipsis
  bool full_text = false;           ///< true fills Hit::text
  Syntax syntax = Syntax::kQuery;
  MatchMode match = MatchMode::kAuto;
  /// Articles that tell the same, as the reports of an agency in many papers do, are one hit: see
  /// Hit::similar. For some milliseconds.
  bool fold = false;
  bool explain = false;                   ///< true fills Hit::explanation, for some milliseconds
  std::vector<FacetRequest> facets = {};  ///< what to count by; see Facet
  /// The search ends about then, with the best so far; zero: when it is through. What is found is
  /// still shown: the first 10 hits of the page are complete however late it is.
  std::chrono::nanoseconds time_limit = std::chrono::nanoseconds::zero();
  std::stop_token stop = {};  ///< ends the search when triggered, from any thread: no further hits
};

/// What a term of the index contributed to a hit's first score.
struct TermScore {
  std::string term;   ///< the indexed text: two syllables, a word of letters, a number ...
  std::string word;   ///< the query word it is of, as typed, or a synonym's; normalized
  std::string part;   ///< what of the word it is: "bigram", "syllable", "word" ...
  double weight = 0;  ///< factor of its BM25 weight
  double rarity = 0;  ///< inverse document frequency
  double score = 0;   ///< BM25 times weight
};

/// A feature of the second stage; ARCHITECTURE.md, "Ranking", says what they mean.
struct FeatureScore {
  std::string name;
  double value = 0;
  double weight = 0;
  double score = 0;  ///< value times weight
};

/// How a hit got its score. The first stage adds the terms up to `bm25`; the second stage, which
/// only the first 40 candidates (20 of a query of one or two words) see, adds the features up to
/// the hit's score.
struct Explanation {
  double bm25 = 0;                     ///< of this article
  double best_bm25 = 0;                ///< of the best one; the feature "bm25" is their ratio
  std::vector<TermScore> terms;        ///< that the article has, most first
  std::vector<FeatureScore> features;  ///< empty if the second stage did not see the article
};

/// An article that tells the same as another one.
struct SimilarArticle {
  std::string id;
  std::string title;
  std::string date;
  std::string press;
  std::string url;
  std::string path;
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
  /// The whole body, paragraphs separated by '\n', if SearchRequest::full_text.
  std::optional<std::string> text = std::nullopt;
  std::vector<ByteRange> text_highlights = {};  ///< where the query matches, in `text`
  /// Other articles found that tell the same, best first, if SearchRequest::fold. The hit is then
  /// the earliest of them, with the score of the best; sorted by date it is the first. Two tell the
  /// same if most pairs of neighbouring words are in both, and neither has a sentence or figure
  /// that the other lacks. Sought among the best 100 articles, more where a page needs them.
  std::vector<SimilarArticle> similar = {};
  std::optional<Explanation> explanation = std::nullopt;  ///< if SearchRequest::explain
};

/// Number of articles that can be paged through; folded ones are counted one by one.
struct Total {
  enum class Relation {
    kExact,     ///< exactly `value`
    kAtLeast,   ///< `value` or more: time was up, or 20,000 texts were read (SearchResult::notes)
    kEstimate,  ///< about `value`
  };
  std::uint64_t value = 0;
  Relation relation = Relation::kExact;
};

/// A value of a facet.
struct FacetCount {
  std::string value;           ///< as an article spells it; 2024, 2024-01 or 2024-01-11 of dates
  std::uint64_t articles = 0;  ///< that have it
  bool operator==(const FacetCount&) const = default;
};

/// How the articles that match are spread over the values of a field.
///
/// Counted are all full matches of the query, on whatever page; with MatchMode::kAny, all articles
/// found. Up to 400 articles that may match are looked at, and the counts are exact. Beyond, they
/// are exact if filters and dates alone decide; words are verified in a sample of 200 and the
/// counts scaled by what stands, which `total.relation` says: kEstimate.
struct Facet {
  FacetField field = FacetField::kPress;
  Total total;                     ///< articles counted
  std::vector<FacetCount> counts;  ///< most frequent first, equal ones by name; dates in order
  std::uint64_t more = 0;          ///< values beyond FacetRequest::limit
  std::uint64_t absent = 0;        ///< articles counted that have no value
};

struct SearchResult {
  std::string query;               ///< the query as asked; an expression as gisa-query(7) has it
  Total total;                     ///< articles matching fully or partially
  std::vector<Hit> hits;           ///< at most SearchRequest::limit, in order
  double seconds = 0;              ///< wall-clock time of the search
  std::vector<Note> notes = {};    ///< how the query was read, where that may surprise
  std::string parse = {};          ///< the query as it was understood, in its plainest spelling
  std::vector<Facet> facets = {};  ///< as SearchRequest::facets has them
  /// The query as it may have to be spelled, where a word is in no article, or next to none, and
  /// another that differs in one jamo is in many; empty: nothing to suggest. Not searched. Sought
  /// for text with SearchRequest::snippets, of up to four words, if the hits lack one of them.
  std::string suggestion = {};
  /// The search ended early, by SearchRequest::time_limit or stop: better articles may be missing,
  /// `total` is what was found by then, and facets not counted in time are empty.
  bool timed_out = false;
};

/// What a database holds.
struct DatabaseInfo {
  std::uint64_t articles = 0;
  std::uint64_t segments = 0;
  std::uint64_t generation = 0;  ///< rises with every published change; of several, their sum
  std::string analyzer;          ///< fingerprint of the analysis rules
};

/// An open database. See the top of this file for errors, threads and consistency.
class GISA_EXPORT Searcher {
 public:
  /// Opens a database: the directory written by gisa-index, or a stub file that names several, or
  /// servers that have them, which are searched as one (gisa-search(1), FILES; relative paths are
  /// relative to the file).
  /// Throws Error: kNotFound, kNotADatabase, kNewerVersion, kAnalyzerMismatch, kCorrupt, kIo;
  /// kInvalidArgument if a stub names the same articles twice, or too many to be numbered as one,
  /// or deleted ones beside a server.
  explicit Searcher(const std::filesystem::path& database);
  ~Searcher();
  /// One that was moved from may be assigned to or destroyed, and nothing else.
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  /// Runs one query. An empty query has no hits. A query that ranks nothing (filters, dates and
  /// exclusions alone) has the newest articles first.
  /// Throws Error: kCorrupt, kIo.
  SearchResult search(const SearchRequest& request) const;

  /// Uses these synonyms from now on instead of the default ones; an empty text means none. A line
  /// each: `한은 = 한국은행` (either finds the other) or `코로나 => 코로나19` (one way); `#` begins
  /// a comment. Synonyms are found for plain words, not for words in quotes or with a sign. Nothing
  /// has to be indexed again. With any list, numbers and some names are also found as they are
  /// written otherwise: 4800 as 4천800, 서울중앙지방법원 as 서울중앙지법. `name` is for messages.
  /// Throws Error (kInvalidArgument) for a line that cannot be understood; the synonyms are then as
  /// before.
  void set_synonyms(std::string_view text, const std::string& name = "synonyms");

  /// Moves to the newest published state; true if there was a newer one. Cheap when there was none.
  /// Throws Error as the constructor does; searches then go on with the state there was.
  bool refresh();

  DatabaseInfo info() const;

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

/// The library's version, "MAJOR.MINOR.PATCH".
GISA_EXPORT std::string_view version() noexcept;

}  // namespace gisa

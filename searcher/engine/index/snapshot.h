/// One published state of a database, or of several as one, open for reading.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/articles/stored_article.h"
#include "common/articles/text_dictionary.h"
#include "searcher/engine/index/database_state.h"
#include "searcher/engine/index/interruption.h"
#include "searcher/engine/index/segment_set.h"
#include "searcher/engine/index/served_segment.h"

namespace gisa {

/// Deleted documents of each segment, by the segment's UUID; ids within it, ascending.
using DeletedBySegment = std::map<std::string, std::vector<std::uint32_t>>;

/// Its segments as one Xapian database, and which documents are deleted in it.
///
/// Everything a state names is immutable, so a snapshot stays valid for as long as it is open,
/// even when an indexer has replaced and removed its files meanwhile: all files are opened here.
class Snapshot {
 public:
  /// The newest state; `database` is a path as database_state.h has it. Throws Error: kNotFound,
  /// kNotADatabase, kNewerVersion, kAnalyzerMismatch, kCorrupt, kIo; kInvalidArgument if articles
  /// would be there twice.
  static std::shared_ptr<const Snapshot> open(const std::filesystem::path& database);

  /// The same state once more, for another thread: nothing of it is shared but what is never
  /// written. Throws Error (kCorrupt) if it is no longer there, kIo.
  std::shared_ptr<const Snapshot> open_again() const;

  static constexpr std::size_t kAllTerms = static_cast<std::size_t>(-1);

  /// The same object for all that open_again() has made of one.
  const std::shared_ptr<const DatabaseState>& state() const { return state_; }
  const Xapian::Database& database() const { return database_; }

  /// The segments one by one. Document d of segment i of n is (d - 1) * n + i + 1 in database().
  const std::vector<Xapian::Database>& segments() const { return segments_; }

  /// The same index, without Xapian as far as it is files.
  const SegmentSet& index() const { return *index_; }

  /// Whether servers have some of it. Xapian asks them, too, but takes neither deciders nor key
  /// makers nor posting sources of ours there.
  bool is_served() const { return !index_->are_files(); }

  /// The deleted documents of each segment, ascending.
  const std::vector<std::vector<std::uint32_t>>& deleted() const { return deleted_documents_; }

  /// An article as it was stored. Throws Error (kCorrupt), Xapian::Error.
  StoredArticle read(ArticleId article) const;

  /// The same, not yet decoded.
  DenseArticle read_dense(ArticleId article) const;

  /// The same, valid until this thread reads another one.
  DenseView view(ArticleId article) const;

  /// For who is going to read these: gets them underway from memory all at once, and from several
  /// servers at the same time.
  void prefetch(std::span<const ArticleId> articles) const;

  /// The same for who will ask for their lengths, too.
  void prefetch_to_rank(std::span<const ArticleId> articles) const;

  /// Calls `take(i, signature)` for each of these in turn with its signature (neighbours.h), which
  /// is valid meanwhile, or nothing if it was stored without.
  template <typename Take>
  void for_each_signature(std::span<const ArticleId> articles, Take take) const {
    read_beginnings(articles);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      auto signature = stored_signature(beginnings_[i]);
      std::string buffer;
      if (!signature) signature = stored_signature(stored(articles[i], buffer));
      take(i, signature);
    }
  }

  /// The time of an article as kTimeSlot has it; empty if it is undated. Throws Xapian::Error.
  std::string time_value(ArticleId article) const;

  /// Live articles.
  std::uint64_t article_count() const { return database_.get_doccount() - deleted_count_; }

  /// All live articles that a query finds, ascending, as far as time allows. Throws Xapian::Error.
  std::vector<ArticleId> find(const Xapian::Query& query, Interruption& interruption) const;

  /// All live articles that have terms, segment after segment.
  std::vector<ArticleId> articles_with(const TermExpression& terms) const;

  /// Before Xapian reads what a query and the times of articles need: throws Error (kCorrupt) if
  /// any of it is damaged.
  void verify(const Xapian::Query& query) const;

  /// The same before it goes through the terms that begin so, `most` of them.
  void verify_terms(std::string_view prefix, std::size_t most = kAllTerms) const;

  /// `query` without the deleted articles. The snapshot must outlive its use.
  Xapian::Query without_deleted(const Xapian::Query& query) const;

 private:
  Snapshot(std::shared_ptr<const DatabaseState> state, const Snapshot* known);

  void add(const DatabaseState::Place& place, const SegmentReader* opened);
  void refuse_twins() const;
  void refuse_deleted() const;
  void read_places(std::span<const ArticleId> articles) const;

  std::string_view stored(ArticleId article, std::string& buffer) const;
  void read_beginnings(std::span<const ArticleId> articles) const;
  template <typename Look>
  void look_at_segments(Look look) const;
  std::optional<SegmentIndex::StoredDocuments>& documents_of(ArticleId article) const;
  std::string_view served(ArticleId article) const;
  template <typename Ask>
  void ask_servers(std::span<const ArticleId> articles, Ask ask) const;

  std::shared_ptr<const DatabaseState> state_;
  Xapian::Database database_;
  std::vector<Xapian::Database> segments_;
  std::vector<std::string> names_;  // of the segments
  std::vector<std::string> uuids_;
  std::shared_ptr<const SegmentSet> index_;
  std::vector<const ServedSegment*> served_;  // of the segments; null: it is files
  mutable std::deque<std::optional<SegmentIndex::StoredDocuments>> documents_;  // of the files
  mutable std::vector<std::pair<ArticleId, std::string_view>> prefetched_;
  mutable std::vector<std::string_view> beginnings_;
  mutable std::vector<std::uint32_t> places_;
  DeletedBySegment deleted_;
  std::vector<std::vector<std::uint32_t>> deleted_documents_;
  TextDictionaries dictionaries_;
  std::uint64_t deleted_count_ = 0;
  mutable bool times_are_verified_ = false;
};

/// At most so many of some articles, spread evenly.
std::vector<ArticleId> spread(std::vector<ArticleId> articles, std::size_t most);

}  // namespace gisa

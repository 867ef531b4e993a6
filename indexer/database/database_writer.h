/// The writing side of a database directory: lock, segments, manifest.
///
/// One batch is published at a time:
///   1. new segments are built in building/, synced, and renamed to their final names;
///   2. lists of deleted documents and the catalogue of sources are written under new names;
///   3. the manifest that names all of these replaces the old one by rename: this is the commit;
///   4. files no manifest names any more are removed.
/// A crash before 3 leaves the old state and some files that the next writer removes; after 3, the
/// new state.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/articles/text_dictionary.h"
#include "common/database/manifest.h"
#include "indexer/database/source_catalog.h"

namespace gisa {

/// Where a live article stands.
struct ArticleLocation {
  std::size_t segment = 0;  ///< index into Manifest::segments
  std::uint32_t document = 0;
  auto operator<=>(const ArticleLocation&) const = default;
};

/// Finds articles by id among the published ones.
/// Threads: one a thread; it has the files open for itself.
class ArticleLookup {
 public:
  ArticleLookup(const std::filesystem::path& database, const Manifest& manifest);
  ~ArticleLookup();

  struct Found {
    ArticleLocation location;
    std::uint64_t content_hash = 0;
  };
  /// Throws Error (kCorrupt).
  std::optional<Found> find(std::string_view id) const;

 private:
  struct Segment;
  std::vector<std::unique_ptr<Segment>> segments_;
};

class DatabaseWriter {
 public:
  /// Opens or starts the database and locks it against other writers.
  /// Waits for another writer for `wait` at most, negative: as long as it takes, until
  /// request_stop(). Throws Error: kLocked, kNotADatabase, kAnalyzerMismatch, kNewerVersion,
  /// kCorrupt, kIo.
  explicit DatabaseWriter(const std::filesystem::path& database,
                          std::chrono::milliseconds wait = std::chrono::milliseconds::zero());
  ~DatabaseWriter();
  DatabaseWriter(const DatabaseWriter&) = delete;
  DatabaseWriter& operator=(const DatabaseWriter&) = delete;

  const std::filesystem::path& path() const { return database_; }
  const Manifest& manifest() const { return manifest_; }

  /// What was read so far; empty if nothing is known. Throws Error: kCorrupt, kIo.
  SourceCatalog load_catalog() const;

  /// A directory for work in progress, on the same file system; emptied when a writer opens or
  /// closes.
  const std::filesystem::path& building_directory() const { return building_; }

  /// The dictionary of the largest segment; null if it has none.
  std::shared_ptr<const TextDictionary> load_dictionary() const;

  /// Publishes a finished segment of `documents` (a directory; none if empty) and the deletion of
  /// older versions. Without a catalogue the one that is there stays.
  void publish(const std::filesystem::path& segment, std::uint64_t documents,
               const std::vector<ArticleLocation>& deletions,
               const SourceCatalog* catalog = nullptr);

  /// Merges what the policy says (merge_policy.h).
  void merge_segments(unsigned threads);

  /// Makes one segment of all, without the deleted documents.
  void optimize(unsigned threads);

  /// Live articles in the database.
  std::uint64_t count_articles() const;

  /// Bytes of all files of the database.
  std::uint64_t count_bytes() const;

 private:
  void make_directory();
  void lock(std::chrono::milliseconds wait);
  bool try_lock();
  void open_or_start();
  void commit(Manifest next);
  void remove_unnamed_files() const;
  std::string next_segment_name() const;
  std::filesystem::path adopt(const std::filesystem::path& segment, const std::string& name) const;
  void merge(const std::vector<std::size_t>& chosen, unsigned threads);

  std::filesystem::path database_;
  std::filesystem::path building_;
  Manifest manifest_;
  std::vector<std::filesystem::path> new_directories_;  // made here, with those above it
  int lock_fd_ = -1;
  bool is_new_directory_ = false;
};

}  // namespace gisa

/// One published state of a database, open for reading.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/manifest.h"
#include "common/text_dictionary.h"

namespace gisa {

/// Deleted documents of each segment, by the segment's UUID; ids within it, ascending.
using DeletedBySegment = std::map<std::string, std::vector<std::uint32_t>>;

/// The segments of a manifest as one Xapian database, and which documents are deleted in it.
///
/// Everything a manifest names is immutable, so a snapshot stays valid for as long as it is open,
/// even when an indexer has replaced and removed its files meanwhile: all files are opened here.
class Snapshot {
 public:
  /// Throws Error: kNotFound, kNotADatabase, kNewerVersion, kAnalyzerMismatch, kCorrupt, kIo.
  static std::shared_ptr<const Snapshot> open(const std::filesystem::path& database);

  /// The same state once more, for another thread: nothing of it is shared but what is never
  /// written. Throws Error (kCorrupt) if it is no longer on disk.
  std::shared_ptr<const Snapshot> open_again(const std::filesystem::path& database) const;

  const Manifest& manifest() const { return manifest_; }
  const Xapian::Database& database() const { return database_; }

  /// The segments one by one. Document d of segment i of n is (d - 1) * n + i + 1 in database().
  const std::vector<Xapian::Database>& segments() const { return segments_; }

  /// What decode_stored_article() needs for the articles of any segment.
  const TextDictionaries& dictionaries() const { return dictionaries_; }

  /// Live articles.
  std::uint64_t article_count() const { return database_.get_doccount() - deleted_count_; }

  /// `query` without the deleted articles. The snapshot must outlive its use.
  Xapian::Query without_deleted(const Xapian::Query& query) const;

 private:
  Snapshot(const std::filesystem::path& path, Manifest manifest, TextDictionaries known);

  Manifest manifest_;
  Xapian::Database database_;
  std::vector<Xapian::Database> segments_;
  std::vector<std::string> uuids_;  // of the segments
  DeletedBySegment deleted_;
  TextDictionaries dictionaries_;
  std::uint64_t deleted_count_ = 0;
};

}  // namespace gisa

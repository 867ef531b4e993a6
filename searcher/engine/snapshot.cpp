#include "searcher/engine/snapshot.h"

#include <algorithm>
#include <string>

#include "common/analyzer.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr int kTries = 10;  // an indexer may publish between our reading the manifest and the segments

void check_analyzer(const fs::path& path, const Manifest& manifest) {
  if (manifest.analyzer == Analyzer::fingerprint()) return;
  throw Error(ErrorCode::kAnalyzerMismatch,
              path.string() + " was indexed under other analysis rules (" + manifest.analyzer +
                  ", this version has " + std::string(Analyzer::fingerprint()) + ")",
              "index the articles again into a new directory with this version's gisa-index");
}

// Xapian opens the table of document data when it is first read; by then a merge may have removed it.
void open_all_tables(const Xapian::Database& segment) {
  const auto first = segment.postlist_begin("");
  if (first != segment.postlist_end("")) segment.get_document(*first).get_data();
}

}  // namespace

Snapshot::Snapshot(const fs::path& path) : manifest_(read_manifest(path)) {
  check_analyzer(path, manifest_);
  for (const SegmentEntry& entry : manifest_.segments) {
    try {
      const Xapian::Database segment((path / entry.name).string());
      open_all_tables(segment);
      database_.add_database(segment);
    } catch (const Xapian::Error& error) {
      throw Error(ErrorCode::kCorrupt,
                  "segment " + entry.name + " of " + path.string() + " cannot be read: " + error.get_msg(),
                  "index the articles again into a new directory");
    }
    deleted_.push_back(read_deleted(path, entry));
    deleted_count_ += deleted_.back().size();
  }
}

std::shared_ptr<const Snapshot> Snapshot::open(const fs::path& database) {
  for (int attempt = 1;; ++attempt) {
    try {
      return std::shared_ptr<const Snapshot>(new Snapshot(database));
    } catch (const Error& error) {
      const bool may_have_moved = error.code() == ErrorCode::kCorrupt || error.code() == ErrorCode::kNotFound;
      if (!may_have_moved || attempt == kTries || !has_manifest(database)) throw;
    }
  }
}

// Xapian interleaves the ids of several databases: global = (local - 1) * count + index + 1.
bool Snapshot::is_deleted(Xapian::docid document) const {
  const std::size_t count = deleted_.size();
  const std::size_t index = (document - 1) % count;
  return std::ranges::binary_search(deleted_[index],
                                    static_cast<std::uint32_t>((document - 1) / count + 1));
}

}  // namespace gisa

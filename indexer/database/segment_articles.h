/// The articles of a published segment, read by our own code: every block is compared with its
/// checksum, so what comes back is what was written, or an error that names the segment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/database/checksums.h"
#include "common/database/manifest.h"
#include "common/glass/table_reader.h"
#include "common/glass/version_file.h"

namespace gisa {

/// Threads: one thread at a time.
class SegmentArticles {
 public:
  /// Throws Error: kCorrupt, kIo.
  SegmentArticles(const std::filesystem::path& database, const SegmentEntry& entry);

  /// The documents that have a term, ascending. Throws Error: kCorrupt, kIo.
  std::vector<std::uint32_t> find(std::string_view term);

  /// What a document was stored as; empty if there is none. Throws Error: kCorrupt, kIo.
  std::string data(std::uint32_t document);

  /// Visits what every document was stored as, ascending, until `visit` returns false. Throws
  /// Error: kCorrupt, kIo; kCorrupt that `visit` throws gets the segment's name.
  void for_each(const std::function<bool(std::uint32_t document, std::string_view data)>& visit);

 private:
  SegmentArticles(std::filesystem::path segment, const SegmentChecksums& checksums);

  std::string whole(std::uint32_t document);

  const std::filesystem::path segment_;
  const glass::VersionFile version_;
  const glass::TableFile postlist_;
  const glass::TableFile docdata_;
  glass::TableCursor postings_{postlist_};
  glass::TableCursor documents_{docdata_};
  std::string key_;
};

}  // namespace gisa

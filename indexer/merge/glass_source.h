/// A segment on disk as the source of a merge. Any glass database without positions, spelling and
/// synonyms will do, also one made by Xapian.
///
/// Threads: as SegmentSource has it.
#pragma once

#include <filesystem>

#include "common/glass/table_reader.h"
#include "common/glass/version_file.h"
#include "indexer/merge/segment_source.h"

namespace gisa {

class GlassSource final : public SegmentSource {
 public:
  /// Opens the segment. Throws Error: kNotFound, kCorrupt, kNewerVersion, kIo.
  explicit GlassSource(const std::filesystem::path& segment);

  const glass::Statistics& statistics() const { return version_.statistics; }

  /// Metadata, ascending by name.
  std::vector<std::pair<std::string, std::string>> metadata() const;

  std::vector<DocumentLength> documents() const override;
  std::unique_ptr<TermCursor> terms(std::string_view from, std::string_view to) const override;
  std::vector<std::string> dividing_terms(std::size_t parts) const override;
  std::uint64_t posting_bytes() const override;
  std::unique_ptr<DocumentCursor> data() const override;
  void for_each_value(const ValueFunction& use) const override;

 private:
  GlassSource(const std::filesystem::path& segment, const SegmentChecksums& checksums);

  glass::VersionFile version_;
  glass::TableFile postlist_;
  glass::TableFile docdata_;
};

}  // namespace gisa

/// Segments written by our own code: what xapian_segments.h does through Xapian, some twenty times
/// faster.
///
/// The pipeline gives every thread an Inverter. When they are full, or the run is over:
///
///     std::vector<Inverter*> inverters = ...;                  // ids of one space, each id in one
///     of them write_glass_segment(inverters, building / "s1", 2);      // ids become 1, 2, 3 ...
///     in the same order sync_segment(building / "s1");
///
/// and later, with the tombstones of the manifest:
///
///     merge_glass_segments({{database / "s1", deleted}, {database / "s2", {}}}, building / "s3",
///     2);
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "indexer/inverter/inverter.h"
#include "indexer/merge/segment_merger.h"
#include "indexer/segment_writer.h"

namespace gisa {

/// Starts a segment in a directory that does not exist yet; document ids stay as they are given.
/// The segment is held in memory until finish(). Throws Error (kIo).
std::unique_ptr<SegmentWriter> make_glass_segment_writer(const std::filesystem::path& segment);

/// Writes what the inverters hold as one segment, with the metadata every segment carries.
/// `threads` work besides the calling one if more than 1. Throws Error (kIo).
SegmentTotals write_glass_segment(std::span<Inverter* const> inverters,
                                  const std::filesystem::path& segment, unsigned threads);

/// A segment on disk and the ids of its documents that are deleted, ascending.
struct SegmentToMerge {
  std::filesystem::path segment;
  std::vector<std::uint32_t> deleted;
};

/// Makes one segment of several, made by whichever writer. Ids are given anew, without gaps, in the
/// order of the arguments. Throws Error: kIo, kCorrupt.
SegmentTotals merge_glass_segments(std::span<const SegmentToMerge> sources,
                                   const std::filesystem::path& segment, unsigned threads);

}  // namespace gisa

/// Segments written by our own code, as finished glass tables: what xapian_segments.h does through
/// Xapian, more than ten times faster.
///
/// Each sink inverts its articles in memory (inverter/inverter.h). When its share of the memory is
/// full, it becomes a segment on disk ("spill"); when the run is over, all inverters and spills are
/// merged into the one segment that stays, so that without spills everything is written once. What
/// articles are stored as goes to its table at once (article_store.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "indexer/segments/segment_writer.h"

namespace gisa {

struct GlassOptions {
  unsigned threads = 1;  ///< as many sinks will be asked for, and as many threads merge
  std::uint64_t memory = 256u << 20;  ///< bytes that the inverters of all sinks may take together
};

/// Spills go to `scratch`, a directory.
std::unique_ptr<SegmentWriter> make_glass_segment_writer(const std::filesystem::path& scratch,
                                                         const GlassOptions& options);

/// A segment on disk and the ids of its documents that are deleted, ascending.
struct SegmentToMerge {
  std::filesystem::path segment;
  std::vector<std::uint32_t> deleted;
};

/// Makes one segment of several, made by whichever writer. Ids are given anew, without gaps, in the
/// order of the arguments. Returns the number of documents; not durable yet.
/// Throws Error: kIo, kCorrupt.
std::uint64_t merge_glass_segments(std::span<const SegmentToMerge> sources,
                                   const std::filesystem::path& segment, unsigned threads);

/// The dictionaries that the articles of a segment are compressed by. Throws Error: kIo, kCorrupt.
TextDictionaries read_dictionaries(const std::filesystem::path& segment);

}  // namespace gisa

/// Segments made through Xapian's public API: the reference for every other way.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "indexer/segment_writer.h"

namespace gisa {

/// Starts a segment in a directory that does not exist yet. Throws Error (kIo).
std::unique_ptr<SegmentWriter> make_xapian_segment_writer(const std::filesystem::path& segment);

/// Joins segments with disjoint, ascending ranges of document ids into one; ids stay as they are.
void join_segments(const std::vector<std::filesystem::path>& segments,
                   const std::filesystem::path& joined);

/// Joins any segments into one; ids are given anew, in the order of the arguments.
void concatenate_segments(const std::vector<std::filesystem::path>& segments,
                          const std::filesystem::path& joined);

/// Removes documents from a segment no reader can see yet.
void delete_documents(const std::filesystem::path& segment,
                      const std::vector<std::uint32_t>& documents);

/// Number of documents in a segment.
std::uint64_t count_documents(const std::filesystem::path& segment);

}  // namespace gisa

/// Writing one segment: an immutable index of a batch of articles.
///
/// The interface between the pipeline and the ways a segment can be made.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace gisa {

/// An article ready for the index.
struct IndexDocument {
  std::vector<std::pair<std::string, std::uint32_t>> terms;  ///< term, wdf; sorted, each once
  std::string time_value;                                    ///< for kTimeSlot; empty: undated
  std::string data;                                          ///< encode_stored_article()
};

class SegmentWriter {
 public:
  virtual ~SegmentWriter() = default;

  /// Adds a document under an id (from 1) that rises from call to call.
  virtual void add(std::uint32_t document_id, const IndexDocument& document) = 0;

  /// Completes the segment. Not durable yet: see sync_segment().
  virtual void finish() = 0;
};

/// Flushes every file of a finished segment, and its directory, to the disk. Throws Error (kIo).
void sync_segment(const std::filesystem::path& segment);

}  // namespace gisa

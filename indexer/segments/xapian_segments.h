/// Segments made through Xapian's public API: the reference for every other way, and what to fall
/// back on.
///
/// Each batch becomes a small database, and these are joined in their order by
/// Xapian::Database::compact. Small batches keep Xapian's in-memory inverter inside the processor's
/// cache: of all ways through the public API this is the fastest known.
#pragma once

#include <filesystem>
#include <memory>

#include "indexer/segments/segment_writer.h"

namespace gisa {

/// Batches are built in `scratch`, a directory.
std::unique_ptr<SegmentWriter> make_xapian_segment_writer(const std::filesystem::path& scratch);

}  // namespace gisa

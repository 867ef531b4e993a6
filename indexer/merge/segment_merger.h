/// Writes one segment from any number of sources: inverters in memory, segments on disk, or both.
///
///     Inverter first, second;                  // of two threads, document ids of one space
///     ...
///     const InverterSource source({&first, &second});
///     const MergeSource merge[] = {{&source, {}}};
///     write_segment(merge, directory, {.numbering = Numbering::kKeep, .threads = 2});
///
/// The segment is a glass database that every Xapian reader opens. Documents that are deleted are
/// left out, and statistics (frequencies, lengths, bounds) are those of the documents that remain.
/// Postings are cut into chunks of full size, however small they were before.
///
/// It has no term lists: without them a segment is smaller by a third and faster to write, and
/// cannot be modified, which gisa's never are (see common/database/manifest.h). Their table is
/// there and has no entries. What Xapian's tools do with it, as tried with 1.4.22:
///
/// | search, data, get_value(), delve | yes            |
/// | xapian-check, compact            | yes            |
/// | documents through xapian-tcpsrv  | without values |
/// | termlist_begin(), expand         | error          |
/// | opening for writing              | possible       |
/// | replace and delete documents     | error          |
///
/// Memory: 24 bytes a document, the values, one posting list per source, about 8 MB a thread, and
/// what reading inverters takes (inverter/inverter.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/database/checksums.h"
#include "common/glass/block.h"
#include "common/glass/version_file.h"
#include "indexer/merge/document_plan.h"

namespace gisa {

/// A table that was finished before its segment.
struct FinishedTable {
  std::filesystem::path file;
  glass::TableRoot root;
  FileChecksum checksum;
};

struct SegmentOptions {
  Numbering numbering = Numbering::kKeep;
  unsigned threads = 1;  ///< besides the calling one if more than 1
  std::size_t block_size = glass::kDefaultBlockSize;
  std::vector<std::pair<std::string, std::string>>
      metadata;  ///< name, value (not empty); any order
  /// Instead of what the sources have: the data of all documents of the segment. It is moved there.
  std::optional<FinishedTable> docdata{};
};

struct SegmentTotals {
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;
  std::uint64_t total_length = 0;  ///< sum of all wdf
};

/// Makes the directory `segment`, which must not exist, and writes the segment. Not durable yet:
/// see sync_segment(). Throws Error: kIo, kCorrupt (a source), kInvalidArgument; what was written
/// so far is then left behind, without a version file.
SegmentTotals write_segment(std::span<const MergeSource> sources,
                            const std::filesystem::path& segment, const SegmentOptions& options);

}  // namespace gisa

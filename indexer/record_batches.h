/// Cuts the input into batches of records: the unit of work of the indexing threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/file_walker.h"

namespace gisa {

/// One record: bytes that are one article, or a file still to be read.
struct RecordRef {
  const SourceFile* source = nullptr;
  std::uint64_t line = 0;  ///< 1-based; 0: the whole file
  std::string_view bytes;  ///< the line, inside RecordBatch::buffer; unset for a whole file
};

struct RecordBatch {
  std::uint64_t number = 0;          ///< from 0, in the order of the input
  std::uint32_t first_document = 1;  ///< document id of records[0]; the rest follow
  std::vector<RecordRef> records;
  std::shared_ptr<const std::string> buffer;  ///< what `bytes` points into
  std::uint64_t input_bytes = 0;              ///< of files, for progress
};

/// A line-oriented file that was read to its end, with the hash (XXH3) of its content.
struct FinishedSource {
  const SourceFile* source = nullptr;
  std::uint64_t hash = 0;
};

struct BatchLimits {
  std::uint64_t bytes = 1 << 20;  ///< of input a batch, about
  std::size_t records = 512;
};

/// Feeds `deliver` with batches of everything in `sources`, in order; stops when it returns false.
/// A file that cannot be opened or read goes to `report`; line-oriented files read to their end go
/// to `finished` after their last batch was delivered. Files that are one record are only named:
/// whoever works on the batch reads them.
void make_batches(const std::vector<const SourceFile*>& sources, const BatchLimits& limits,
                  const std::function<bool(RecordBatch)>& deliver,
                  const std::function<void(FinishedSource)>& finished,
                  const std::function<void(Problem)>& report);

}  // namespace gisa

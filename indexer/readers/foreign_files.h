/// Files that may hold articles, but in no form that is read: told by what they begin with, so that
/// whoever has them learns what they are and what to do.
///
/// Threads: every function may be called from any thread at once.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/bytes/byte_stream.h"

namespace gisa {

/// "a Parquet file; export it as CSV or JSONL": what a file that begins with `head`, some kilobytes
/// of it, is. Empty if it is none of these.
std::string describe_foreign_file(std::string_view head);

/// What a .zip is that is more than an archive.
struct ZipKind {
  bool is_workbook = false;  ///< .xlsx
  std::string foreign;       ///< of a document of another kind what it is, as above
};

/// Looks at the names of the first members. Throws Error (kBadInput) if the archive is damaged.
ZipKind look_into_zip(FileStream& file);

}  // namespace gisa

/// Reading what is left of a damaged table.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "common/database/checksums.h"

namespace gisa::glass {

/// What a block that can be believed says. `key` and `tag` are valid during the call.
using SalvagedEntry =
    std::function<void(std::string_view key, std::string_view tag, bool is_compressed)>;

/// Gives every whole entry of a table's leaves to `use`, in the order of the blocks on the disk,
/// without following the tree. Blocks whose checksum is wrong are passed over; without checksums
/// (null) those that make no sense. Of a table that was modified, entries may come that are gone,
/// and a key twice. A file that is missing has no entries. Throws Error (kIo), and what `use`
/// throws.
void salvage_table(const std::filesystem::path& file, const FileChecksum* checksum,
                   const SalvagedEntry& use);

}  // namespace gisa::glass

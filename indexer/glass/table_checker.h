/// Checks the tree of one table, block by block.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/glass/version_file.h"

namespace gisa::glass {

/// What is wrong with the table, one line each; empty if nothing. Besides what xapian-check looks
/// at: that leaves of a sequential table ascend in the file, that the number of entries is right,
/// that all free bytes lie where the header says, that the parts of long tags are complete, and
/// that the file ends where it should. Throws Error (kIo).
std::vector<std::string> check_table(const std::filesystem::path& file, const TableRoot& root,
                                     std::uint32_t revision);

}  // namespace gisa::glass

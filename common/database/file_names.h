/// Names of what gisa makes in the directory of a database, beside the manifest: segments and their
/// lists of deleted documents, catalogues of sources, each made once and never changed. Whatever
/// has another name is the user's.
///
///     segment_name(3)                    // s000003
///     deleted_file_name("s000003", 7)    // s000003.7.deleted
///     sources_file_name(7)               // sources.7
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gisa {

inline constexpr const char* kLockName = "lock";
inline constexpr const char* kBuildingName = "building";  ///< a directory, for what is unfinished

std::string segment_name(std::uint64_t number);

/// Nothing if it is no segment's name.
std::optional<std::uint64_t> segment_number(std::string_view name);

/// `generation`: of the manifest that names the file first.
std::string deleted_file_name(std::string_view segment, std::uint64_t generation);
std::string sources_file_name(std::uint64_t generation);

/// A list of deleted documents, by its name.
struct DeletedFileName {
  std::string_view segment;
  std::uint64_t generation = 0;
};
std::optional<DeletedFileName> read_deleted_file_name(std::string_view name);

/// The generation in the name of a catalogue of sources.
std::optional<std::uint64_t> sources_generation(std::string_view name);

/// Whether a database may have a file of this name, unfinished ones (`.new`) included.
bool is_database_file_name(std::string_view name);

}  // namespace gisa

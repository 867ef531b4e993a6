/// Whole files: reading, writing, and making durable. All throw Error (kIo).
///
/// Threads: any number at once; who writes a file is alone with it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace gisa {

/// The whole file as bytes. Throws Error: kNotFound, kIo.
std::string read_file(const std::filesystem::path& file);

/// The same in pieces of at most 64 KB. Throws Error: kNotFound, kIo.
void read_file_in_pieces(const std::filesystem::path& file,
                         const std::function<void(std::string_view piece)>& use);

/// Makes or replaces a file; not durable yet.
void write_file(const std::filesystem::path& file, std::string_view content);

/// Writes a file so that it either is there whole after a crash or not at all: temporary file,
/// fsync, rename, fsync of the directory.
void write_file_durably(const std::filesystem::path& file, std::string_view content);

/// Makes `target`, which must not exist, a copy of a file: durable, with the same access rights.
/// The directory is not synced. Gives the bytes. Throws Error: kNotFound (no `source`), kIo.
std::uint64_t copy_file_durably(const std::filesystem::path& source,
                                const std::filesystem::path& target);

/// Renames a file or directory, in the place of a file that has the name; not durable yet.
void move_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Flushes a file to the disk.
void sync_file(const std::filesystem::path& file);

/// Makes durable what was made, renamed or removed in a directory; empty: the current one.
void sync_directory(const std::filesystem::path& directory);

}  // namespace gisa

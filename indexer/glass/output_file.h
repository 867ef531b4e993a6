/// A file written from beginning to end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "common/database/checksums.h"

namespace gisa::glass {

/// Threads: one thread at a time.
class OutputFile {
 public:
  /// Creates the file, which must not exist. Throws Error (kIo).
  explicit OutputFile(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Appends. Throws Error (kIo).
  void write(std::string_view bytes);

  /// Reports errors the system held back until now. Returns the checksum of what was written.
  /// Throws Error (kIo).
  FileChecksum close();

 private:
  [[noreturn]] void fail(const char* what) const;
  void start_writeback();

  std::filesystem::path path_;
  int fd_ = -1;
  ChecksumMaker checksum_;
  std::uint64_t written_ = 0;
  std::uint64_t writing_back_ = 0;  // bytes whose way to the disk has been started
};

/// Creates a file of these bytes. Throws Error (kIo).
FileChecksum write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace gisa::glass

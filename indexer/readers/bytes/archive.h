/// Archives and compressed files, by libarchive: .gz .xz .zst .bz2 .lz4, .zip, .7z, .tar with any
/// of the first. A .gz is better read through a GzipStream (gzip_stream.h).
///
///     ArchiveReader archive(file);                 // a FileStream
///     while (archive.next()) use(archive.name(), archive.member());
///
/// Members come in the order of the archive. Anything that expands out of all proportion is
/// refused, so that a small file cannot keep a run busy for hours.
///
/// Threads: one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/bytes/byte_stream.h"

namespace gisa {

/// True if `head`, the first 512 bytes or more of a file or all it has, begins an archive or a
/// compressed file.
bool is_archive(std::string_view head);
/// The same for .zip and .7z alone, which are read from files only.
bool is_zip(std::string_view head);
bool is_7z(std::string_view head);

class ArchiveReader {
 public:
  /// Reads from the stream as it comes. Not for .zip and .7z. `is_decoded`: it is the content of a
  /// compressed file, so it need not be an archive.
  explicit ArchiveReader(ByteStream& stream, bool is_decoded = false);
  /// Reads from a regular file, from its beginning on. Several may read one file side by side.
  explicit ArchiveReader(FileStream& file);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  /// Moves to the next member that is a file. False at the end.
  /// Throws Error (kBadInput) if the archive is damaged here: nothing behind it can be read.
  bool next();

  /// The member's name, UTF-8 (names in CP949 are converted); empty in a compressed file that is no
  /// archive.
  const std::string& name() const;
  /// True if a password is needed.
  bool is_encrypted() const;
  /// The member's bytes. read() throws Error (kBadInput) where they are damaged.
  ByteStream& member();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Copies the stream into a file without a name, for formats that need one. Throws Error: kIo,
/// kBadInput.
std::unique_ptr<FileStream> spool(ByteStream& stream);

}  // namespace gisa

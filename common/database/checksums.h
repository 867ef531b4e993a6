/// Checksums of the files of a segment.
///
/// A segment carries them in a file `checksums` beside its tables, and the manifest has the hash of
/// that file: so a manifest stays one line a segment, a reader can judge every block as it is read,
/// whoever saves what is left of a damaged segment knows which blocks to believe, and a segment
/// proves itself even where the manifest is lost. Files are hashed while they are written.
///
///     ChecksumMaker maker;                          // one a file
///     maker.add(bytes);                             // from beginning to end, in any pieces
///     sums.files.push_back(maker.finish("postlist.glass"));    // of SegmentChecksums
///     write_checksums(segment, sums);
///     ...
///     check_segment_files(segment, manifest_hash);  // throws if it is not that
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gisa {

/// Bytes that one checksum stands for: the size of a block of a table.
inline constexpr std::size_t kCheckedBlock = 8192;

inline constexpr const char* kChecksumsName = "checksums";

struct FileChecksum {
  std::string name;
  std::uint64_t size = 0;             ///< bytes
  std::uint64_t hash = 0;             ///< XXH3 of the hashes of all blocks
  std::vector<std::uint32_t> blocks;  ///< XXH3 of each, the lower half; the last may be short
  bool operator==(const FileChecksum&) const = default;
};

/// What block_checksum() of a block of a file is to be.
std::uint32_t block_checksum(std::string_view block);

/// Threads: one thread at a time.
class ChecksumMaker {
 public:
  void add(std::string_view bytes);
  /// Once, behind all bytes.
  FileChecksum finish(std::string name);

 private:
  void add_block(std::string_view block);

  std::string pending_;  // of the block that is not full
  std::uint64_t size_ = 0;
  std::vector<std::uint64_t> hashes_;
};

/// Those of all files of a segment.
struct SegmentChecksums {
  std::vector<FileChecksum> files;

  /// Null if there is none of that name.
  const FileChecksum* find(std::string_view name) const;

  std::string serialize() const;
  /// Throws Error (kCorrupt).
  static SegmentChecksums deserialize(std::string_view bytes);
};

/// Reads a file as it is. Throws Error: kNotFound, kIo.
FileChecksum compute_checksum(const std::filesystem::path& file);

/// Writes the file `checksums`; not durable yet. Throws Error (kIo).
void write_checksums(const std::filesystem::path& segment, const SegmentChecksums& checksums);

/// The file `checksums` of a segment; nothing if it has none, as segments in the making. Throws
/// Error: kCorrupt, kIo.
SegmentChecksums read_checksums(const std::filesystem::path& segment);

/// What the manifest has of a segment: the hash of its file `checksums`. Throws Error: kCorrupt,
/// kIo.
std::uint64_t segment_hash(const std::filesystem::path& segment);

/// What is cheap to tell: that the segment is the one the manifest means, that its files have their
/// sizes, and that the smallest of them are whole. Throws Error (kCorrupt) naming it, kIo.
void check_segment_files(const std::filesystem::path& segment, std::uint64_t expected_hash);

/// Reads all files, and tells what is damaged in them. Throws Error (kIo).
std::vector<std::string> find_damage(const std::filesystem::path& segment,
                                     std::uint64_t expected_hash);

}  // namespace gisa

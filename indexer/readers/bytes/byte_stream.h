/// Streams of bytes that formats are read from: a file, a member of an archive, decoded text.
///
///     FileStream file("news.csv");
///     HeadStream input(file);
///     if (input.head(4).starts_with("PK")) ...       // looked at, still to be read
///     char block[4096];
///     while (const std::size_t size = input.read(block, sizeof block)) ...
///
/// Threads: a stream belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace gisa {

class ByteStream {
 public:
  ByteStream() = default;
  virtual ~ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  /// Up to `size` bytes (at least 1) into `out`; how many, and 0 only at the end.
  /// Throws Error: kIo if reading failed, kBadInput if what is read is damaged.
  virtual std::size_t read(char* out, std::size_t size) = 0;
};

/// A file, or standard input ("-").
class FileStream final : public ByteStream {
 public:
  /// Throws Error (kIo) if it cannot be opened.
  explicit FileStream(const std::filesystem::path& file);
  ~FileStream() override;

  std::size_t read(char* out, std::size_t size) override;

  /// The same from a place in a regular file, which read() goes on from where it was; so several
  /// may read the file side by side.
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t size);
  /// Bytes of a regular file.
  std::uint64_t size() const;

  /// Where the bytes that were read last end.
  std::uint64_t position() const { return position_; }

  bool is_regular_file() const { return is_regular_file_; }

 private:
  int fd_ = -1;
  bool owned_ = false;
  bool is_regular_file_ = false;
  std::uint64_t position_ = 0;
};

/// A stream whose beginning can be looked at before it is read.
class HeadStream final : public ByteStream {
 public:
  explicit HeadStream(ByteStream& source) : source_(source) {}

  /// The next `size` bytes, fewer if the stream ends before; they are still to be read. The view
  /// is valid until the next call.
  std::string_view head(std::size_t size);

  std::size_t read(char* out, std::size_t size) override;

 private:
  ByteStream& source_;
  std::string head_;
  std::size_t taken_ = 0;
};

/// Bytes in memory, which must outlive the stream.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : rest_(bytes) {}
  std::size_t read(char* out, std::size_t size) override;

 private:
  std::string_view rest_;
};

/// Everything that is left of `stream`. Throws Error (kBadInput) if that is more than `limit`
/// bytes.
std::string read_all(ByteStream& stream, std::size_t limit);

}  // namespace gisa

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/bytes/byte_stream.h"

namespace gisa {

/// The part of a stream that a reader of records looks at: grows at its end, shrinks at its front.
///
///     while (!found(window.view()) && window.more()) {}
///     window.drop(record_size);
///
/// Threads: one thread at a time.
class RecordWindow {
 public:
  explicit RecordWindow(ByteStream& stream) : stream_(stream) {}

  /// What is read and not yet dropped. Valid until more() or drop().
  std::string_view view() const { return std::string_view(bytes_).substr(begin_); }

  /// Reads the next block. False at the end of the stream.
  bool more();

  void drop(std::size_t bytes) {
    begin_ += bytes;
    position_ += bytes;
  }

  /// Bytes of the stream before the window.
  std::uint64_t position() const { return position_; }

 private:
  ByteStream& stream_;
  std::string bytes_;
  std::size_t begin_ = 0;
  std::uint64_t position_ = 0;
};

/// Bounds the work of looking again at bytes that were part of a broken record: a few times what
/// the file has, whatever is in it.
class RescanBudget {
 public:
  /// `bytes` were looked at and led to no record. False if it is not worth going on.
  bool spend(std::size_t bytes) { return (spent_ += bytes) <= allowed_; }
  /// `bytes` are behind us.
  void earn(std::size_t bytes) { allowed_ += 4 * bytes; }

 private:
  std::uint64_t spent_ = 0;
  std::uint64_t allowed_ = 64 << 20;
};

}  // namespace gisa

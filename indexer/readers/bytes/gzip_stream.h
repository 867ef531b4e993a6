/// The content of a .gz, also of several in a row. libarchive reads these, too, but does not give
/// what it has decoded of the block in which a file is cut, nor compares the checksum.
///
/// Threads: one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/bytes/byte_stream.h"

namespace gisa {

/// True if `head`, some bytes of a file, begins a .gz.
bool is_gzip(std::string_view head);

/// Throws Error (kBadInput) for what expands so far that it is no text.
void check_expansion(std::uint64_t taken_in, std::uint64_t given_out);

class GzipStream final : public ByteStream {
 public:
  /// `source` must outlive it.
  explicit GzipStream(ByteStream& source);
  ~GzipStream() override;

  /// Gives all that can be decoded before it throws.
  std::size_t read(char* out, std::size_t size) override;

  /// True if what was read up to a checksum is not what was compressed. The stream ends there.
  bool has_wrong_checksum() const { return has_wrong_checksum_; }

 private:
  struct Inflater;

  bool refill();

  ByteStream& source_;
  std::unique_ptr<Inflater> inflater_;
  std::string block_;
  std::uint64_t taken_in_ = 0;
  std::uint64_t given_out_ = 0;
  bool is_between_ = false;  // behind one .gz, where another may begin
  bool at_end_ = false;
  bool has_wrong_checksum_ = false;
  std::string failure_;  // thrown when what was decoded before it has been given
};

}  // namespace gisa

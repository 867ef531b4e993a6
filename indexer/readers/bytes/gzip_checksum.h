#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gisa {

/// Compares what came out of a .gz with the checksum at its end, which libarchive passes over.
///
/// The end tells the number of bytes as well: where that is another one the file is several .gz in
/// a row, or something follows, and nothing is known of the checksum.
///
/// Threads: one thread at a time.
class GzipChecksum {
 public:
  /// The next bytes of the file.
  void add_compressed(std::string_view bytes);
  /// The next bytes of its content.
  void add_content(std::string_view bytes);

  /// To be asked at the end of both.
  bool is_wrong() const;

 private:
  static constexpr std::size_t kTrailer = 8;  // bytes: CRC-32 and size

  std::string last_;  // of the file
  std::uint32_t crc_ = 0;
  std::uint32_t size_ = 0;  // modulo 2^32, as it is stored
};

}  // namespace gisa

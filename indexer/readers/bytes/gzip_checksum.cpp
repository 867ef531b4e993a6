#include "indexer/readers/bytes/gzip_checksum.h"

#include <zlib.h>

#include <algorithm>

namespace gisa {
namespace {

// Little-endian.
std::uint32_t read_number(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i]));
  };
  return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
}

}  // namespace

void GzipChecksum::add_compressed(std::string_view bytes) {
  last_ += bytes.substr(bytes.size() - std::min(bytes.size(), kTrailer));
  last_.erase(0, last_.size() - std::min(last_.size(), kTrailer));
}

void GzipChecksum::add_content(std::string_view bytes) {
  if (bytes.empty()) return;  // without an address zlib begins anew
  size_ += static_cast<std::uint32_t>(bytes.size());
  const auto* const first = reinterpret_cast<const Bytef*>(bytes.data());
  crc_ = static_cast<std::uint32_t>(::crc32_z(crc_, first, bytes.size()));
}

bool GzipChecksum::is_wrong() const {
  if (last_.size() < kTrailer || read_number(last_, 4) != size_) return false;
  return read_number(last_, 0) != crc_;
}

}  // namespace gisa

#include "indexer/readers/gzip_checksum.h"

#include <algorithm>
#include <cstddef>

namespace gisa {
namespace {

constexpr std::size_t kStep = 8;  // bytes taken at once
using Tables = std::array<std::array<std::uint32_t, 256>, kStep>;

// tables[k][b]: what byte b does to the checksum when k bytes follow it.
constexpr Tables make_tables() {
  constexpr std::uint32_t kPolynomial = 0xEDB88320;
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? kPolynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < kStep; ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[k - 1][byte];
      tables[k][byte] = before >> 8 ^ tables[0][before & 0xFF];
    }
  }
  return tables;
}

constexpr Tables kTables = make_tables();

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
  size_ += static_cast<std::uint32_t>(bytes.size());
  std::size_t at = 0;
  for (; at + kStep <= bytes.size(); at += kStep) {
    const std::uint32_t low = read_number(bytes, at) ^ crc_;
    const std::uint32_t high = read_number(bytes, at + 4);
    crc_ = kTables[7][low & 0xFF] ^ kTables[6][low >> 8 & 0xFF] ^ kTables[5][low >> 16 & 0xFF] ^
           kTables[4][low >> 24] ^ kTables[3][high & 0xFF] ^ kTables[2][high >> 8 & 0xFF] ^
           kTables[1][high >> 16 & 0xFF] ^ kTables[0][high >> 24];
  }
  for (; at < bytes.size(); ++at) {
    crc_ = crc_ >> 8 ^ kTables[0][(crc_ ^ static_cast<unsigned char>(bytes[at])) & 0xFF];
  }
}

bool GzipChecksum::is_wrong() const {
  if (last_.size() < kTrailer || read_number(last_, 4) != size_) return false;
  return read_number(last_, 0) != (crc_ ^ 0xFFFFFFFF);
}

}  // namespace gisa

#include "common/database/checksums.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <system_error>

#include "common/database/small_file.h"
#include "common/messages/messages.h"
#include "common/system/files.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "gisasum1";
constexpr std::uint64_t kSmallFile = 4096;  // bytes; read whole wherever a segment is opened

std::string read_checksums_file(const fs::path& segment) {
  try {
    return read_file(segment / kChecksumsName);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kNotFound) throw;
    throw damage_error(
        tr_format("segment {} is damaged: {} is missing", segment.string(), kChecksumsName));
  }
}

SegmentChecksums read_expected(const fs::path& segment, std::uint64_t expected_hash) {
  const std::string bytes = read_checksums_file(segment);
  if (XXH3_64bits(bytes.data(), bytes.size()) != expected_hash) {
    throw damage_error(tr_format("segment {} is damaged: {} is not what the manifest says",
                                 segment.string(), kChecksumsName));
  }
  return SegmentChecksums::deserialize(bytes);
}

// What is wrong with a file, in words; empty if nothing is.
std::string compare(const FileChecksum& expected, const FileChecksum& found) {
  if (found == expected) return {};
  if (found.size != expected.size) {
    return tr_format("{} has {} bytes instead of {}", expected.name, found.size, expected.size);
  }
  std::size_t damaged = 0;
  std::size_t first = 0;
  for (std::size_t i = expected.blocks.size(); i-- > 0;) {
    if (expected.blocks[i] == found.blocks[i]) continue;
    ++damaged;
    first = i;
  }
  if (damaged == 0) return tr_format("{} has a wrong checksum", expected.name);
  return tr_format("{} has a wrong checksum in {} of {} blocks, the first at byte {}",
                   expected.name, damaged, found.blocks.size(), first * kCheckedBlock);
}

std::string missing(const FileChecksum& file) { return tr_format("{} is missing", file.name); }

}  // namespace

std::uint32_t block_checksum(std::string_view block) {
  return static_cast<std::uint32_t>(XXH3_64bits(block.data(), block.size()));
}

void ChecksumMaker::add_block(std::string_view block) {
  hashes_.push_back(XXH3_64bits(block.data(), block.size()));
}

void ChecksumMaker::add(std::string_view bytes) {
  size_ += bytes.size();
  if (!pending_.empty()) {
    const std::size_t taken = std::min(kCheckedBlock - pending_.size(), bytes.size());
    pending_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (pending_.size() < kCheckedBlock) return;
    add_block(pending_);
    pending_.clear();
  }
  for (; bytes.size() >= kCheckedBlock; bytes.remove_prefix(kCheckedBlock)) {
    add_block(bytes.substr(0, kCheckedBlock));
  }
  pending_.append(bytes);
}

FileChecksum ChecksumMaker::finish(std::string name) {
  if (!pending_.empty()) add_block(pending_);
  FileChecksum sum{std::move(name), size_, 0, {}};
  sum.hash = XXH3_64bits(hashes_.data(), hashes_.size() * sizeof(std::uint64_t));
  for (const std::uint64_t hash : hashes_) sum.blocks.push_back(static_cast<std::uint32_t>(hash));
  return sum;
}

const FileChecksum* SegmentChecksums::find(std::string_view name) const {
  const auto found = std::ranges::find(files, name, &FileChecksum::name);
  return found == files.end() ? nullptr : &*found;
}

std::string SegmentChecksums::serialize() const {
  SmallFileWriter out;
  for (const FileChecksum& file : files) {
    out.text(file.name);
    out.number(file.size);
    out.number(file.hash);
    out.number(file.blocks.size());
    out.bytes({reinterpret_cast<const char*>(file.blocks.data()),
               file.blocks.size() * sizeof(std::uint32_t)});
  }
  return out.finish(kMark);
}

SegmentChecksums SegmentChecksums::deserialize(std::string_view bytes) {
  SmallFileReader reader(kMark, bytes, kChecksumsName);
  SegmentChecksums sums;
  while (!reader.is_at_end()) {
    FileChecksum file;
    file.name = reader.text();
    file.size = reader.number();
    file.hash = reader.number();
    const std::uint64_t blocks = reader.number();
    if (blocks != (file.size + kCheckedBlock - 1) / kCheckedBlock ||
        file.name.find('/') != std::string::npos || file.name.empty()) {
      reader.fail();
    }
    const std::string_view values = reader.bytes(blocks * sizeof(std::uint32_t));
    file.blocks.resize(blocks);
    if (blocks > 0) std::memcpy(file.blocks.data(), values.data(), values.size());
    sums.files.push_back(std::move(file));
  }
  return sums;
}

FileChecksum compute_checksum(const fs::path& file) {
  ChecksumMaker maker;
  read_file_in_pieces(file, [&](std::string_view piece) { maker.add(piece); });
  return maker.finish(file.filename().string());
}

void write_checksums(const fs::path& segment, const SegmentChecksums& checksums) {
  write_file(segment / kChecksumsName, checksums.serialize());
}

SegmentChecksums read_checksums(const fs::path& segment) {
  std::error_code ignored;
  if (!fs::exists(segment / kChecksumsName, ignored)) return {};
  try {
    return SegmentChecksums::deserialize(read_checksums_file(segment));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt) throw;
    throw damage_error(
        tr_format("{} is damaged: {}", (segment / kChecksumsName).string(), error.what()));
  }
}

std::uint64_t segment_hash(const fs::path& segment) {
  const std::string bytes = read_checksums_file(segment);
  return XXH3_64bits(bytes.data(), bytes.size());
}

void check_segment_files(const fs::path& segment, std::uint64_t expected_hash) {
  for (const FileChecksum& expected : read_expected(segment, expected_hash).files) {
    const fs::path file = segment / expected.name;
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    std::string problem;
    if (error == std::errc::no_such_file_or_directory) {
      problem = missing(expected);
    } else if (error) {
      throw io_error("cannot read {}: {}", file, error.value());
    } else if (size != expected.size || size <= kSmallFile) {
      problem = compare(expected, size == expected.size ? compute_checksum(file)
                                                        : FileChecksum{expected.name, size, 0, {}});
    }
    if (!problem.empty()) {
      throw damage_error(tr_format("segment {} is damaged: {}", segment.string(), problem));
    }
  }
}

std::vector<std::string> find_damage(const fs::path& segment, std::uint64_t expected_hash) {
  std::vector<std::string> problems;
  SegmentChecksums checksums;
  try {
    checksums = read_expected(segment, expected_hash);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt) throw;
    return {error.what()};
  }
  for (const FileChecksum& expected : checksums.files) {
    try {
      const std::string problem = compare(expected, compute_checksum(segment / expected.name));
      if (!problem.empty()) problems.push_back(problem);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kNotFound) throw;
      problems.push_back(missing(expected));
    }
  }
  return problems;
}

}  // namespace gisa

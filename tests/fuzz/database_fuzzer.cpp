// Any bytes may stand in the files of a database, with checksums that are right or wrong: they are
// read, or refused as damaged.

#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "common/database/checksums.h"
#include "common/database/manifest.h"
#include "common/database/schema.h"
#include "common/glass/keys.h"
#include "common/glass/posting_reader.h"
#include "common/glass/table_reader.h"
#include "common/glass/version_file.h"
#include "gisa/error.h"
#include "indexer/database/source_catalog.h"
#include "indexer/glass/salvage.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

// A tree may be a maze, and entries lie upon each other; checksums keep out of it who is no
// stranger.
constexpr int kMostSteps = 2000;
constexpr int kMostPostings = 200;

const fs::path& directory() {
  static const fs::path made = [] {
    fs::path path = fs::temp_directory_path() / ("gisa-fuzz-" + std::to_string(::getpid()));
    fs::create_directories(path);
    return path;
  }();
  return made;
}

template <typename Read>
void expect_damage_or_nothing(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    require(error.code() != ErrorCode::kInternal);
  }
}

std::string number(std::uint64_t value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::string framed(std::string_view magic, std::string_view body) {
  return std::string(magic) + number(XXH3_64bits(body.data(), body.size())) + std::string(body);
}

void fuzz_manifest(std::string_view input) {
  std::string text = "# gisa " + std::to_string(kFormatVersion) + "\n" + std::string(input) + "\n";
  char checksum[64];
  std::snprintf(checksum, sizeof checksum, "# checksum %016llx\n# end\n",
                static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
  for (const std::string& content : {text + checksum, std::string(input)}) {
    write_file(directory() / kManifestName, content);
    expect_damage_or_nothing([&] {
      const Manifest manifest = read_manifest(directory());
      for (const SegmentEntry& entry : manifest.segments) {
        require(entry.name.find('/') == std::string::npos);
        require(entry.deleted_file.find('/') == std::string::npos);
      }
    });
  }
}

void fuzz_lists(std::string_view input) {
  for (const std::string& content : {framed("gisasum1", input), std::string(input)}) {
    expect_damage_or_nothing([&] { (void)SegmentChecksums::deserialize(content); });
  }
  for (const std::string& content :
       {framed("gisasrc1", input), framed("gisasrc2", input), std::string(input)}) {
    expect_damage_or_nothing([&] { (void)SourceCatalog::deserialize(content); });
  }
  write_file(directory() / "deleted", framed("gisadel1", input));
  expect_damage_or_nothing([&] { (void)read_deleted(directory(), {"s000001", 9, 0, "deleted"}); });
}

void read_postings(std::string_view tag, std::uint32_t first) {
  glass::PostingChunk chunk;
  if (!glass::parse_posting_chunk(tag, first, chunk)) return;
  int steps = 0;
  glass::PostingReader it(chunk.first, chunk.body);
  for (; !it.at_end() && ++steps < kMostPostings; it.next()) (void)it.wdf();
}

void fuzz_table(std::string_view input) {
  if (input.size() < 4) return;
  glass::TableRoot root;
  root.level = static_cast<unsigned char>(input[0]) % 3;
  root.block_size = glass::kDefaultBlockSize;
  root.root = static_cast<unsigned char>(input[1]);
  root.entries = 1;
  root.is_fake = false;
  input.remove_prefix(2);
  // Blocks of which only the ends are given: a block is mostly the gap between.
  std::string content;
  while (input.size() > 2) {
    const std::size_t head =
        std::min<std::size_t>(static_cast<unsigned char>(input[0]), input.size() - 1);
    std::string block(glass::kDefaultBlockSize, '\0');
    input.substr(1, head).copy(block.data(), head);
    input.remove_prefix(1 + head);
    if (input.empty()) break;
    const std::size_t tail =
        std::min<std::size_t>(static_cast<unsigned char>(input[0]), input.size() - 1);
    input.substr(1, tail).copy(block.data() + block.size() - tail, tail);
    input.remove_prefix(1 + tail);
    content += block;
  }
  root.blocks = static_cast<std::uint32_t>(content.size() / glass::kDefaultBlockSize);
  if (root.blocks == 0) return;
  root.root %= root.blocks;
  const fs::path file = directory() / "postlist.glass";
  write_file(file, content);
  for (const auto access : {glass::TableFile::Access::kRead, glass::TableFile::Access::kMap}) {
    expect_damage_or_nothing([&] {
      const glass::TableFile table(file, root, access);
      glass::TableCursor cursor(table);
      int steps = 0;
      std::string term;
      std::uint32_t document = 0;
      for (bool there = cursor.next(); there && ++steps < kMostSteps; there = cursor.next()) {
        (void)glass::parse_posting_key(cursor.key(), term, document);
        read_postings(cursor.tag(), document);
      }
      (void)cursor.seek("b");
      (void)table.dividing_keys(4);
    });
  }
  glass::salvage_table(file, nullptr, [](std::string_view key, std::string_view tag, bool) {
    require(!key.empty());
    read_postings(tag, 0);
  });
}

void fuzz_version(std::string_view input) {
  const std::string magic{"\x0F\x0DXapian Glass\x04\x6E", 16};
  write_file(directory() / glass::kVersionFileName, magic + std::string(input));
  expect_damage_or_nothing([&] { (void)glass::read_version_file(directory()); });
}

void fuzz(std::string_view input) {
  const int part = static_cast<unsigned char>(input.front()) % 4;
  input.remove_prefix(1);
  switch (part) {
    case 0:
      fuzz_manifest(input);
      break;
    case 1:
      fuzz_lists(input);
      break;
    case 2:
      fuzz_table(input);
      break;
    default:
      fuzz_version(input);
  }
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // A block of 8 KB takes as few as two bytes.
  gisa::require_linear_time(size, std::chrono::microseconds(500), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}

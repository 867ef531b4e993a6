#include "common/database/checksums.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <random>
#include <string>

#include "common/system/files.h"
#include "gisa/error.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

std::string random_bytes(std::size_t size, unsigned seed) {
  std::mt19937 dice(seed);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(dice());
  return bytes;
}

TEST(Checksums, ThePiecesThatAreAddedDoNotMatter) {
  for (const std::size_t size : {0u, 1u, 8191u, 8192u, 8193u, 16384u, 50000u}) {
    const std::string bytes = random_bytes(size, 1);
    ChecksumMaker whole;
    whole.add(bytes);
    const FileChecksum expected = whole.finish("x");
    EXPECT_EQ(expected.size, size);
    ASSERT_EQ(expected.blocks.size(), (size + kCheckedBlock - 1) / kCheckedBlock);
    for (std::size_t i = 0; i < expected.blocks.size(); ++i) {
      const std::string_view block =
          std::string_view(bytes).substr(i * kCheckedBlock, kCheckedBlock);
      EXPECT_EQ(expected.blocks[i], block_checksum(block));
    }
    for (const std::size_t piece : {1u, 100u, 8192u, 10000u}) {
      ChecksumMaker pieces;
      for (std::size_t at = 0; at < size; at += piece) {
        pieces.add(std::string_view(bytes).substr(at, piece));
      }
      EXPECT_EQ(pieces.finish("x"), expected) << size << " in pieces of " << piece;
    }
  }
}

// Databases that were written before are read on.
TEST(Checksums, AreAsTheyWere) {
  ChecksumMaker maker;
  for (int i = 0; i < 1000; ++i) maker.add("한국은행 기준금리");
  EXPECT_EQ(maker.finish("x").hash, 0x0D70B75A18E8E00C);
}

TEST(Checksums, AreNotBelievedForTheirHash) {
  for (const FileChecksum& strange : {
           FileChecksum{"../x", 5, 1, {2}},
           FileChecksum{"", 5, 1, {2}},
           FileChecksum{"a block too many", 5, 1, {2, 3}},
           FileChecksum{"one too few", 8193, 1, {2}},
           FileChecksum{"none at all", 1, 1, {}},
       }) {
    EXPECT_THROW(SegmentChecksums::deserialize(SegmentChecksums{{strange}}.serialize()), Error)
        << strange.name;
  }
  const SegmentChecksums full{{{"x", 8192, 1, {2}}}};
  EXPECT_EQ(SegmentChecksums::deserialize(full.serialize()).files, full.files);
}

class SegmentChecksumsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    write_file(segment_ / "small", random_bytes(100, 2));
    write_file(segment_ / "large", random_bytes(30000, 3));
    write_file(segment_ / "empty", "");
    SegmentChecksums sums;
    for (const char* name : {"small", "large", "empty"}) {
      sums.files.push_back(compute_checksum(segment_ / name));
    }
    write_checksums(segment_, sums);
    hash_ = segment_hash(segment_);
  }

  void flip(const char* name, std::size_t at) {
    std::string bytes = read_file(segment_ / name);
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    write_file(segment_ / name, bytes);
  }

  ErrorCode code_of_check(std::uint64_t hash) const {
    try {
      check_segment_files(segment_, hash);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::kInternal;
  }

  const TemporaryDirectory directory_;
  const std::filesystem::path segment_ = directory_.path();
  std::uint64_t hash_ = 0;
};

TEST_F(SegmentChecksumsTest, ComeBack) {
  const SegmentChecksums sums = read_checksums(segment_);
  ASSERT_EQ(sums.files.size(), 3u);
  EXPECT_EQ(*sums.find("large"), compute_checksum(segment_ / "large"));
  EXPECT_EQ(sums.find("none"), nullptr);
  EXPECT_NO_THROW(check_segment_files(segment_, hash_));
  EXPECT_TRUE(find_damage(segment_, hash_).empty());
}

TEST_F(SegmentChecksumsTest, TellWhatIsDamaged) {
  flip("large", 20000);
  EXPECT_NO_THROW(check_segment_files(segment_, hash_)) << "only sizes and small files";
  const auto problems = find_damage(segment_, hash_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0], "large has a wrong checksum in 1 of 4 blocks, the first at byte 16384");
}

TEST_F(SegmentChecksumsTest, SmallFilesAndSizesAreSeenAtOnce) {
  flip("small", 50);
  EXPECT_EQ(code_of_check(hash_), ErrorCode::kCorrupt);
  flip("small", 50);
  EXPECT_NO_THROW(check_segment_files(segment_, hash_));
  write_file(segment_ / "large", random_bytes(29999, 3));
  EXPECT_EQ(code_of_check(hash_), ErrorCode::kCorrupt);
  std::filesystem::remove(segment_ / "large");
  EXPECT_EQ(code_of_check(hash_), ErrorCode::kCorrupt);
  EXPECT_EQ(find_damage(segment_, hash_), std::vector<std::string>{"large is missing"});
}

TEST_F(SegmentChecksumsTest, OfAnotherSegmentAreNoneOfThis) {
  EXPECT_EQ(code_of_check(hash_ + 1), ErrorCode::kCorrupt);
  EXPECT_EQ(find_damage(segment_, hash_ + 1).size(), 1u);
}

TEST_F(SegmentChecksumsTest, AnyBitOfThemThatIsFlippedShows) {
  const std::size_t size = read_file(segment_ / kChecksumsName).size();
  for (std::size_t at = 0; at < size; ++at) {
    flip(kChecksumsName, at);
    EXPECT_THROW(read_checksums(segment_), Error) << at;
    EXPECT_EQ(code_of_check(hash_), ErrorCode::kCorrupt) << at;
    flip(kChecksumsName, at);
  }
  std::filesystem::remove(segment_ / kChecksumsName);
  EXPECT_EQ(code_of_check(hash_), ErrorCode::kCorrupt) << "they are missing";
  EXPECT_EQ(find_damage(segment_, hash_).size(), 1u);
  EXPECT_TRUE(read_checksums(segment_).files.empty()) << "as in a segment in the making";
}

}  // namespace
}  // namespace gisa

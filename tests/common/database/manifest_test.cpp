#include "common/database/manifest.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xxhash.h>

#include <fstream>
#include <string>

#include "gisa/error.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

ErrorCode error_of(const std::filesystem::path& database) {
  try {
    read_manifest(database);
  } catch (const Error& error) {
    EXPECT_FALSE(error.hint().empty()) << "every error says what to do";
    return error.code();
  }
  ADD_FAILURE() << "no error";
  return ErrorCode::kInternal;
}

// A manifest of these lines, with their checksum.
void write_lines(const std::filesystem::path& database, const std::string& text) {
  const std::string checksum = fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
  write_file(database / kManifestName, text + "# checksum " + checksum + "\n# end\n");
}

TEST(Manifest, ComesBack) {
  const TemporaryDirectory directory;
  Manifest manifest;
  manifest.analyzer = "0123456789abcdef";
  manifest.generation = 7;
  manifest.sources_file = "sources.7";
  manifest.segments = {{"s000003", 39839, 0xFEDCBA9876543210, "s000003.7.deleted"},
                       {"s000004", 1000, 7, ""}};
  write_manifest(directory.path(), manifest);
  EXPECT_EQ(read_manifest(directory.path()), manifest);
}

TEST(Manifest, ErrorsSayWhatIsWrong) {
  const TemporaryDirectory directory;
  EXPECT_EQ(error_of(directory.path() / "none"), ErrorCode::kNotFound);
  EXPECT_EQ(error_of(directory.path()), ErrorCode::kNotADatabase);
  struct Case {
    const char* content;
    ErrorCode expected;
    const char* trap;
  };
  const Case cases[] = {
      {"glass elsewhere\n", ErrorCode::kNotADatabase, "a stub somebody else wrote"},
      {"# gisa 99\n# analyzer x\n", ErrorCode::kNewerVersion, "newer"},
      {"# gisa 2\n# analyzer x\n# end\n", ErrorCode::kAnalyzerMismatch, "older"},
      {"# gisa 4\n", ErrorCode::kCorrupt, "cut short"},
      {"# gisa 4\n# analyzer x\n", ErrorCode::kCorrupt, "cut short behind a line"},
      {"# gisa one\n", ErrorCode::kCorrupt, "no number"},
      {"# gisa 4\n# analyzer x\n# segment s000001 1 2\n# checksum 0000000000000000\n# end\n",
       ErrorCode::kCorrupt, "a wrong checksum"},
      {"", ErrorCode::kNotADatabase, "empty"},
  };
  for (const Case& c : cases) {
    std::ofstream(directory.path() / kManifestName) << c.content;
    EXPECT_EQ(error_of(directory.path()), c.expected) << c.trap;
  }
}

TEST(Manifest, OfTheVersionBeforeIsRead) {
  const TemporaryDirectory directory;
  write_lines(directory.path(), "# gisa 3\n# analyzer x\n# generation 7\n");
  EXPECT_EQ(read_manifest(directory.path()).generation, 7U);
}

TEST(Manifest, IsNotBelievedForItsChecksum) {
  const TemporaryDirectory directory;
  write_lines(directory.path(),
              "# gisa 4\n# analyzer x\n# segment s000001 1 a s000001.2.deleted\n");
  EXPECT_EQ(read_manifest(directory.path()).segments[0].hash, 10U);
  for (const char* line : {
           "# segment ../evil 1 0\n",
           "# segment . 1 0\n",
           "# segment a/b 1 0\n",
           "# segment s000001 1 0 ../evil\n",
           "# sources /evil\n",
           "# segment s000001 1x 0\n",
           "# segment s000001 -1 0\n",
           "# segment s000001 1 g\n",
           "# segment s000001\n",
           "# generation 18446744073709551616\n",
       }) {
    write_lines(directory.path(), std::string("# gisa 4\n# analyzer x\n") + line);
    EXPECT_EQ(error_of(directory.path()), ErrorCode::kCorrupt) << line;
  }
  write_lines(directory.path(), "# gisa 4\n# generation 7\n");
  EXPECT_EQ(error_of(directory.path()), ErrorCode::kCorrupt) << "no analyzer";
}

TEST(Manifest, AnyBitThatIsFlippedShows) {
  const TemporaryDirectory directory;
  Manifest manifest;
  manifest.analyzer = "0123456789abcdef";
  manifest.generation = 7;
  manifest.sources_file = "sources.7";
  manifest.segments = {{"s000003", 39839, 5, "s000003.7.deleted"}, {"s000004", 1000, 7, ""}};
  write_manifest(directory.path(), manifest);
  const std::string whole = read_file(directory.path() / kManifestName);
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    write_file(directory.path() / kManifestName, damaged);
    EXPECT_THROW(read_manifest(directory.path()), Error) << "bit " << bit;
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_file(directory.path() / kManifestName, std::string_view(whole).substr(0, size));
    EXPECT_THROW(read_manifest(directory.path()), Error) << size << " bytes";
  }
}

TEST(Manifest, DeletedDocuments) {
  const TemporaryDirectory directory;
  const SegmentEntry entry{"s000001", 10, 0, "s000001.2.deleted"};
  write_deleted(directory.path(), entry.deleted_file, {1, 5, 4000000000});
  EXPECT_EQ(read_deleted(directory.path(), entry), (std::vector<std::uint32_t>{1, 5, 4000000000}));
  EXPECT_TRUE(read_deleted(directory.path(), {"s000001", 10, 0, ""}).empty());
  const std::string whole = read_file(directory.path() / entry.deleted_file);
  const auto expect_corrupt = [&](const std::string& trap) {
    try {
      read_deleted(directory.path(), entry);
      ADD_FAILURE() << trap;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kCorrupt) << trap;
    }
  };
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_file(directory.path() / entry.deleted_file, std::string_view(whole).substr(0, size));
    expect_corrupt(std::to_string(size) + " bytes");
    std::string damaged = whole;
    damaged[size] = static_cast<char>(damaged[size] ^ 1);
    write_file(directory.path() / entry.deleted_file, damaged);
    expect_corrupt("byte " + std::to_string(size));
  }
  std::filesystem::remove(directory.path() / entry.deleted_file);
  expect_corrupt("missing");
  write_deleted(directory.path(), entry.deleted_file, {});
  EXPECT_TRUE(read_deleted(directory.path(), entry).empty());
}

}  // namespace
}  // namespace gisa

#include "common/manifest.h"

#include <gtest/gtest.h>

#include <fstream>

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

TEST(Manifest, ComesBack) {
  const TemporaryDirectory directory;
  Manifest manifest;
  manifest.analyzer = "0123456789abcdef";
  manifest.generation = 7;
  manifest.sources_file = "sources.7";
  manifest.segments = {{"s000003", 39839, "s000003.7.deleted"}, {"s000004", 1000, ""}};
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
      {"# gisa 2\n", ErrorCode::kCorrupt, "cut short"},
      {"# gisa 2\n# analyzer x\n", ErrorCode::kCorrupt, "cut short behind a line"},
      {"# gisa one\n", ErrorCode::kCorrupt, "no number"},
      {"# gisa 2\n# analyzer x\n# segment ../evil 1\n", ErrorCode::kCorrupt,
       "a way out of the directory"},
      {"", ErrorCode::kNotADatabase, "empty"},
  };
  for (const Case& c : cases) {
    std::ofstream(directory.path() / kManifestName) << c.content;
    EXPECT_EQ(error_of(directory.path()), c.expected) << c.trap;
  }
}

TEST(Manifest, DeletedDocuments) {
  const TemporaryDirectory directory;
  const SegmentEntry entry{"s000001", 10, "s000001.2.deleted"};
  write_deleted(directory.path(), entry.deleted_file, {1, 5, 4000000000});
  EXPECT_EQ(read_deleted(directory.path(), entry), (std::vector<std::uint32_t>{1, 5, 4000000000}));
  EXPECT_TRUE(read_deleted(directory.path(), {"s000001", 10, ""}).empty());
  std::string content = read_file(directory.path() / entry.deleted_file);
  content.back() ^= 1;
  write_file_durably(directory.path() / entry.deleted_file, content);
  EXPECT_THROW(read_deleted(directory.path(), entry), Error);
}

}  // namespace
}  // namespace gisa

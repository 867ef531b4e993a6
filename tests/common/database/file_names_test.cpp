#include "common/database/file_names.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(FileNames, AreReadBack) {
  for (const std::uint64_t number : {1u, 42u, 999999u, 1000000u, 4000000000u})
    EXPECT_EQ(segment_number(segment_name(number)), number);
  EXPECT_EQ(segment_name(3), "s000003");
  const std::string name = deleted_file_name("s000003", 7);
  const auto list = read_deleted_file_name(name);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->segment, "s000003");
  EXPECT_EQ(list->generation, 7u);
}

TEST(FileNames, TellWhatIsTheUsers) {
  for (const char* name : {"XAPIANDB", "XAPIANDB.new", "lock", "building", "s000001", "s1000000",
                           "s000001.2.deleted", "s000001.2.deleted.new", "sources.12"})
    EXPECT_TRUE(is_database_file_name(name)) << name;
  for (const char* name : {"", ".", "NOTES.txt", "XAPIANDB.bak", "s1", "s000001.txt", "s000001foo",
                           "s00000x", "sources", "sources.txt", "sources.", "s1.2.deleted",
                           "s000001.deleted", "my.deleted", ".new", "lock~"})
    EXPECT_FALSE(is_database_file_name(name)) << name;
}

}  // namespace
}  // namespace gisa

#include "common/text/file_name.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(FileName, IsText) {
  struct Case {
    std::string_view name;
    std::string_view text;
    const char* trap;
  };
  const Case cases[] = {
      {"", "", "nothing"},
      {"news/기사 1.txt", "news/기사 1.txt", "as it is"},
      {"\xb1\xe2\xbb\xe7.txt", "\\xb1\\xe2\\xbb\\xe7.txt", "CP949"},
      {"a\xea\xb0", "a\\xea\\xb0", "a character cut short"},
      {"a\xea\xb0/b", "a\\xea\\xb0/b", "a directory of that kind"},
      {"a\\b\\x.txt", "a\\b\\x.txt", "backslashes that escape nothing"},
      {"\\xb1", "\\x5cxb1", "what looks like the escape of another name"},
      {"\\x5cxb1", "\\x5cx5cxb1", "and of this one"},
      {"\\xB1\\xg0", "\\xB1\\xg0", "never written so"},
      {"\x1b[31m", "\x1b[31m", "control characters are for whoever shows it"},
  };
  for (const Case& c : cases) EXPECT_EQ(file_name_text(c.name), c.text) << c.trap;
}

}  // namespace
}  // namespace gisa

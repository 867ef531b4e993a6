#include "common/articles/article.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

using Names = std::vector<std::string_view>;

TEST(Article, NamesOfReporters) {
  EXPECT_EQ(split_names(""), Names());
  EXPECT_EQ(split_names("홍길동"), Names({"홍길동"}));
  EXPECT_EQ(split_names("홍길동, 김 철수 ,"), Names({"홍길동", "김 철수"}));
  EXPECT_EQ(split_names(" , ,"), Names());                                      // nobody
  EXPECT_EQ(split_names("홍길동,김철수,홍길동"), Names({"홍길동", "김철수"}));  // signed twice
}

}  // namespace
}  // namespace gisa

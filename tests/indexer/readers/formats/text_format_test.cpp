#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

using namespace std::string_literals;

TEST(Text, WholeFileIsTheBody) {
  struct Case {
    std::string file;
    std::string body;
  };
  const Case cases[] = {
      {"[홍길동 기자]\n첫 문단.\r\n", "[홍길동 기자]\n첫 문단.\r\n"},  // as found
      {"\xEF\xBB\xBF가", "가"},
      {"긴 글 속에 \xff 하나", "긴 글 속에 \uFFFD 하나"},
      {"긴 글이 끝에서 잘림 \xEA\xB0", "긴 글이 끝에서 잘림 \uFFFD"},  // one sequence, one mark
      {"a\0b"s, "a\0b"s},
      {"\xC7\xD1\xB1\xDB \xB1\xE2\xBB\xE7", "한글 기사"},  // CP949
      {"\x94\xEE \xB1\xE2\xBB\xE7", "뷁 기사"},            // what EUC-KR lacks
      {"\xFF\xFE\x5C\xD5\x00\xAE"s, "한글"},               // UTF-16
      {"\xFE\xFF\xD5\x5C"s, "한"},
      {"\x5C\xD5\x00\xAE\x20\x00\x30\xAE\xAC\xC0"s, "한글 기사"},  // without a mark
      {"\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD"},  // marks that were there are not broken
  };
  for (const Case& c : cases) {
    const Article article = parse("text", c.file);
    EXPECT_EQ(article.body, c.body);
    EXPECT_TRUE(article.title.empty() && article.id.empty() && article.path.empty());
  }
}

TEST(Text, Errors) {
  struct Case {
    std::string file;
    const char* reason;
  };
  std::string binary;
  for (int i = 0; i < 256; ++i) binary += static_cast<char>(i * 37 | 0x80);
  const Case cases[] = {
      {"", "empty file"},
      {" \r\n\t\n", "empty file"},
      {"\xEF\xBB\xBF", "empty file"},
      {"\u3000\u00A0\n", "empty file"},
      {"\x89PNG\xff\xd8\xff\x80\x80\x80", "no readable text"},
      {binary, "no readable text"},
  };
  for (const Case& c : cases) {
    for (const char* format : {"text", "markdown"}) {
      const std::string got = reason(format, c.file);
      EXPECT_EQ(got.substr(0, std::string_view(c.reason).size()), c.reason) << c.file;
    }
  }
}

}  // namespace
}  // namespace gisa

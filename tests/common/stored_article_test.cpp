#include "common/stored_article.h"

#include <gtest/gtest.h>

#include "gisa/error.h"

namespace gisa {
namespace {

Article sample() {
  return {.id = "a-1",
          .title = "제목",
          .body = std::string(300, 'x') + "본문\n둘째",
          .date = "2025-06-11",
          .press = "느티일보",
          .section = "경제",
          .reporter = "홍길동,김철수",
          .url = "https://news.example/1",
          .path = "a.jsonl"};
}

TEST(StoredArticle, ComesBack) {
  const Article article = sample();
  const std::string bytes = encode_stored_article(article, 0x0123456789abcdef);
  const StoredArticle stored = decode_stored_article(bytes);
  EXPECT_EQ(stored.content_hash, 0x0123456789abcdefu);
  EXPECT_EQ(stored.id, article.id);
  EXPECT_EQ(stored.title, article.title);
  EXPECT_EQ(stored.body, article.body);
  EXPECT_EQ(stored.date, article.date);
  EXPECT_EQ(stored.press, article.press);
  EXPECT_EQ(stored.section, article.section);
  EXPECT_EQ(stored.reporter, article.reporter);
  EXPECT_EQ(stored.url, article.url);
  EXPECT_EQ(stored.path, article.path);
}

TEST(StoredArticle, DamageIsAnError) {
  const std::string bytes = encode_stored_article(sample(), 1);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(decode_stored_article(bytes.substr(0, size)), Error) << size;
  }
  EXPECT_THROW(decode_stored_article(bytes + "x"), Error);
  std::string huge = bytes;
  huge[9] = '\xff';
  EXPECT_THROW(decode_stored_article(huge), Error);
}

TEST(StoredArticle, HashTellsFieldsApart) {
  Article a, b;
  a.title = "가나";
  b.title = "가";
  b.body = "나";
  EXPECT_NE(content_hash(a), content_hash(b));
  EXPECT_EQ(content_hash(a), content_hash(Article(a)));
}

}  // namespace
}  // namespace gisa

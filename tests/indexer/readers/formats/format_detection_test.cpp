#include <gtest/gtest.h>

#include "indexer/readers/formats/format_detection.h"

namespace gisa {
namespace {

TEST(Detection, ByContentThenByName) {
  const struct {
    const char* head;
    const char* by_name;
    const char* format;
  } cases[] = {
      {"<?xml version=\"1.0\"?><articles><article><title>가</title></article></articles>", "",
       nullptr},
      {"<?xml version=\"1.0\"?><html><article>가</article></html>", "", "html"},
      {"{\"title\":\"가\"}\n{\"title\":\"나\"}\n", "", "jsonl"},
      {"{\"title\":\"가\"}\n", "json", "jsonl"},
      {"{\"title\":\"가", "jsonl", "jsonl"},
      {"{\"title\":\"가", "json", "json"},
      {"{\n \"title\": \"가\"\n}", "jsonl", "json"},
      {"[{\"title\":\"가\"}", "jsonl", "json"},
      {"[\n {\"title\":\"가\"}", "text", "json"},
      {"{\"name\":\"x\",\"documents\":[{\"id\":\"1\"", "jsonl", "json"},
      {"{\"title\":\"가\"}", "text", "jsonl"},
      {"[홍길동 기자]\n본문", "text", "text"},
      {"[홍길동 기자]\n본문", "", nullptr},
      {"{본문}", "text", "text"},
      {"제목,본문,일자\n가,나,다\n", "text", "csv"},
      {"title\tbody\n", "", "csv"},
      {"제목은 이렇고, 본문은 저렇다\n", "text", "text"},
      {"a,b\n", "csv", "csv"},
      {"<?xml version=\"1.0\"?>\n<!-- x --><NewsML>", "", "newsml"},
      {"<?xml version=\"1.0\"?><dump><NewsItem>", "", "newsml"},
      {"<rss version=\"2.0\">", "text", "rss"},
      {"<feed xmlns=\"a\">", "", "rss"},
      {"<?xml version=\"1.0\"?><svg/>", "", nullptr},
      {"<!DOCTYPE html>\n<html>", "", "html"},
      {"<html>", "text", "html"},
      {"<html><table><tr><td>목록</td></tr><tr><td>제목</td><td>본문</td></tr>", "", "table"},
      {"<table><tr><th>제목<th>본문", "html", "table"},
      {"<html><article>가<table><tr><th>제목<th>본문", "html", "html"},
      {"<html><table><tr><th>제목</th><td>본문은 이렇다</td></tr></table>", "", "html"},
      {"<html><table><tr><td>a<td>b", "table", "table"},
      {"제목\t본문\n", "table", "csv"},
      {"<속보> 눈이 왔다", "text", "text"},
      {"---\ntitle: 가\n---\n", "text", "markdown"},
      {"all:\n\techo\n", "", nullptr},
      {"", "text", "text"},
  };
  for (const auto& c : cases) {
    const ArticleFormat* format =
        detect_format(c.head, find_article_format(c.by_name), FieldNames::usual());
    EXPECT_EQ(format == nullptr ? "none" : format->name(), c.format == nullptr ? "none" : c.format)
        << c.head << " named " << c.by_name;
  }
}

}  // namespace
}  // namespace gisa

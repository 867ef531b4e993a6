#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

using namespace std::string_literals;

TEST(Newsml, Items) {
  const auto item = [](const std::string& id, const std::string& headline) {
    return "<NewsItem><NewsItemId>" + id + "</NewsItemId><HeadLine><![CDATA[" + headline +
           "]]></HeadLine><ByLine>홍길동 기자</ByLine><DateLine>20030904T175841+0900</DateLine>"
           "<NewsComponent><NewsComponent><Role FormalName=\"Caption\"/><DataContent>사진 설명이 "
           "길고 "
           "길다</DataContent></NewsComponent><NewsComponent><Role FormalName=\"OriginMain\"/>"
           "<ContentItem><DataContent><p>가</p><p>나</p></DataContent></ContentItem></"
           "NewsComponent>"
           "</NewsComponent><Comment>느티일보</Comment></NewsItem>";
  };
  const std::string fields =
      " | body=\n가\n\n나\n | date=20030904T175841+0900 | press=느티일보 | reporter=홍길동 기자";
  check(
      "newsml",
      {
          {"<?xml version=\"1.0\"?><NewsML>" + item("1", "&apos;가&apos;") + item("2", "나") +
               "</NewsML>",
           {"1: id=1 | title=&apos;가&apos;" + fields, "2: id=2 | title=나" + fields}},
          {"<NewsML>" + item("1", "가</NewsItem>") + "</NewsML>",
           {"1: id=1 | title=가</NewsItem>" + fields}},
          {"<NewsML>" + item("1", "가") + "<NewsItem><HeadLine>나</NewsItem>" + item("3", "다"),
           {"1: id=1 | title=가" + fields, "2! invalid XML", "3: id=3 | title=다" + fields}},
          {"<NewsML>" + item("1", "가").substr(0, 200) + item("2", "나"),
           {"1! invalid XML", "2: id=2 | title=나" + fields}},
          {"<NewsML></NewsML>", {"0! no article in it"}},
          // As korea.kr gives its articles out; a title is none where there is a headline.
          {"<response><body><NewsItem><NewsItemId>1</NewsItemId><Title>가</"
           "Title><DataContents><![CDATA["
           "<p>나</p>]]></DataContents><ApproveDate>03/05/2024 10:00:00</ApproveDate><MinisterCode>"
           "느티부</MinisterCode><OriginalUrl>u</OriginalUrl></NewsItem></body></response>",
           {"1: id=1 | title=가 | body=<p>나</p> | date=2024/03/05 10:00:00 | press=느티부 | "
            "url=u"}},
          {"<NewsML><NewsItem><Title>x</Title><HeadLine>가</HeadLine></NewsItem></NewsML>",
           {"1: title=가"}},
      });
}

TEST(Feed, RssAndAtom) {
  check(
      "rss",
      {
          {"<rss><channel><title>느티일보 | 경제</title><item><title>가 &amp; 나&nbsp;S&P</title>"
           "<link>https://n.example/1</link><description>짧게</description>"
           "<content:encoded><![CDATA[<p>길게</p>]]></content:encoded>"
           "<pubDate>Tue, 05 Mar 2024 14:30:00 GMT</pubDate><dc:creator>홍길동</dc:creator>"
           "<category>경제</category><category>금융</category><category>경제</category></item></"
           "channel></rss>",
           {"1: id=https://n.example/1 | title=가 & 나\u00A0S&P | body=<p>길게</p> | date=Tue, 05 "
            "Mar "
            "2024 14:30:00 GMT | press=느티일보 | section=경제, 금융 | reporter=홍길동 | "
            "url=https://n.example/1"}},
          {"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>오늘</title><entry><id>tag:1</id>"
           "<title>가</title><link rel=\"self\" href=\"x\"/><link href=\"https://n.example/2\"/>"
           "<updated>2024-03-05T14:30:00Z</updated><author><name>홍길동</name><email>a@b.c</email>"
           "</author><source><id>s</id><title>느티일보</title></source><summary>나</summary></"
           "entry></feed>",
           {"1: id=tag:1 | title=가 | body=나 | date=2024-03-05T14:30:00Z | press=느티일보 | "
            "reporter=홍길동 | url=https://n.example/2"}},
          {"<rss><item><title>가</title></item><item><title>나</item><item><title>다</title></"
           "item></rss>",
           {"1: title=가", "2! invalid XML", "3: title=다"}},
      });
}

TEST(Feed, EntitiesAreNotExpanded) {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'j'; ++c) {
    bomb += "<!ENTITY "s + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += "&"s + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb +=
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><item><title>가&j;&f;</title></item></rss>";
  MemoryStream text(bomb);
  EXPECT_EQ(read("rss", text), std::vector<std::string>{"1: title=가"});
}

}  // namespace
}  // namespace gisa

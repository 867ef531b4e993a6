// Formats that hold many records, HTML, encodings and the detection of all: tables of small texts.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"
#include "indexer/readers/article_format.h"
#include "indexer/readers/format_detection.h"
#include "indexer/readers/text_encoding.h"
#include "tests/support/show_article.h"

namespace gisa {
namespace {

using namespace std::string_literals;

// Articles as "place: fields", problems as "place! reason".
class Collector final : public RecordSink {
 public:
  bool add_article(Article&& article, RecordPlace place) override {
    seen.push_back(std::to_string(place.number) + ": " + show(article));
    return seen.size() < limit;
  }
  void add_problem(RecordPlace place, std::string reason) override {
    seen.push_back(std::to_string(place.number) + "! " + reason);
  }
  void add_note(RecordPlace place, std::string note) override {
    seen.push_back(std::to_string(place.number) + "! note: " + note);
  }
  std::vector<std::string> seen;
  std::size_t limit = 1'000'000;
};

// Gives a byte at a time, so that everything is cut everywhere.
class Trickle final : public ByteStream {
 public:
  explicit Trickle(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* out, std::size_t size) override {
    return bytes_.read(out, size > 0 ? 1 : 0);
  }

 private:
  MemoryStream bytes_;
};

std::vector<std::string> read(const char* format, ByteStream& text,
                              const FieldNames& names = FieldNames::usual()) {
  Collector collector;
  const auto* stream = dynamic_cast<const StreamFormat*>(find_article_format(format));
  stream->read_records(text, names, collector);
  return collector.seen;
}

struct Case {
  std::string text;
  std::vector<std::string> seen;  // problems: how they begin
};

void check(const char* format, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    MemoryStream whole(c.text);
    Trickle trickle(c.text);
    const auto seen = read(format, whole);
    EXPECT_EQ(read(format, trickle), seen) << c.text;
    ASSERT_EQ(seen.size(), c.seen.size()) << c.text << "\n" << testing::PrintToString(seen);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const bool is_problem = c.seen[i].find('!') < c.seen[i].find(':');
      EXPECT_EQ(is_problem ? seen[i].substr(0, c.seen[i].size()) : seen[i], c.seen[i]) << c.text;
    }
  }
}

TEST(JsonFormat, ArraysDocumentsAndObjects) {
  check(
      "json",
      {
          {R"([{"title":"가","body":"나"},{"title":"다","body":"라"}])",
           {"1: title=가 | body=나", "2: title=다 | body=라"}},
          {"[\n  {\n    \"title\": \"가\"\n  }\n]\n", {"1: title=가"}},
          {R"({"title":"가"}{"title":"나"})", {"1: title=가", "2: title=나"}},
          {"{\n\"title\": \"가\", \"x\": {\"y\": [1, {}]}\n}\n{\"title\": \"나\"}",
           {"1: title=가", "2: title=나"}},
          // AI-Hub: the outer name is none of an article.
          {R"({"name":"x","documents":[{"id":"1","title":"가","text":[[{"index":0,"sentence":"나."},)"
           R"({"index":1,"sentence":"다."}],[{"index":2,"sentence":"라."}]]}]})",
           {"1: id=1 | title=가 | body=나. 다.\n라."}},
          // NIKL: the outer title and year are those of the file.
          {R"({"id":"N","metadata":{"title":"모둠","year":"2018"},"document":[{"id":"N.1",)"
           R"("metadata":{"title":"가","date":"20240101"},"paragraph":[{"id":"1","form":"<p>나</p>"}]}]})",
           {"1: id=N.1 | title=가 | body=<p>나</p> | date=20240101"}},
          {R"({"took":1,"hits":{"total":{"value":1},"hits":[{"_id":"7","_source":{"title":"가"}}]}})",
           {"1: title=가"}},
          {R"({"response":{"body":{"items":[{"title":"가"}],"page":{"n":1}}}} )", {"1: title=가"}},
          {R"({"items":[{"title":"가"}],"page":{"n":1},"x":"{"} )", {"1: title=가"}},
          // A list of that name in an article is none of records.
          {R"({"title":"가","data":["x"]})", {"1: title=가"}},
          {"[]", {}},
          // Brackets and quotes in texts.
          {R"([{"title":"가 \" } ] ["},{"title":"나"}])", {"1: title=가 \" } ] [", "2: title=나"}},
      });
}

TEST(JsonFormat, TextUnderAnUnknownKey) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "가 나 ";
  check("json", {
                    {R"([{"title":"가","줄거리":")" + text + R"("},{"title":"나"}])",
                     {"1! note: no key is known as the body; not read: 줄거리; ", "1: title=가",
                      "2: title=나"}},
                    {R"([{"title":"가","body":"나","줄거리":")" + text + R"("}])",
                     {"1: title=가 | body=나"}},
                    {R"([{"title":"가","x":"짧다","y":[")" + text + R"("],"z":")" +
                         std::string(200, 'x') + R"("}])",
                     {"1: title=가"}},
                });
}

TEST(JsonFormat, ABrokenRecordCostsNoOther) {
  check(
      "json",
      {
          {R"([{"title":"가"},{"x":1},{"title":"나"}])",
           {"1: title=가", "2! no body and no title", "3: title=나"}},
          {R"([{"title":"가"},{"title":"나,"x":1},{"title":"다"},{"title":"라"}])",
           {"1: title=가", "2! invalid JSON", "3: title=다", "4: title=라"}},
          {"[{\"title\":\"가\"},\n{\"title\":\"나},\n{\"title\":\"다\"}]",
           {"1: title=가", "2! invalid JSON", "3: title=다"}},
          {R"([{"title":"가"},{"title":"나)", {"1: title=가", "2! invalid JSON: no closing brace"}},
          {R"([{"title":"가"},{"title":{"title":"나"},{"title":"다"}])",
           {"1: title=가", "2! invalid JSON", "3: title=나", "4: title=다"}},
          // Its end was within it: what follows is not told from strings by counting quotes.
          {"[{\"title\":\"가\"},{\"title\":나}다\",\"x\":\"y\"},{\"title\":\"라\"},"
           "{\"title\":\"마\"}]",
           {"1: title=가", "2! invalid JSON", "3: title=라", "4: title=마"}},
          {R"([{"title":"가"},{"title":나}, null,{"title":"다"}])",
           {"1: title=가", "2! invalid JSON", "3: title=다"}},
          {R"([{"title":"가"},{"title")" + std::string(100, '[') + R"(,{"title":"나"}])",
           {"1: title=가", "2! invalid JSON: nested too deeply", "3: title=나"}},
      });
}

TEST(Csv, Tables) {
  check(
      "csv",
      {
          {"title,body\n가,나\n", {"2: title=가 | body=나"}},
          {"제목\t본문\r\n가\t나, 다\r\n라\t마",
           {"2: title=가 | body=나, 다", "3: title=라 | body=마"}},
          {"일자;제목;본문\n20230531;가;나\n", {"2: title=가 | body=나 | date=20230531"}},
          {"제목,기고자,본문\n가,\"홍길동\n임꺽정\",\"나 \"\"다\"\"\n라\"\n마,,바\n",
           {"2: title=가 | body=나 \"다\"\n라 | reporter=홍길동\n임꺽정", "5: title=마 | body=바"}},
          // A quote inside a value is a quote.
          {"제목,본문\n\"가\"나,다\"라\"\n", {"2: title=가나 | body=다\"라\""}},
          // Quotes escaped as some databases do, and a backslash at the end.
          {"제목,본문\n\"가 \\\"나\\\" 다\",\"라\\\"\n", {"2: title=가 \"나\" 다 | body=라\\"}},
          {"id , 제목,본문\n 7 ,가,나\n", {"2: id=7 | title=가 | body=나"}},
          // Lines before the header, empty ones, fewer and more empty values.
          {"검색 결과\n\n제목,본문,url\n가,나\n다,라,,,\n",
           {"4: title=가 | body=나", "5: title=다 | body=라"}},
          // One row a sentence.
          {"doc_id,title,sentence_id,sentence\nD.1,가,1,나.\nD.1,가,2,다.\nD.2,라,1,마.\n",
           {"2: id=D.1 | title=가 | body=나. 다.", "4: id=D.2 | title=라 | body=마."}},
          {"a,b\n1,2\n", {"1! no column is known as a title or a body: a, b; say which"}},
          {"제목,본문\n,\n가,나", {"3: title=가 | body=나"}},
          {"번호,제목,기사본문\n1,가,나\n", {"2: title=가 | body=나"}},
          // Titles alone are read, but what else there is may be the text.
          {"제목,줄거리,날짜\n가,나,2024\n",
           {"1! note: no column is known as the body; not read: 줄거리; ",
            "2: title=가 | date=2024"}},
          {"제목,날짜\n가,2024\n", {"2: title=가 | date=2024"}},
      });
}

TEST(Csv, ALostQuoteCostsNoMoreThanItsRow) {
  check("csv", {
                   {"title,body,url\n가,나,u\n다,\"라,u\n마,바,u\n사,아,u\n",
                    {"2: title=가 | body=나 | url=u", "3! ", "4: title=마 | body=바 | url=u",
                     "5: title=사 | body=아 | url=u"}},
                   {"title,body\n가,나,다\n라,마\n",
                    {"2! 3 values where the header has 2", "3: title=라 | body=마"}},
                   {"title,body\n\"가\n나\n다,라\n", {"2! ", "4: title=다 | body=라"}},
                   {"id,title,body\n1,\"가,\"나\"\n2,다,라\n",
                    {"2! 2 values where the header has 3", "3: id=2 | title=다 | body=라"}},
               });
}

TEST(Csv, ColumnsOfOnesOwn) {
  const FieldNames names = FieldNames::parse("title=표제,body=기사 내용");
  MemoryStream text("번호,표제,기사 내용\n1,가,나\n");
  EXPECT_EQ(read("csv", text, names), std::vector<std::string>{"2: title=가 | body=나"});
  for (const char* pairs : {"표제", "title", "title=", "name=x", "title=x,=y"}) {
    EXPECT_THROW(FieldNames::parse(pairs), Error) << pairs;
  }
}

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
           "<category>경제</category><category>금융</category></item></channel></rss>",
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

TEST(Html, Pages) {
  const struct {
    std::string page;
    std::string article;
  } cases[] = {
      {"<html><head><title>가 - "
       "느티일보</title></head><body><nav>메뉴</nav><article><h1>가</h1><p>나 <b>다</b>."
       "</p><p>라</p></article><footer>회사</footer></body></html>",
       "title=가 | body=나 다.\n라"},
      {"<html><head><meta property=\"og:title\" content=\"가\"><meta property=\"og:site_name\" "
       "content=\"느티일보\"><meta property=\"article:published_time\" "
       "content=\"2024-03-05\"><meta "
       "property=\"article:section\" content=\"사회\"></head><body><div "
       "id=\"articleBodyContents\">나<br>다"
       "<script>x</script></div></body></html>",
       "title=가 | body=나\n다 | date=2024-03-05 | press=느티일보 | section=사회"},
      {"<html><script "
       "type=\"application/ld+json\">[{\"@type\":[\"NewsArticle\"],\"headline\":\"가\","
       "\"articleBody\":\"나\",\"author\":[{\"name\":\"홍길동\"},{\"name\":\"임꺽정\"}],"
       "\"publisher\":{\"name\":"
       "\"느티일보\"}}]</script><body>x</body></html>",
       "title=가 | body=나 | press=느티일보 | reporter=홍길동, 임꺽정"},
      {"<html><title>가</title><script type=\"application/ld+json\">\n//<![CDATA[\n"
       "{\"@type\":\"NewsArticle\",\"headline\":\"나\"}\n//]]>\n</script>"
       "<article><p>다</p><table><tr><th>라</th><td>마</td></tr></table>"
       "<div class=\"ad\">광고</div><div class=\"x related\"><a>바</a></div></article></html>",
       "title=나 | body=다\n라 마"},
      // A portal's page.
      {"<html><head><meta property=\"og:site_name\" content=\"네이버 뉴스\"><meta "
       "property=\"og:article:author\" "
       "content=\"느티일보 | 네이버\"></head><body><h2>가</h2><span data-date-time=\"2024-03-05 "
       "10:00:00\">입력</span>"
       "<article id=\"dic_area\"><span class=\"end_photo_org\"><img><em "
       "class=\"img_desc\">사진</em></span>나<br><br>다"
       "</article></body></html>",
       "body=나\n다 | date=2024-03-05 10:00:00 | press=느티일보"},
      {"<body><div><a>짧은</a></div><div><p>긴 문단이 여기에 있다.</p><p>그리고 "
       "또.</p></div></body>",
       "body=긴 문단이 여기에 있다.\n그리고 또."},
      // Portals that say whose article it is beside their own name.
      {"<html><head><meta property=\"og:site_name\" content=\"다음\"><meta "
       "name=\"article:media_name\" content=\"느티일보\"></head><body><p>가</p></body></html>",
       "body=가 | press=느티일보"},
      {"<html><head><meta property=\"og:article:author\" content=\"다음뉴스 | 느티일보\"></head>"
       "<body><p>가</p></body></html>",
       "body=가 | press=느티일보"},
      // Naver until 2021; the second one is the time of a change.
      {"<body><span class=\"t11\">2019.05.31. 오후 11:24</span><span class=\"t11\">2019.06.01. "
       "오전 "
       "1:00</span><div id=\"articleBodyContents\">가</div></body>",
       "body=가 | date=2019.05.31. 오후 11:24"},
      {"<article>가<div class=\"ab_related_article\">나</div><div "
       "class=\"ad_wrap\">다</div>라</article>",
       "body=가\n라"},
      // A page that its script fills: the text stands in the data for it.
      {"<html><head><meta property=\"og:title\" content=\"가\"><script>window.x='{';"
       "Fusion.globalContent={\"content_elements\":[{\"type\":\"text\",\"content\":\"나 \\\"}\\\" "
       "<b>다</b>.\"},{\"type\":\"image\",\"content\":\"사진\",\"caption\":\"설명\"},"
       "{\"type\":\"text\",\"content\":\"라.\"}],\"display_date\":\"2024-03-05T01:00:00Z\","
       "\"credits\":{\"by\":[{\"name\":\"홍길동\"},{\"name\":\"임꺽정\"}]}};Fusion.y={};</script></"
       "head>"
       "<body><div id=\"fusion-app\">메뉴</div></body></html>",
       "title=가 | body=나 \"}\" <b>다</b>.\n라. | date=2024-03-05T01:00:00Z | "
       "reporter=홍길동, 임꺽정"},
      {"<script>Fusion.globalContent={\"content_elements\":[{\"type\":\"text\",\"content\":\"가\"}]"
       "}"
       "</script><article>가 나</article>",
       "body=가 나"},
      {"<script>Fusion.globalContent={\"content_elements\":[{</script><article>가</article>",
       "body=가"},
      // Or it is nowhere.
      {"<html><head><title>가</title><meta name=\"description\" "
       "content=\"나\"><script>x</script></head>"
       "<body><div id=\"app\"></div></body></html>",
       "title=가 | body=나"},
  };
  for (const auto& c : cases) {
    Article article = find_article_format("html")->parse(c.page, {"a.html"});
    std::string body;  // without the blank lines that the cleaner takes
    for (std::size_t at = 0; at < article.body.size(); ++at) {
      const bool doubled = article.body[at] == '\n' && (body.empty() || body.back() == '\n');
      if (!doubled) body += article.body[at];
    }
    while (body.ends_with('\n')) body.pop_back();
    article.body = body;
    EXPECT_EQ(show(article), c.article) << c.page;
  }
}

TEST(Html, APageThatAScriptFills) {
  const auto remark = [](std::string_view page) {
    ReadingNotes notes;
    find_article_format("html")->parse(page, {"a.html", 0, &notes});
    return notes.remark;
  };
  const std::string head =
      "<html><head><title>가</title><meta name=\"description\" content=\"나\"><script>x</script>"
      "</head><body>";
  EXPECT_EQ(remark(head + "</body></html>"),
            "a script fills the page with its text: only title and description are read");
  EXPECT_EQ(remark(head + "<p>다</p></body></html>"), "");
  EXPECT_THROW(remark("<html><head><title>가</title></head><body></body></html>"), Error);
}

TEST(Html, DeepNestingIsNoTrouble) {
  std::string page = "<body>";
  for (int i = 0; i < 100'000; ++i) page += "<div>";
  try {
    find_article_format("html")->parse(page + "가", {"a.html"});
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadInput);
  }
}

TEST(HtmlTable, Rows) {
  check("table",
        {
            {"<html><style>td{x}</style><table>\r\n<thead><TR><TH>제목</TH><th "
             "class='x'>본<b>문</b></th><th>언론사</th></TR></thead>\n<tr height=20><td>가 &amp;\n "
             "나</td><td x:str>다<br "
             "style='x'>라</td><td>느티일보</td></tr><tr><td>마<td>바</table></html>",
             {"2: title=가 &  나 | body=다\n라 | press=느티일보", "3: title=마 | body=바"}},
            {"<table><tr><td>검색 결과</td></tr><tr><td>제목</td></tr><tr/><tr><td>&nbsp;</tr>"
             "<tr><td>가<tr><td>나",
             {"5: title=가", "6: title=나"}},
            {"<table><tr><td>a<td>b</table>",
             {"1! no column is known as a title or a body: a, b; say which"}},
            {"<table></table><tr", {}},
        });
}

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

TEST(Encodings, DecodedWhereverTheyAreCut) {
  const struct {
    std::string bytes;
    std::string text;
    std::uint64_t broken;
  } cases[] = {
      {"ascii", "ascii", 0},
      {"\xEF\xBB\xBF한글", "한글", 0},
      {"한글 뷁", "한글 뷁", 0},
      {"\xC7\xD1\xB1\xDB \x94\xEE \xC8\xFE", "한글 뷁 힝", 0},
      {"\xFF\xFE\x5C\xD5\x00\xAE\x3D\xD8\x00\xDE"s, "한글😀", 0},
      {"\xFE\xFF\xD5\x5C"s, "한", 0},
      // UTF-16 without a mark: told by the characters, for 가 has a zero byte as well.
      {"\x00\xAC\x00\xAC\x00\xAC\x20\x00\x98\xB0\x0A\x00"s, "가가가 나\n", 0},
      {"\xAC\x00\xAC\x00\xAC\x00\x00\x20\xB0\x98\x00\x0A"s, "가가가 나\n", 0},
      {"{\0\"\0a\0\"\0:\0\"\0b\0\"\0}\0"s, "{\"a\":\"b\"}", 0},
      {"abc\0def\0ghi\0"s, "abc\0def\0ghi\0"s, 0},
      {"한글 기사\0한글 기사\0"s, "한글 기사\0한글 기사\0"s, 0},
      {"한글 기사 \xEA\xB0 가나다", "한글 기사 \uFFFD 가나다", 1},
      // The byte behind a broken one is kept: it may be a quote or a line end.
      {"\xC7\xD1\xB1\xDB\xB1\xE2\xBB\xE7\xC7\xD1\xB1\xDB\xB1\xE2\xBB\xE7\xC7\xD1\xB1\xDB\xB0\"\n",
       "한글기사한글기사한글\uFFFD\"\n", 1},
  };
  for (const auto& c : cases) {
    const auto known = detect_encoding(c.bytes, true);
    for (std::size_t step = 1; step <= c.bytes.size(); ++step) {
      TextDecoder decoder = known ? TextDecoder(*known) : TextDecoder();
      std::string text;
      for (std::size_t at = 0; at < c.bytes.size(); at += step) {
        decoder.append(std::string_view(c.bytes).substr(at, step), at + step >= c.bytes.size(),
                       text);
      }
      EXPECT_EQ(text, c.text) << step;
      EXPECT_EQ(decoder.broken(), c.broken) << step;
    }
  }
}

TEST(Encodings, NoTextIsRefused) {
  std::string noise;
  std::minstd_rand random(1);
  for (int i = 0; i < 3000; ++i) noise += static_cast<char>(random() >> 8);
  TextDecoder decoder;
  std::string text;
  EXPECT_THROW(decoder.append(noise, true, text), Error);
}

}  // namespace
}  // namespace gisa

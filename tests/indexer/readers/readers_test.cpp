#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"
#include "indexer/readers/article_format.h"
#include "indexer/readers/field_names.h"
#include "indexer/readers/text_decoding.h"
#include "tests/support/show_article.h"

namespace gisa {
namespace {

using namespace std::string_literals;

Article parse(std::string_view format, std::string_view record) {
  return find_article_format(format)->parse(record, {"test", 1});
}

std::string reason(std::string_view format, std::string_view record) {
  try {
    parse(format, record);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadInput);
    return error.what();
  }
  return "(no error)";
}

TEST(ArticleFormats, RecognizedByName) {
  struct Case {
    const char* file;
    const char* format;
  };
  const Case cases[] = {
      {"a.jsonl", "jsonl"},
      {"a.ndjson", "jsonl"},
      {"기사.JSONL", "jsonl"},
      {"a.md", "markdown"},
      {"a.markdown", "markdown"},
      {"README.MD", "markdown"},
      {"dir.md/a.txt", "text"},
      {"a.b.txt", "text"},
      {"a.TXT", "text"},
      {"a.json", "json"},
      {"a.csv", "csv"},
      {"a.TSV", "csv"},
      {"NewsResult_20230531-20230531.xlsx", "xlsx"},
      {"a.nml", "newsml"},
      {"a.rss", "rss"},
      {"a.html", "html"},
      {"a.xls", "table"},
      {"a.xml", nullptr},  // of many kinds
      {"a", nullptr},
      {"", nullptr},
      {".txt", nullptr},  // a hidden file without an ending
      {"a.txt~", nullptr},
      {"a.txt/", nullptr},
      {"a.jsonl.gz", nullptr},
  };
  for (const Case& c : cases) {
    const ArticleFormat* format = recognize_article_format(c.file);
    ASSERT_EQ(format != nullptr, c.format != nullptr) << c.file;
    if (format == nullptr) continue;
    EXPECT_EQ(format->name(), c.format) << c.file;
  }
}

TEST(ArticleFormats, FoundByTheirOwnName) {
  for (const ArticleFormat* format : article_formats()) {
    EXPECT_EQ(find_article_format(format->name()), format);
    EXPECT_EQ(format->is_line_oriented(), format->name() == "jsonl");
  }
  EXPECT_EQ(find_article_format("txt"), find_article_format("text"));
  EXPECT_EQ(find_article_format("tsv"), find_article_format("csv"));
  EXPECT_EQ(find_article_format("xml"), nullptr);
  EXPECT_EQ(find_article_format(""), nullptr);
}

TEST(FieldNames, FieldsStandTogetherAndNamesOnce) {
  const auto names = FieldNames::usual().all();
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(FieldNames::usual().find(names[i].name), &names[i]) << names[i].name;
    EXPECT_LE(names[i > 0 ? i - 1 : 0].field, names[i].field) << names[i].name;
  }
}

TEST(Jsonl, Articles) {
  struct Case {
    std::string record;
    const char* article;
  };
  const Case cases[] = {
      {R"({"id":"a1","title":"제목","body":"본문","date":"2024-03-05","press":"신문","section":"경제",)"
       R"("reporter":"홍길동","url":"http://x/y"})",
       "id=a1 | title=제목 | body=본문 | date=2024-03-05 | press=신문 | section=경제 | "
       "reporter=홍길동 | url=http://x/y"},
      {R"({"제목":"가","본문":"나","일자":"20240305","언론사":"다","분류":"라","기고자":"마"})",
       "title=가 | body=나 | date=20240305 | press=다 | section=라 | reporter=마"},
      {"{\"body\":\"긴 본문 a\xff\"}", "body=긴 본문 a\uFFFD"},
      {"{\"body\":\"\xC7\xD1\xB1\xDB\"}", "body=한글"},  // CP949
      {R"({"id":"N.1","metadata":{"title":"가","author":"나","publisher":"다","date":"20240101",)"
       R"("topic":"라"},"paragraph":[{"id":"1","form":"<p>마</p>"},{"id":"2","form":"바"}]})",
       "id=N.1 | title=가 | body=<p>마</p>\n바 | date=20240101 | press=다 | section=라 | "
       "reporter=나"},
      {R"({"headline":"가","articleBody":"나","author":{"@type":"Person","name":"다"}})",
       "title=가 | body=나 | reporter=다"},
      // Elasticsearch, MongoDB.
      {R"({"_index":"news","_id":"7","_source":{"id":"1","title":"가","text":["나","다"],)"
       R"("date":20240305}})",
       "id=1 | title=가 | body=나\n다 | date=20240305"},
      {R"({"title":"가","metadata":{"text":{"x":1},"date":20240305}})", "title=가 | date=20240305"},
      {R"({"_id":{"$oid":"65"},"body":"가","date":{"$date":"2024-03-05T01:00:00Z"}})",
       "body=가 | date=2024-03-05T01:00:00Z"},
      {R"({"body":"가","date":{"$date":1709600400000}})", "body=가 | date=1709600400000"},
      {R"({"body":"가","date":{"$date":{"$numberLong":"1709600400000"}}})",
       "body=가 | date=1709600400000"},
      // AI-Hub: reading comprehension, and reports.
      {R"({"doc_id":1,"doc_title":"가","doc_published":20240305,"doc_source":"다",)"
       R"("paragraphs":[{"context_id":1,"context":"나","qas":[]}]})",
       "id=1 | title=가 | body=나 | date=20240305 | press=다"},
      {R"j({"Meta(Acqusition)":{"doc_id":"1","doc_name":"가","publisher":"다"},)j"
       R"j("Meta(Refine)":{"passage":"나","passage_Cnt":"1"},"Annotation":{"summary1":"요약"}})j",
       "id=1 | title=가 | body=나 | press=다"},
      // Python escapes what is not ASCII unless told otherwise: keys too.
      {R"({"\uc81c\ubaa9":"\uac00","\ubcf8\ubb38":"\ub098"})", "title=가 | body=나"},
      {R"({"뉴스 식별자":"01100801.20230531232402001","본문":"가","통합 분류1":"사회>사건_사고"})",
       "id=01100801.20230531232402001 | body=가 | section=사회>사건_사고"},
      {R"({"title":"가","description":"나","pubDate":"Tue, 05 Mar 2024 10:00:00 +0900",)"
       R"("originallink":"http://a","link":"http://b"})",
       "title=가 | body=나 | date=Tue, 05 Mar 2024 10:00:00 +0900 | url=http://a"},
      {R"({"Title":"가","BODY":"나","URL":"u"})", "title=가 | body=나 | url=u"},  // any case
      // What parts the words of a name matters only where two names are told apart by it.
      {R"({"news-title":"가","newsContent":"나","publishedAt":"2024","기자 명":"다"})",
       "title=가 | body=나 | date=2024 | reporter=다"},
      {R"({"pubDate":"2023","pub_date":"2024","body":"가"})", "body=가 | date=2024"},
      {R"({"_title":"가","newsId":"1","body":"나"})", "body=나"},
      {R"({"제목":"가","내용":"나","작성일":"2024","매체명":"다","기자명":"라","링크":"u"})",
       "title=가 | body=나 | date=2024 | press=다 | reporter=라 | url=u"},
      {R"({"title":"가","summary":"요약","body_text":"나"})", "title=가 | body=나"},
      {R"({"title":"가","내용":"나","text":"다"})", "title=가 | body=다"},
      // BigKinds, as its interface gives it.
      {R"({"news_id":"1","title":"가","content":"나","published_at":"2024-03-05",)"
       R"("provider":"다","byline":"라","provider_link_page":"u"})",
       "id=1 | title=가 | body=나 | date=2024-03-05 | press=다 | reporter=라 | url=u"},
      // KLUE-MRC: the questions are none of the text.
      {R"({"title":"가","news_category":"경제","paragraphs":[{"qas":[{"question":"왜?"}],)"
       R"("context":"나"},{"context":"다"}]})",
       "title=가 | body=나\n다 | section=경제"},
      // Priority goes by the table, not by the order in the record.
      {R"({"content":"둘","text":"하나"})", "body=하나"},
      {R"({"text":"하나","content":"둘"})", "body=하나"},
      {R"({"headline":"둘","title":"하나","body":"가"})", "title=하나 | body=가"},
      {R"({"summary":"요약","body":"본문"})", "body=본문"},
      // An empty or unusable value leaves the field to the next name.
      {R"({"body":"","content":"둘"})", "body=둘"},
      {R"({"body":null,"content":"둘"})", "body=둘"},
      {R"({"article":{"x":1},"본문":"둘"})", "body=둘"},
      {R"({"body":"첫","body":"둘"})", "body=첫"},  // duplicate: first wins
      {R"({"body":null,"body":"둘"})", "body=둘"},
      // Numbers as they stand.
      {R"({"id":290741778,"body":"가","date":20240305 })",
       "id=290741778 | body=가 | date=20240305"},
      {R"({"id":12345678901234567890123,"body":"가"})", "id=12345678901234567890123 | body=가"},
      {R"({"id":-1.50 ,"body":"가"})", "id=-1.50 | body=가"},
      // Lists.
      {R"({"body":["첫 문장.","둘째 문장."]})", "body=첫 문장.\n둘째 문장."},
      {R"({"article_original":["가",null,"","나"]})", "body=가\n나"},
      {R"({"text":[[{"index":0,"sentence":"가."},{"index":1,"sentence":"나."}],[{"sentence":"다."}]]})",
       "body=가. 나.\n다."},  // AI-Hub: paragraphs of sentences
      {R"({"body":[{"id":"1","form":"가"},{"id":"2","form":"나"}]})", "body=가\n나"},
      {R"({"reporter":["홍길동","김철수"],"category":["경제","금융"],"body":"가"})",
       "body=가 | section=경제, 금융 | reporter=홍길동, 김철수"},
      // Wrong types elsewhere are let pass.
      {R"({"title":{"ko":"가"},"date":[2024],"press":7,"url":true,"id":null,"body":"가"})",
       "body=가"},
      {R"({"title":"속보: 지진"})", "title=속보: 지진"},  // a flash may have no body
      {R"({"title":"속보","body":null})", "title=속보"},
      {R"({"x":{"y":[1,{"z":[[],{}]}]},"body":"가","t":[true,false,null,1e3]})", "body=가"},
      // Strings.
      {R"({"body":"줄\n\t\"끝\" \\ \/ \u00e9 \ud83d\ude00"})", "body=줄\n\t\"끝\" \\ / é 😀"},
      // As Python writes what is missing or was cut.
      {R"({"body":"가","x":NaN,"y":[Infinity,-Infinity]})", "body=가"},
      {R"({"body":"NaN \"Infinity\\","x":NaN})", "body=NaN \"Infinity\\"},
      {R"({"body":"\ud83d"})", "body=\uFFFD"},
      {R"({"body":"\ude00x \ud83d\ude00"})", "body=\uFFFDx 😀"},
      {R"({"body":"\ud83d\u0041"})", "body=\uFFFDA"},
      {R"({"body":[{"sentence":"가"},{"sentence":null},null,{"sentence":"나"}]})", "body=가\n나"},
      {R"({"body":"&quot;가&quot; <br>"})", "body=&quot;가&quot; <br>"},  // the cleaner's work
      // Around the record.
      {"\xEF\xBB\xBF{\"body\":\"가\"}", "body=가"},
      {" \t{\"body\":\"가\"} \r", "body=가"},
  };
  for (const Case& c : cases) {
    std::string got;
    EXPECT_NO_THROW(got = show(parse("jsonl", c.record))) << c.record;
    EXPECT_EQ(got, c.article) << c.record;
  }
}

TEST(Jsonl, KeepsZeroBytes) { EXPECT_EQ(parse("jsonl", R"({"body":"a\u0000b"})").body, "a\0b"s); }

TEST(Jsonl, Errors) {
  struct Case {
    std::string record;
    const char* reason;  // its beginning
  };
  const std::string deep =
      "{\"body\":\"a\",\"x\":" + std::string(5000, '[') + std::string(5000, ']') + "}";
  const Case cases[] = {
      {"", "empty record"},
      {"  \r", "empty record"},
      {"[1,2]", "a record is one JSON object on a line, not an array"},
      {"[", "a record is one JSON object on a line, not an array"},
      {"\"text\"", "a record is one JSON object on a line, not a single value"},
      {"id,title,body", "a record is one JSON object on a line, not other text"},
      {"{}", "no body and no title"},
      {R"({"id":"1","date":"2024"})", "no body and no title"},
      {R"({"body":"","title":""})", "no body and no title"},
      {R"({"body":7})", "\"body\" is a number, not text"},
      {R"({"title":"가","body":true})", "\"body\" is true or false, not text"},
      {R"({"body":{"a":1}})", "\"body\" is an object, not text"},
      {R"({"content":["가",7]})", "\"content\" is a list of something else than text, not text"},
      {R"({"body":[{"index":1}]})", "\"body\" is a list"},
      {R"({"body":"가)", "invalid JSON at byte 9: a string is not closed"},  // cut short
      {R"({"body":"가")", "invalid JSON"},
      {R"({"body":"가","x":[1,2})", "invalid JSON"},
      {R"({"body":"가"}})", "invalid JSON at byte 15: text after the end"},
      {R"({"body":"가"}{"body":"나"})", "invalid JSON at byte 15: text after the end"},
      {R"({"body":"가"} x)", "invalid JSON"},
      {R"({"body" "가"})", "invalid JSON"},
      {R"({"body":"가" "x":1})", "invalid JSON"},
      {R"({body:"가"})", "invalid JSON"},
      {R"({'body':'가'})", "invalid JSON"},
      {R"({"body":"가",})", "invalid JSON"},
      // Also in what is not read.
      {R"({"body":"가","x":tru})", "invalid JSON"},
      {R"({"body":"가","x":nul})", "invalid JSON"},
      {R"({"body":"가","x":01})", "invalid JSON"},
      {R"({"body":"가","id":1.2.3})", "invalid JSON"},
      {R"({"body":"가","x":"\q"})", "invalid JSON"},
      {"{\"body\":\"a\tb\"}", "invalid JSON at byte 11: a control character"},
      {"{\"body\":\"a\x1b[31m\"}", "invalid JSON at byte 11: a control character"},
      {"{\"body\":\"\x80\x81\xff\xfe\xff\x80\xff\x81\xff\xff\"}", "no readable text"},
      {R"({"body":"가","x":NaNa})", "invalid JSON"},
      {R"({"body":"\ud83"})", "invalid JSON at byte"},
      {deep, "invalid JSON at byte 81: nested too deeply"},
  };
  for (const Case& c : cases) {
    const std::string got = reason("jsonl", c.record);
    EXPECT_EQ(got.substr(0, std::string_view(c.reason).size()), c.reason)
        << c.record.substr(0, 80) << "\n"
        << got;
    EXPECT_EQ(got.find('\n'), std::string::npos) << c.record;
  }
}

// One thread's parser serves record after record: nothing may be left of the last.
TEST(Jsonl, RecordsDoNotTouchEachOther) {
  const std::string large =
      R"({"title":"큰","press":"신문","body":")" + std::string(20 << 20, 'x') + "\"}";
  EXPECT_EQ(parse("jsonl", large).body.size(), 20u << 20);
  EXPECT_EQ(show(parse("jsonl", R"({"body":"가"})")), "body=가");
  EXPECT_NE(reason("jsonl", R"({"press":"신문","body":5)"), "(no error)");
  EXPECT_EQ(reason("jsonl", R"({"date":"2024"})"), "no body and no title");
  EXPECT_EQ(show(parse("jsonl", R"({"body":"나"})")), "body=나");
}

TEST(Jsonl, EveryTruncationIsAnErrorAndNoCrash) {
  const std::string record =
      R"({"id":1,"body":["가\n",{"sentence":"\ud83d\ude00"}],"x":[null,true]})";
  for (std::size_t size = 0; size < record.size(); ++size) {
    EXPECT_NE(reason("jsonl", record.substr(0, size)), "(no error)") << size;
  }
  for (std::size_t i = 0; i < record.size(); ++i) {  // any byte broken: an article or a reason
    for (const char c : {'\0', '"', '{', ']', '\\', '\xff', ','}) {
      std::string broken = record;
      broken[i] = c;
      EXPECT_FALSE(reason("jsonl", broken).empty());
    }
  }
}

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

TEST(FrontMatter, Fields) {
  struct Case {
    const char* front;
    const char* article;
  };
  const Case cases[] = {
      {"title: 한은 동결\ndate: 2024-03-05\npress: 신문\nauthor: 홍길동\nurl: https://x/y#z\n"
       "section: 경제\nid: 7",
       "id=7 | title=한은 동결 | date=2024-03-05 | press=신문 | section=경제 | reporter=홍길동 | "
       "url=https://x/y#z"},
      {"제목: 가\n언론사: 나", "title=가 | press=나"},
      {"title: \"한은: \\\"동결\\\" \\uAC00\"  # 주석", "title=한은: \"동결\" 가"},
      {"title: 'it''s'", "title=it's"},
      {"title: \"두 줄에\n  걸친 제목\"\npress: 나", "title=두 줄에 걸친 제목 | press=나"},
      {"# 주석\n\ntitle: 가 # 주석\n# 주석\npress: 나", "title=가 | press=나"},
      {"title: 오늘 #덕분에 챌린지", "title=오늘 #덕분에 챌린지"},  // a hash tag is no comment
      // What a strict YAML parser would refuse.
      {"title: [단독] 검찰, 압수수색", "title=[단독] 검찰, 압수수색"},
      {"title: [포토]", "title=[포토]"},
      {"title: \"전격\" 인사", "title=\"전격\" 인사"},
      {"title: 속보: 금리 동결", "title=속보: 금리 동결"},
      {"title: \"닫히지 않은\npress: 나", "title=\"닫히지 않은 | press=나"},
      {"title: @가 %나 `다", "title=@가 %나 `다"},
      {"title:가\npress:나", "title=가 | press=나"},  // no space
      {"  엉뚱한 줄\ntitle: 가", ""},  // does not begin with a key: a rule of the text
      {"title: 가\n???\npress: 나", "title=가 ??? | press=나"},
      // Values over several lines.
      {"author: 홍길동 기자\n  gildong@example.com\ndate: 2024",
       "date=2024 | reporter=홍길동 기자 gildong@example.com"},
      {"author: 홍길동 기자\n구독하기\ndate: 2024", "date=2024 | reporter=홍길동 기자 구독하기"},
      {"author:\n  홍길동 기자\ndate: 2024", "date=2024 | reporter=홍길동 기자"},
      {"title: >-\n  접힌\n  제목\npress: 나", "title=접힌 제목 | press=나"},
      {"title: |\n  첫 줄\n\n  둘째 줄", "title=첫 줄 둘째 줄"},
      // Lists.
      {"author: [홍길동, \"김, 철수\"]", "reporter=홍길동, 김, 철수"},
      {"author:\n  - 홍길동\n  - '김철수'\npress: 나", "press=나 | reporter=홍길동, 김철수"},
      {"author:\n- 홍길동\n- 김철수", "reporter=홍길동, 김철수"},
      {"category: [경제,\n  금융]", "section=경제, 금융"},
      {"author:\n  name: 홍길동\npress: 나", "press=나"},  // nested mappings are left out
      {"author:\n  - name: 홍길동\npress: 나", "press=나"},
      {"title: 가\ntitle: 나\nheadline: 다", "title=가"},
      {"title: ~\nheadline: 다\ndate: null\npress: ''", "title=다"},
      {"title: 가\nbody: 나\ntags: [x]", "title=가"},  // a body only below
  };
  for (const Case& c : cases) {
    const std::string file = std::string("---\n") + c.front + "\n---\n본문\n";
    Article article = parse("markdown", file);
    if (*c.article != '\0') {
      EXPECT_EQ(article.body, "본문") << file;
      article.body.clear();
      EXPECT_EQ(show(article), c.article) << file;
    } else {
      EXPECT_NE(article.body.find("title"), std::string::npos) << file;
    }
  }
}

TEST(FrontMatter, WhereItEnds) {
  struct Case {
    const char* file;
    const char* article;
  };
  const Case cases[] = {
      {"---\ntitle: 가\n---\n본문", "title=가 | body=본문"},
      {"---\r\ntitle: 가\r\n---\r\n본문\r\n", "title=가 | body=본문"},
      {"\xEF\xBB\xBF\n---\ntitle: 가\n---\n본문", "title=가 | body=본문"},
      {"---\ntitle: 가\n...\n본문", "title=가 | body=본문"},
      {"--- \ntitle: 가\n--- \n본문\n---\n끝", "title=가 | body=본문\n끝"},
      {"---\ntitle: 가\n---", "title=가"},
      {"---\ntitle: 가\npress: 나\n\n본문", "title=가 | body=본문 | press=나"},  // not closed
      {"본문\n---\ntitle: 가\n---\n", "body=본문\ntitle: 가"},                   // not in front
      {"---\n본문 첫 줄\n---\n둘째", "body=본문 첫 줄\n둘째"},                   // rules
      {"title: 가\n본문", "body=title: 가\n본문"},
  };
  for (const Case& c : cases) EXPECT_EQ(show(parse("markdown", c.file)), c.article) << c.file;
  EXPECT_EQ(reason("markdown", "---\ndate: 2024\n---\n"), "no text in the file");
  EXPECT_EQ(reason("markdown", "![](a.png)\n\n***\n"), "no text in the file");
}

TEST(Markdown, BodyAsText) {
  struct Case {
    const char* markdown;
    const char* article;
  };
  const Case cases[] = {
      {"# 제목\n\n본문", "title=제목 | body=본문"},
      {"본문\n\n## 둘째\n# 제목 #\n끝\n# 다음", "title=제목 | body=본문\n둘째\n끝\n다음"},
      {"제목\n====\n본문", "title=제목 | body=본문"},
      {"하나\n\n둘\n====\n셋", "body=하나\n둘\n셋"},  // a separator, not a heading
      {"# **굵은** [제목](http://x)\n본문", "title=굵은 제목 | body=본문"},
      {"#해시태그 본문", "body=#해시태그 본문"},
      {"####### 일곱", "body=####### 일곱"},
      // Emphasis.
      {"**굵게** *기울임* __굵게__ _기울임_ ~~지움~~ ***둘 다***",
       "body=굵게 기울임 굵게 기울임 지움 둘 다"},
      {"**“인용”**이라고 “**강조**”라고", "body=“인용”이라고 “강조”라고"},
      {"김**씨와 이**씨, 박*수", "body=김**씨와 이**씨, 박*수"},  // masked names
      {"010-****-1234, 5*3*2=30, 가 * 나 * 다", "body=010-****-1234, 5*3*2=30, 가 * 나 * 다"},
      {"*주1 하나\n*주2 둘", "body=*주1 하나\n*주2 둘"},  // footnotes
      {"gil_dong_hong@ex.com a_b_c", "body=gil_dong_hong@ex.com a_b_c"},
      {"안녕~~ 하하", "body=안녕~~ 하하"},
      {R"(\*별\* \[괄호\] 3\.5 C:\가)", R"(body=*별* [괄호] 3.5 C:\가)"},
      {"`a*b*c` ``x`y`` `열린", "body=a*b*c x`y `열린"},
      // Links and images.
      {"[11일](https://x.com/a_(b) \"설명\") 밝혔다", "body=11일 밝혔다"},
      {"[홍길동 기자](서울) [단독][속보] [서울=뉴시스]",
       "body=[홍길동 기자](서울) [단독][속보] [서울=뉴시스]"},
      {"[가](2024.3.5)", "body=[가](2024.3.5)"},
      {"[글][r1] [r1]\n\n[r1]: https://x.com \"설명\"", "body=글 r1"},
      {"[사진]: 연합뉴스", "body=[사진]: 연합뉴스"},
      {"앞 ![설명](a b.png) 뒤", "body=앞  뒤"},
      {"![]() |\n본문", "body=본문"},
      {"[![설명](a.png)](http://x)\n본문", "body=본문"},
      {"[둘에\n걸친 글](http://x)", "body=둘에\n걸친 글"},
      {"<https://x.com/a> <a@b.com> <b>글</b>", "body=https://x.com/a a@b.com <b>글</b>"},
      {"[열린 괄호](http://x", "body=[열린 괄호](http://x"},
      {"놀라움! [가] ](", "body=놀라움! [가] ]("},
      // Blocks.
      {"> 인용\n> > 겹친 인용", "body=인용\n겹친 인용"},
      {"- 하나\n* 둘\n+ 셋\n  - 넷", "body=하나\n둘\n셋\n넷"},
      {"1. 하나\n2024. 3. 5. 오후", "body=1. 하나\n2024. 3. 5. 오후"},
      {"가\n***\n나\n- - -\n다\n___\n라", "body=가\n나\n다\n라"},
      {"```python\n# x = *y*\n```\n본문", "body=# x = *y*\n본문"},
      {"~~~\n가\n```\n나", "body=가\n```\n나"},  // never closed
      {"| 가 | 나 |\n|---|:-:|\n| 1 | 2\\|3 |", "body=가 나\n1 2|3"},
      {"가 | 나\n--- | ---\n1 | 2\n\n기자 | 입력", "body=가 나\n1 2\n기자 | 입력"},
      {"첫 줄  \n둘째\\\n셋째\r넷째", "body=첫 줄\n둘째\n셋째\n넷째"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(show(parse("markdown", c.markdown)), c.article) << c.markdown;
}

TEST(Markdown, HostileInputTakesLinearTime) {
  for (const char* piece :
       {"[",  "![", "](", "[](", "![](",  "*a ", "**a", "_a",    "`",     "``a`", "<a",
        "a*", "\\", "> ", "![a", "[a](<", "|",   "~~a", "[a][b", "---\n", "#\n",  "- "}) {
    std::string file = "글 ";
    while (file.size() < 300'000) file += piece;
    EXPECT_NO_THROW(parse("markdown", file)) << piece;  // the test's time limit is the judge
  }
}

TEST(TextDecoding, FirstBrokenByte) {
  struct Case {
    std::string text;
    std::size_t position;
  };
  const Case cases[] = {
      {"", std::string::npos}, {"한글\uFFFD", std::string::npos}, {"\xff", 0}, {"한\xEA\xB0", 3},
      {"a\xC0\x80", 1},        {"ab\xF4\x90\x80\x80", 2},
  };
  for (const Case& c : cases) EXPECT_EQ(find_invalid_utf8(c.text), c.position);
}

}  // namespace
}  // namespace gisa

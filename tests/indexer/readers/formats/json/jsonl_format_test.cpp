#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

using namespace std::string_literals;

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
       "id=65 | body=가 | date=2024-03-05T01:00:00Z"},
      {R"({"id":"7","content_html":"가","date_published":"2024-03-05","authors":[{"name":"나"},{"name":"다"}]})",
       "id=7 | body=가 | date=2024-03-05 | reporter=나, 다"},
      // WordPress.
      {R"({"id":7,"title":{"rendered":"가 &#8211; 나"},"content":{"rendered":"<p>다</p>","protected":false}})",
       "id=7 | title=가 &#8211; 나 | body=<p>다</p>"},
      {R"({"제목":"가","내용":"나","등록일":"2024.03.05","매체":"다","카테고리":"라","작성자":"마"})",
       "title=가 | body=나 | date=2024.03.05 | press=다 | section=라 | reporter=마"},
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
      {"{\"body\":\"a\tb\x1b[31m\"}", "body=a\tb\x1b[31m"},
      {"{\"body\":\"줄\n둘\\n셋\",\n\"x\":NaN}", "body=줄\n둘\n셋"},
      {R"({"title":" ","headline":"가","id":" "})", "title=가"},
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
      {"{\"body\":\"a\tb\"", "invalid JSON at byte 11: a control character"},
      {R"({"title":" ","body":" \n"})", "no body and no title"},
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

}  // namespace
}  // namespace gisa

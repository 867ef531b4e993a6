#include <gtest/gtest.h>

#include <string>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

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

}  // namespace
}  // namespace gisa

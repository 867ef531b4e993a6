#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/cleaner/cleaner.h"
#include "tests/indexer/cleaner/text_case.h"
#include "tests/support/case_table.h"

namespace gisa {
namespace {

std::string read_file(const std::string& name) {
  const std::string path = std::string(GISA_TEST_DATA) + "/cleaner/" + name;
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string unescape(std::string_view field) {
  std::string out;
  for (size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      out += field[i];
      continue;
    }
    const char c = field[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
  }
  return out;
}

Article article_of(std::string body) {
  Article article;
  article.body = std::move(body);
  return article;
}

TEST(Cleaner, PutsTogetherWhatWasTakenApart) {
  // All as jamo (NFD), as exporters on some systems write them.
  Article raw;
  raw.title = "금리 동결";
  raw.date = "2024년 1월 5일";
  raw.reporter = "홍길동 기자";
  raw.body =
      "(서울=연합뉴스) 홍길동 기자 = 정부가 "
      "대책을 발표했다.";
  const Article article = Cleaner().clean(raw);
  EXPECT_EQ(article.title, "금리 동결");
  EXPECT_EQ(article.date, "2024-01-05");
  EXPECT_EQ(article.reporter, "홍길동");
  EXPECT_EQ(article.body, "정부가 대책을 발표했다.");
}

// Columns: trap, body as read, body as cleaned.
TEST(Cleaner, CleansBodies) {
  const std::vector<CaseLine> cases = read_case_table("cleaned_bodies.tsv");
  EXPECT_GT(cases.size(), 100u);
  for (const CaseLine& c : cases) {
    const Article once = Cleaner().clean(article_of(unescape(c[1])));
    EXPECT_EQ(once.body, unescape(c[2])) << c.place << ": " << c[0];
    EXPECT_EQ(Cleaner().clean(once).body, once.body) << "cleaned twice: " << c.place;
  }
}

TEST(Cleaner, FillsFieldsFromWhatItRemoves) {
  struct FieldCase {
    const char* trap;
    const char* body;
    const char* press;
    const char* reporter;
  };
  const FieldCase cases[] = {
      {"byline", "[홍길동 기자] 다리가 열렸다.", "", "홍길동"},
      {"outlet and byline", "[이데일리 홍길동 기자] 다리가 열렸다.", "이데일리", "홍길동"},
      {"outlet guessed by its ending", "[달빛신문 홍길동 기자] 다리가 열렸다.", "달빛신문",
       "홍길동"},
      {"dateline", "(서울=연합뉴스) 홍길동 기자 = 다리가 열렸다.", "연합뉴스", "홍길동"},
      {"several", "[서울=뉴시스]홍길동 임수정 기자 = 다리가 열렸다.", "뉴시스", "홍길동,임수정"},
      {"place is no person", "[더팩트ㅣ대전=홍길동 기자] 다리가 열렸다.", "더팩트", "홍길동"},
      {"copyright owner over agency",
       "(서울=연합뉴스) 다리가 열렸다.\n<저작권자 ⓒ 달빛신문 무단전재 금지>", "달빛신문", ""},
      {"a sign behind Copyrights",
       "다리가 열렸다.\nCopyrights ⓒ 달빛신문 All rights reserved. 무단 전재 및 재배포 금지",
       "달빛신문", ""},
      {"an address behind the owner",
       "다리가 열렸다.\n[저작권자 ⓒ 달빛신문 www.example.com 무단전재 및 재배포금지]", "달빛신문",
       ""},
      {"owner of a copyright over two lines",
       "다리가 열렸다.\n‹저작권자(c) 달빛통신,\n무단 전재-재배포 금지>", "달빛통신", ""},
      {"byline above the text of a page",
       "기자명 홍길동 기자 입력 2021.12.05 11:52 댓글 0\n다리가 열렸다.", "", "홍길동"},
      {"at the end", "다리가 열렸다. 홍길동 기자 gildong@example.com", "", "홍길동"},
      {"the first byline counts", "[홍길동 기자] 다리가 열렸다.\n임꺽정 기자 a@example.com", "",
       "홍길동"},
      {"sign-off", "다리가 열렸습니다. 지금까지 KBS 뉴스 홍길동입니다.", "KBS", "홍길동"},
      {"sign-off of an outlet written together", "다리가 열렸습니다. MBC뉴스 홍길동이었습니다.",
       "MBC", "홍길동"},
      {"sign-off of an outlet called so", "다리가 열렸습니다. 연합뉴스 홍길동입니다.", "연합뉴스",
       "홍길동"},
      {"agency of a dateline without a reporter", "(부산=연합뉴스) 다리가 열렸다.", "연합뉴스", ""},
      {"agency of a dateline without a known place", "(솔섬=연합뉴스) 다리가 열렸다.", "연합뉴스",
       ""},
      {"agency of a dateline that looks like a credit",
       "(사진=연합뉴스) 홍길동 기자 = 다리가 열렸다.", "연합뉴스", "홍길동"},
      {"outlet that credits itself", "다리가 열렸다.(사진=지디넷코리아)", "지디넷코리아", ""},
      {"credit of a picture", "다리가 열렸다.(사진=연합뉴스)", "", ""},
      {"credit of a picture somebody gave", "다리가 열렸다.[달빛은행 제공=연합뉴스]", "", ""},
      {"credit of a picture and its source", "다리가 열렸다.[사진 출처 : AFP=연합뉴스]", "", ""},
      {"credit of a picture before the outlet's byline",
       "(사진=연합뉴스) 다리가 열렸다. 이데일리 홍길동 기자", "이데일리", "홍길동"},
      {"prose tells nothing", "김 기자는 연합뉴스에서 일했다.", "", ""},
  };
  for (const FieldCase& c : cases) {
    const Article article = Cleaner().clean(article_of(c.body));
    EXPECT_EQ(article.press, c.press) << c.trap;
    EXPECT_EQ(article.reporter, c.reporter) << c.trap;
  }
}

TEST(Cleaner, KeepsTheFieldsOfTheRecord) {
  Article raw = article_of("입력 2021.12.05. 오후 11:52\n[이데일리 홍길동 기자] 다리가 열렸다.");
  raw.press = "달빛&amp;신문";
  raw.reporter = "임꺽정 기자 a@example.com";
  raw.date = "20240305";
  raw.title = "<b>[단독]</b> 다리 &#x27;열려&#x27;(종합)";
  const Article article = Cleaner().clean(raw);
  EXPECT_EQ(article.press, "달빛&신문");
  EXPECT_EQ(article.reporter, "임꺽정");
  EXPECT_EQ(article.date, "2024-03-05");
  EXPECT_EQ(article.title, "[단독] 다리 '열려'(종합)");
}

TEST(Cleaner, PrefersAPersonToADesk) {
  const struct {
    const char* field;
    const char* signature;
    const char* reporter;
  } cases[] = {
      {"달빛신문", "홍길동 기자", "홍길동"},  // the press
      {"디지털뉴스팀", "홍길동 기자", "홍길동"},
      {"사진부공용", "홍길동 기자", "홍길동"},
      {"달빛 지역국", "홍길동 기자", "홍길동"},
      {"디지털뉴스팀", "", "디지털뉴스팀"},
      {"임민국", "홍길동 기자", "임민국"},  // a name that ends like a desk
      {"임꺽정, 임민국", "홍길동 기자", "임꺽정,임민국"},
      {"Jane Doe", "홍길동 기자", "Jane Doe"},
  };
  for (const auto& c : cases) {
    Article raw = article_of(std::string("다리가 열렸다.\n") + c.signature);
    raw.press = "달빛신문";
    raw.reporter = c.field;
    EXPECT_EQ(Cleaner().clean(std::move(raw)).reporter, c.reporter) << c.field;
  }
}

TEST(Cleaner, TakesTheDateOfTheBodyWhenTheRecordHasNone) {
  Article raw = article_of("입력 2021.12.05. 오후 11:52\n다리가 열렸다.");
  EXPECT_EQ(Cleaner().clean(raw).date, "2021-12-05T23:52:00+09:00");
  raw.date = "2024-02-31";
  EXPECT_EQ(Cleaner().clean(raw).date, "2021-12-05T23:52:00+09:00") << "unreadable is none";
}

TEST(Cleaner, CleansTitles) {
  struct TitleCase {
    const char* trap;
    const char* title;
    const char* press;
    const char* expected;
  };
  const TitleCase cases[] = {
      {"breaking news marks stay", "[속보] 다리 열려 (종합2보)", "", "[속보] 다리 열려 (종합2보)"},
      {"own outlet at the end", "다리 열려 - 달빛신문", "달빛신문", "다리 열려"},
      {"portal at the end", "다리 열려 : 네이버 뉴스", "", "다리 열려"},
      {"outlet and portal", "다리 열려 | 달빛신문 | 네이트 뉴스", "달빛신문", "다리 열려"},
      {"another outlet is content", "다리를 보는 눈 - 한겨레", "달빛신문",
       "다리를 보는 눈 - 한겨레"},
      {"the outlet alone is no suffix", "달빛신문", "달빛신문", "달빛신문"},
      {"line end inside", "다리\n열려", "", "다리 열려"},
  };
  for (const TitleCase& c : cases) {
    Article raw = article_of("다리가 열렸다.");
    raw.title = c.title;
    raw.press = c.press;
    EXPECT_EQ(Cleaner().clean(raw).title, c.expected) << c.trap;
  }
}

TEST(Cleaner, MakesATitleWhenThereIsNone) {
  const TextCase cases[] = {
      {"first sentence", "다리가 열렸다. 길이는 12.5킬로미터다.", "다리가 열렸다."},
      {"glued sentence", "다리가 열렸다.길이는 길다.", "다리가 열렸다."},
      {"first paragraph without a stop", "다리 열려\n다리가 열렸다.", "다리 열려"},
      {"cut at a word",
       "달빛시는 오래 기다린 새 다리를 다음 달 초에 열고 걷는 이와 자전거를 위한 길도 함께 내기로 "
       "했다고 오늘 오전에 밝혔다.",
       "달빛시는 오래 기다린 새 다리를 다음 달 초에 열고 걷는 이와 자전거를 위한 길도 함께 내기로 "
       "했다고 오늘…"},
      {"one endless word", std::string(300, 'a'), std::string(60, 'a') + "…"},
      {"empty body", "", ""},
  };
  for (const TextCase& c : cases) {
    EXPECT_EQ(Cleaner().clean(article_of(c.input)).title, c.expected) << c.trap;
  }
}

TEST(Cleaner, CleansAScrapedPage) {
  const Article article = Cleaner().clean(article_of(read_file("scraped_page.txt")));
  EXPECT_EQ(article.reporter, "홍길동");
  EXPECT_EQ(article.press, "달빛신문");
  EXPECT_EQ(article.title, "달빛시는 새 도서관을 3월에 연다고 밝혔다.");
  EXPECT_EQ(std::count(article.body.begin(), article.body.end(), '\n'), 2) << article.body;
  EXPECT_TRUE(article.body.starts_with("달빛시는 새 도서관을")) << article.body;
  EXPECT_TRUE(article.body.ends_with("걸어서 갈 수 있게 됐다\"고 말했다.")) << article.body;
}

}  // namespace
}  // namespace gisa

// Tests of the cleaner: tables of cases (input, expected, the trap), then what must hold for any
// text.

#include "indexer/cleaner/cleaner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/dates.h"
#include "indexer/cleaner/html_text.h"
#include "indexer/cleaner/paragraphs.h"
#include "indexer/cleaner/triggers.h"

namespace gisa {
namespace {

using cleaning::append_with_sentence_blanks;
using cleaning::date_of_stamp_line;
using cleaning::html_to_text;
using cleaning::normalise_date;
using cleaning::normalise_lines;
using cleaning::normalise_reporter;

struct Case {
  std::string trap;
  std::string input;
  std::string expected;
};

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

/// Lines of `trap <TAB> input <TAB> expected`; '#' starts a comment.
std::vector<Case> read_cases(const std::string& name) {
  std::vector<Case> cases;
  const std::string text = read_file(name);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    const size_t first = line.find('\t');
    const size_t second = line.find('\t', first + 1);
    if (line.empty() || line[0] == '#' || second == std::string::npos) continue;
    cases.push_back({line.substr(0, first), unescape(line.substr(first + 1, second - first - 1)),
                     unescape(line.substr(second + 1))});
  }
  return cases;
}

std::string plain(std::string_view html) {
  std::string text;
  return html_to_text(html, text) ? text : std::string(html);
}

std::string lines(std::string_view text) {
  std::string out;
  normalise_lines(text, out);
  return out;
}

std::string with_blanks(std::string_view line) {
  std::string out;
  append_with_sentence_blanks(line, out);
  return out;
}

Article article_of(std::string body) {
  Article article;
  article.body = std::move(body);
  return article;
}

// ------------------------------------------------------------------------------------- tables

TEST(HtmlText, DecodesEntities) {
  const Case cases[] = {
      {"named", "&quot;봄&quot; &lt;밤&gt;", "\"봄\" <밤>"},
      {"apostrophe is not in HTML 4", "&apos;봄&apos;", "'봄'"},
      {"decimal", "&#39;봄&#039;", "'봄'"},
      {"hexadecimal, either case", "&#x27;봄&#X27;", "'봄'"},
      {"equals sign of datelines", "(서울&#x3D;연합뉴스)", "(서울=연합뉴스)"},
      {"escaped twice", "&amp;quot;봄&amp;quot;", "\"봄\""},
      {"escaped three times", "&amp;amp;amp;lt;", "<"},
      {"escaped by number", "&#38;quot;봄", "\"봄"},
      {"ampersand escaped once", "R&amp;D와 S&amp;P 500", "R&D와 S&P 500"},
      {"no semicolon, where browsers take it", "A&lt B &quot", "A< B \""},
      {"no semicolon before a letter is an address", "?a=1&copy=2&lang=ko", "?a=1&copy=2&lang=ko"},
      {"number without semicolon", "&#39봄", "'봄"},
      {"Windows-1252 range", "&#147;봄&#148; &#133;", "“봄” …"},
      {"symbols", "3&middot;1절 &hellip; &#9654;", "3·1절 … ▶"},
      {"beyond the BMP", "&#x1F600;", "😀"},
      {"unknown name stays", "&없음; &nosuch; &;", "&없음; &nosuch; &;"},
      {"zero, surrogate and too large stay", "&#0; &#xD800; &#x110000;",
       "&#0; &#xD800; &#x110000;"},
      {"no digits stays", "&#; &#x;", "&#; &#x;"},
      {"bare ampersands", "AT&T, Q&A & more", "AT&T, Q&A & more"},
      {"ampersand at the end", "끝&", "끝&"},
  };
  for (const Case& c : cases) EXPECT_EQ(plain(c.input), c.expected) << c.trap;
}

TEST(HtmlText, RemovesTags) {
  const Case cases[] = {
      {"paragraphs", "<p>하나</p><p>둘</p>", "\n하나\n\n둘\n"},
      {"line break, all spellings", "하나<br>둘<br/>셋<BR />넷", "하나\n둘\n셋\n넷"},
      {"inline leaves nothing", "달<b>빛</b><span class=\"a\">시</span>", "달빛시"},
      {"cells leave a blank", "<td>하나</td><td>둘</td>", " 하나  둘 "},
      {"picture with quoted '>'", "앞<img alt=\"a > b\" src='x'>뒤", "앞뒤"},
      {"data address of a megabyte", "앞<img src=\"data:" + std::string(1 << 20, 'A') + "\">뒤",
       "앞뒤"},
      {"comment", "앞<!-- 숨은 <b>글</b> -->뒤", "앞뒤"},
      {"script and style with their content",
       "앞<script>if (a<b) x();</script><style>p{}</style>뒤", "앞뒤"},
      {"escaped tags of feeds", "&lt;p&gt;하나&lt;/p&gt;", "\n하나\n"},
      {"tag made by removing a tag", "<<b>p>하나", "\n하나"},
      {"lone angle bracket", "a < b 이고 3<5", "a < b 이고 3<5"},
      {"Korean titles", "<단독> <한겨울 밤> <2024 봄>", "<단독> <한겨울 밤> <2024 봄>"},
      {"interview marks", "<Q> 물음 <A> 답", "<Q> 물음 <A> 답"},
      {"words, not attributes", "<a and b> <i am>", "<a and b> <i am>"},
      {"magazine named like an element", "<Time> 표지", "<Time> 표지"},
      {"unclosed tag stays", "앞 <img src=\"x", "앞 <img src=\"x"},
      {"unclosed comment stays", "앞 <!-- 뒤", "앞 <!-- 뒤"},
      {"labels of scripts", "<앵커> <기자>", "<앵커> <기자>"},
  };
  for (const Case& c : cases) EXPECT_EQ(plain(c.input), c.expected) << c.trap;
}

TEST(Paragraphs, NormalisesLines) {
  const Case cases[] = {
      {"CR, LF, CRLF and empty lines", "하나\r둘\r\n셋\n\n\n넷\n", "하나\n둘\n셋\n넷"},
      {"blanks around and between", "  하나   둘 \n  셋\t넷 ", "하나 둘\n셋 넷"},
      {"no-break blank", "하나\xC2\xA0\xC2\xA0둘", "하나 둘"},
      {"ideographic and thin blanks", "하나　둘 셋", "하나 둘 셋"},
      {"zero-width and soft hyphen", "하\xE2\x80\x8B나\xC2\xAD둘\xEF\xBB\xBF", "하나둘"},
      {"direction marks", "\xE2\x80\x8E하나\xE2\x80\xAC", "하나"},
      {"controls of C0 and C1", std::string("하\x01나\x7F") + "\xC2\x80둘", "하나둘"},
      {"zero byte", std::string("하\0나", 7), "하나"},
      {"line and paragraph separators, NEL", "하나\xE2\x80\xA8둘\xE2\x80\xA9셋\xC2\x85넷",
       "하나\n둘\n셋\n넷"},
      {"joiner stays inside an emoji", "👩\xE2\x80\x8D🚀 하\xE2\x80\x8D나", "👩\xE2\x80\x8D🚀 하나"},
      {"stray continuation", "하\x80나", "하\xEF\xBF\xBD나"},
      {"cut character at the end", "하\xEB\x82", "하\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"overlong form", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"encoded surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"CP949 bytes", "\xC7\xD1", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"a cut character, a stray continuation and much text",
       "가나\xEA(\xB4 " + std::string(300, 'a'),
       "가나\xEF\xBF\xBD(\xEF\xBF\xBD " + std::string(300, 'a')},
      {"quotation marks and dots are text", "“하나” ‘둘’ … · ※ 「셋」", "“하나” ‘둘’ … · ※ 「셋」"},
      {"a long plain line with a double blank far in",
       std::string(70, 'a') + "  " + std::string(70, 'b'),
       std::string(70, 'a') + " " + std::string(70, 'b')},
      {"a lead byte without its rest at the end of a block",
       std::string(65, 'a') + "\xEA" + std::string(70, 'b'),
       std::string(65, 'a') + "\xEF\xBF\xBD" + std::string(70, 'b')},
  };
  for (const Case& c : cases) EXPECT_EQ(lines(c.input), c.expected) << c.trap;
}

// The text is read in blocks: what stands where in them makes no difference.
TEST(Paragraphs, NormalisesLinesWhereverTheyStand) {
  constexpr std::string_view kPieces[] = {"가",
                                          "힣",
                                          "a",
                                          "漢",
                                          "“",
                                          "é",
                                          "·",
                                          "！",  // plain
                                          "\xEA",
                                          "\xB0",
                                          "\xC2",
                                          "\xED\xA0\x80",
                                          "\xED\x9F\xBF",
                                          "\xE2\x80\x8B",
                                          "\xE0\x80\x80",
                                          "\xEE\x80\x80",
                                          "\xC3",
                                          "\x7F",
                                          "\t",
                                          "  ",
                                          "\n",
                                          "\u3000",
                                          "\u2028",
                                          "\U0001F600"};
  std::mt19937 random(4);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    std::string expected;
    for (std::uint32_t i = random() % 40; i > 0; --i) {
      const bool is_plain = random() % 4 != 0;
      const std::string_view middle = kPieces[random() % (is_plain ? 8 : std::size(kPieces))];
      const std::string piece = "." + std::string(middle) + ".";
      text += piece;
      expected += lines(piece);
    }
    const std::string before(random() % 80, 'x');
    ASSERT_EQ(lines(before + text), before + expected) << text;
  }
}

TEST(Triggers, FindsEveryTriggerWhereverItStands) {
  std::vector<std::string_view> heads = {"![a](b)"};
  for (const cleaning::Notice& notice : cleaning::kNotices) heads.push_back(notice.head);
  for (const cleaning::Bracket& bracket : cleaning::kBrackets) heads.push_back(bracket.open);
  for (const std::string_view head : heads) {
    std::string line;
    for (int before = 0; before < 50; ++before) {
      const size_t place = line.size();
      const std::string whole = line + std::string(head) + "나다";
      std::vector<size_t> places;
      cleaning::Triggers::instance().find(whole, 0, places);
      EXPECT_TRUE(std::count(places.begin(), places.end(), place) == 1) << whole;
      EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
      places.clear();
      cleaning::Triggers::instance().find(whole, place + 1, places);
      EXPECT_TRUE(std::count(places.begin(), places.end(), place) == 0) << whole;
      line += before % 3 == 0 ? "a" : "가";
    }
  }
}

TEST(Paragraphs, PutsBlanksBetweenGluedSentences) {
  const Case cases[] = {
      {"statement", "다리를 열었다.이어 말했다.", "다리를 열었다. 이어 말했다."},
      {"polite", "열었습니다.KBS 뉴스입니다.", "열었습니다. KBS 뉴스입니다."},
      {"question", "열까요?시는 답했다.", "열까요? 시는 답했다."},
      {"digit follows", "열었다.2025년이다.", "열었다. 2025년이다."},
      {"curly quote opens", "열었다.“이제 걷자”고", "열었다. “이제 걷자”고"},
      {"straight quote opens", "열었다.\"이제 걷자\"고", "열었다. \"이제 걷자\"고"},
      {"straight quote closes", "\"열었다.\"고 말했다.", "\"열었다.\"고 말했다."},
      {"second quotation opens", "\"갔다.\" 그는 왔다.\"또 간다\"며",
       "\"갔다.\" 그는 왔다. \"또 간다\"며"},
      {"mark follows", "열었다.▲ 다음", "열었다. ▲ 다음"},
      {"already apart", "열었다. 이어", "열었다. 이어"},
      {"number", "3.5%와 2024.3.5와 1.다", "3.5%와 2024.3.5와 1.다"},
      {"abbreviations", "U.S. A.B와 No.1", "U.S. A.B와 No.1"},
      {"address", "www.example.com과 example.co.kr", "www.example.com과 example.co.kr"},
      {"file name", "보고서다.hwp와 자료.zip", "보고서다.hwp와 자료.zip"},
      {"spelled out", "뚫.어.져.라 본다", "뚫.어.져.라 본다"},
      {"ellipsis", "갔다...그리고", "갔다...그리고"},
      {"exclamation in a name", "야후!코리아", "야후!코리아"},
  };
  for (const Case& c : cases) EXPECT_EQ(with_blanks(c.input), c.expected) << c.trap;
}

TEST(Dates, NormalisesEveryForm) {
  const Case cases[] = {
      {"digits", "20230531", "2023-05-31"},
      {"slashes", "2019/01/01", "2019-01-01"},
      {"dots, one at the end", "2019.06.25.", "2019-06-25"},
      {"dots and blanks", "2017. 1. 1.", "2017-01-01"},
      {"time without zone is Seoul", "2021-12-05 23:52", "2021-12-05T23:52:00+09:00"},
      {"seconds and fraction", "2021-12-05 23:52:10.123", "2021-12-05T23:52:10+09:00"},
      {"ISO with zone", "2021-12-05T23:52:10+09:00", "2021-12-05T23:52:10+09:00"},
      {"UTC becomes the next day", "2021-12-31T20:00:00Z", "2022-01-01T05:00:00+09:00"},
      {"zone behind UTC", "2021-12-05T10:00:00-05:00", "2021-12-06T00:00:00+09:00"},
      {"zone far ahead goes to the day before", "2024-03-01T02:00:00+14:00",
       "2024-02-29T21:00:00+09:00"},
      {"NewsML", "20030904T175841+0900", "2003-09-04T17:58:41+09:00"},
      {"digits with time", "20230531232402", "2023-05-31T23:24:02+09:00"},
      {"RFC 822", "Tue, 05 Mar 2024 14:30:00 +0900", "2024-03-05T14:30:00+09:00"},
      {"seconds since 1970", "1704412800", "2024-01-05T09:00:00+09:00"},
      {"seconds since 1970 with a fraction", "1704412800.5", "2024-01-05T09:00:00+09:00"},
      {"milliseconds since 1970", "1704412800000", "2024-01-05T09:00:00+09:00"},
      {"a telephone number", "0212345678", ""},
      {"too few digits for seconds", "170441280", ""},
      {"a year of two digits", "24.01.05", "2024-01-05"},
      {"a year of two digits, with a time", "24-01-05 09:05", "2024-01-05T09:05:00+09:00"},
      {"a year of two digits of the last century", "99/12/31", "1999-12-31"},
      {"a year of two digits behind something", "v 24.01.05", ""},
      {"the month first", "Jan 5, 2024 9:05 AM", "2024-01-05T09:05:00+09:00"},
      {"the month first, in full", "January 5 2024", "2024-01-05"},
      {"as C writes it", "Fri Jan  5 09:05:00 KST 2024", "2024-01-05T09:05:00+09:00"},
      {"as C writes it, in GMT", "Fri Jan  5 09:05:00 GMT 2024", "2024-01-05T18:05:00+09:00"},
      {"RFC 822 in GMT", "Tue, 05 Mar 2024 14:30:00 GMT", "2024-03-05T23:30:00+09:00"},
      {"RFC 822, one digit, named zone", "5 Mar 2024 14:30 EST", "2024-03-06T04:30:00+09:00"},
      {"Korean", "2024년 3월 5일", "2024-03-05"},
      {"Korean with time", "2024년 3월 5일 오후 3시 20분", "2024-03-05T15:20:00+09:00"},
      {"portal", "입력 2021.12.05. 오후 11:52", "2021-12-05T23:52:00+09:00"},
      {"midnight and noon", "2021.12.05. 오전 12:10", "2021-12-05T00:10:00+09:00"},
      {"noon", "2021.12.05. 오후 12:10", "2021-12-05T12:10:00+09:00"},
      {"weekday in brackets", "2024-03-05 (화) 14:30", "2024-03-05T14:30:00+09:00"},
      {"the first of two", "2024.03.05 10:00 수정 2024.03.06 11:00", "2024-03-05T10:00:00+09:00"},
      {"leap day", "2024-02-29", "2024-02-29"},
      {"no such day", "2024-02-31", ""},
      {"no leap year", "2023-02-29", ""},
      {"month 13", "2024-13-01", ""},
      {"day 0", "20240100", ""},
      {"hour 25 leaves the day", "2024-03-05 25:10", "2024-03-05"},
      {"year alone", "2024", ""},
      {"mixed separators", "2024-03/05", ""},
      {"words", "어제 오후", ""},
      {"empty", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(normalise_date(c.input), c.expected) << c.trap;
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

TEST(Dates, NormalisingTwiceIsNormalisingOnce) {
  for (const char* date :
       {"20230531", "Tue, 05 Mar 2024 14:30:00 GMT", "입력 2021.12.05. 오후 11:52"}) {
    const std::string once = normalise_date(date);
    EXPECT_EQ(normalise_date(once), once);
  }
}

TEST(Dates, KnowsStampLines) {
  EXPECT_EQ(date_of_stamp_line("입력 2021.12.05. 오후 11:52"), "2021-12-05T23:52:00+09:00");
  EXPECT_EQ(date_of_stamp_line("2024.03.05 10:20 입력 | 2024.03.05 11:00 수정"),
            "2024-03-05T10:20:00+09:00");
  EXPECT_EQ(date_of_stamp_line("2024.03.05"), "") << "a bare date may be content";
  EXPECT_EQ(date_of_stamp_line("수정 작업은 2024.03.05 끝난다"), "");
}

TEST(Byline, NormalisesTheReporterField) {
  const Case cases[] = {
      {"address in brackets", "홍길동(gildong@example.com)", "홍길동"},
      {"rank and address", "홍길동 기자 gildong@example.com", "홍길동"},
      {"rank and address in brackets", "홍길동 기자 (gildong@example.com)", "홍길동"},
      {"several with addresses", "홍길동 기자 a@example.com 임꺽정 기자 b@example.com",
       "홍길동,임꺽정"},
      {"middle dots and places", "홍길동·임꺽정 기자, 세종=성춘향 기자", "홍길동,임꺽정,성춘향"},
      {"modifier", "홍길동 관광전문 기자(a@example.com) 임수정 인턴 기자(b@example.com)",
       "홍길동,임수정"},
      {"rank glued", "서울=홍길동기자 a@example.com", "홍길동"},
      {"outlet in front", "부산CBS 홍길동 기자 a@example.com", "홍길동"},
      {"desk in front", "영남취재본부 홍길동 기자 a@example.com", "홍길동"},
      {"title behind", "홍길동 달빛대 철학과 교수(풍수학 박사)", "홍길동"},
      {"line ends", "홍길동\n임꺽정", "홍길동,임꺽정"},
      {"twice the same", "홍길동 홍길동", "홍길동"},
      {"two-syllable surname", "남궁민수 기자", "남궁민수"},
      {"no name at all stays", "YTN", "YTN"},
      {"English name stays", "Jane Doe (jane@example.com)", "Jane Doe"},
      {"already clean", "홍길동,임꺽정", "홍길동,임꺽정"},
      {"empty", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(normalise_reporter(c.input), c.expected) << c.trap;
}

TEST(Cleaner, CleansBodies) {
  const std::vector<Case> cases = read_cases("body_cases.tsv");
  EXPECT_GT(cases.size(), 100u);
  for (const Case& c : cases) {
    const Article once = Cleaner().clean(article_of(c.input));
    EXPECT_EQ(once.body, c.expected) << c.trap;
    EXPECT_EQ(Cleaner().clean(once).body, once.body) << "cleaned twice: " << c.trap;
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
  const Case cases[] = {
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
  for (const Case& c : cases) {
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

// --------------------------------------------------------------------------------- invariants

bool is_valid_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t length = lead < 0x80   ? 1
                          : lead < 0xC2 ? 0
                          : lead < 0xE0 ? 2
                          : lead < 0xF0 ? 3
                          : lead < 0xF5 ? 4
                                        : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

void expect_invariants(const Article& raw) {
  const Article once = Cleaner().clean(raw);
  for (const std::string* field : {&once.title, &once.body, &once.press, &once.reporter,
                                   &once.section, &once.date, &once.id, &once.url}) {
    ASSERT_TRUE(is_valid_utf8(*field)) << raw.body;
    for (const char c : *field) {
      const bool control = (c >= 0 && c < ' ') || c == '\x7F';
      ASSERT_FALSE(control && !(c == '\n' && field == &once.body)) << raw.body;
    }
  }
  ASSERT_EQ(once.body.find("\n\n"), std::string::npos) << raw.body;
  ASSERT_EQ(once.body.find("  "), std::string::npos) << raw.body;
  const Article twice = Cleaner().clean(once);
  ASSERT_EQ(twice.body, once.body) << raw.body;
  ASSERT_EQ(twice.title, once.title) << raw.title;
  ASSERT_EQ(twice.reporter, once.reporter) << raw.reporter;
  ASSERT_EQ(twice.press, once.press) << raw.press;
  ASSERT_EQ(twice.date, once.date) << raw.date;
}

TEST(CleanerInvariants, HoldOnRandomBytes) {
  std::mt19937 random(20240305);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int round = 0; round < 2000; ++round) {
    Article raw;
    for (std::string* field :
         {&raw.title, &raw.body, &raw.press, &raw.reporter, &raw.date, &raw.url}) {
      const int length = round % 200;
      for (int i = 0; i < length; ++i) *field += static_cast<char>(byte(random));
    }
    ASSERT_NO_FATAL_FAILURE(expect_invariants(raw));
  }
}

/// Pieces that rules look for, put together at random: what one rule leaves must not wake another.
TEST(CleanerInvariants, HoldOnShuffledBoilerplate) {
  const std::vector<std::string> pieces = {
      "다리가 열렸다.",
      "다리가 열렸다. ",
      "길이는 3.5킬로미터",
      "\n",
      "\n",
      " ",
      "홍길동 기자",
      "임꺽정 특파원 ",
      "gildong@example.com",
      "[홍길동 기자]",
      "(서울=연합뉴스) ",
      "홍길동 기자 = ",
      "[이데일리 홍길동 기자] ",
      "(사진=연합뉴스)",
      "[사진]",
      "[달빛시 제공]",
      "(달빛시 제공)",
      "사진=달빛시",
      "/사진=달빛시",
      "ⓒ 달빛신문",
      "<저작권자 ⓒ 달빛신문 무단전재 및 재배포 금지>",
      "무단전재 및 재배포 금지",
      "*재판매 및 DB 금지",
      "(끝)",
      "이 기사의 카테고리는 언론사의 분류를 따릅니다.",
      "■ 제보하기▷ 전화",
      "여러분의 제보를 기다립니다.▶",
      "▼ 관련기사",
      "\n[관련기사]\n",
      "▶ 네이버에서 구독하기",
      "▷다리",
      "▶구독하기",
      "홍길동 기자 gildong@example.com",
      "EPA/Hong",
      "(AP Photo/Hong) FILE",
      "구성 : 홍길동 영상편집 : 임꺽정",
      "달빛시에 새 다리가 열려 주민들 환영",
      "기자명 홍길동 기자 입력 2021.12.05 11:52",
      "(adsbygoogle = window.adsbygoogle",
      "다른기사 보기",
      "발로 뛰는 더팩트는 24시간 ",
      "당신의 제보가 뉴스가 됩니다",
      "인사 게재 문의는 카톡",
      "〈",
      "›",
      "☞공감언론 뉴시스",
      "GoodNews paper",
      "기자gildong@example.com",
      " gildong @ example.com",
      "ⓒ 연합뉴스",
      "구성 : 홍길동 제작 : 임꺽정",
      "여러분의 제보를 기다립니다",
      "영상편집 홍길동",
      "// 본문 내용",
      "저작권자(c) 달빛신문,",
      "https://example.com/1",
      "![]() |",
      "![다리](http://a.b/c)",
      "| ",
      "입력 2021.12.05.",
      "[앵커]",
      "<기자>",
      "◀ 리포트 ▶",
      "영상편집 : 홍길동",
      "#다리 ",
      "#달빛",
      "[",
      "]",
      "(",
      ")",
      "<",
      ">",
      "\"",
      "'",
      "=",
      "&lt;",
      "&amp;quot;",
      "<p>",
      "</b>",
      "&#x3D;",
      "다.",
      "요?",
      "그는 ",
      "은 말했다",
      "※",
      "▶",
      "EPA/HONG",
      "(AP Photo/Hong)",
      "[서울경제]",
      "【원주】",
      "\xC2\xA0",
      "\xE2\x80\x8B",
      "2025.12.28",
      "/뉴스1",
      "달빛시는 새 다리를 3월에 연다고 밝혔다. 길이는 12킬로미터이며 걸어서도 건널 수 있다."};
  std::mt19937 random(7);
  std::uniform_int_distribution<size_t> pick(0, pieces.size() - 1);
  std::uniform_int_distribution<int> length(1, 14);
  for (int round = 0; round < 20000; ++round) {
    Article raw;
    for (int i = length(random); i > 0; --i) raw.body += pieces[pick(random)];
    for (int i = length(random) / 4; i > 0; --i) raw.title += pieces[pick(random)];
    for (int i = length(random) / 4; i > 0; --i) raw.reporter += pieces[pick(random)];
    ASSERT_NO_FATAL_FAILURE(expect_invariants(raw));
  }
}

std::string repeated(std::string_view piece, size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (size_t i = 0; i < count; ++i) out.append(piece);
  return out;
}

/// A quadratic step anywhere would make this run for hours, not for a second.
TEST(CleanerInvariants, TimeIsLinearInHostileText) {
  constexpr size_t kCount = 300'000;
  for (const char* piece : {"<",
                            "&",
                            "&amp;",
                            "<a x=\"",
                            "<!--",
                            "<script>",
                            "[",
                            "(",
                            "![",
                            "![](",
                            "[사진=",
                            "(서울=",
                            "제보",
                            "여러분의 제보",
                            "무단전재",
                            "▼ 관련기사",
                            "a@b.co ",
                            "a@b.co",
                            "홍길동 기자 ",
                            "ⓒ ",
                            "\"다.\"",
                            "다.",
                            "#가",
                            "입력 ",
                            "\n",
                            " ",
                            "|",
                            "사진=",
                            "/",
                            "이 기사는 ",
                            "<저작권자 ",
                            "저작권자 ⓒ",
                            "(끝)",
                            "\xEA",
                            "다.이"}) {
    const Article article = Cleaner().clean(article_of(repeated(piece, kCount)));
    EXPECT_TRUE(is_valid_utf8(article.body)) << piece;
  }
}

}  // namespace
}  // namespace gisa

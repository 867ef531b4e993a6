#include "searcher/engine/query/query_parser.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr int kToday = 20'000;  // 2024-10-04

std::optional<QueryNode> parse(std::string_view query) {
  std::vector<Note> notes;
  return parse_query(query, kToday, notes);
}

// The tree as nested lists, without the spelling that to_string() chooses.
std::string outline(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  static const char* const kNames[] = {"words", "phrase",   "prefix", "filter", "date", "must",
                                       "not",   "sequence", "and",    "or",     "near"};
  static const char* const kFields[] = {"",          "title/",   "body/", "press/",
                                        "reporter/", "section/", "id/",   "url/"};
  if (node.kind == Kind::kWords || node.kind <= Kind::kFilter) {
    std::string out = node.kind == Kind::kWords ? "" : std::string(kNames[int(node.kind)]) + " ";
    out += kFields[int(node.field)] + ("<" + node.text + ">");
    if (node.boost != 1) out += "^" + std::to_string(node.boost).substr(0, 4);
    return out;
  }
  if (node.kind == Kind::kDate) return "date " + to_string(node.dates);
  std::string out = kNames[int(node.kind)];
  if (node.kind == Kind::kNear) out += std::to_string(node.distance);
  out += '(';
  for (const QueryNode& child : node.children) {
    if (&child != &node.children.front()) out += ", ";
    out += outline(child);
  }
  return out + ')';
}

std::string outline(std::string_view query) {
  const auto tree = parse(query);
  return tree ? outline(*tree) : "nothing";
}

struct Case {
  const char* query;
  const char* tree;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(outline(c.query), c.tree) << c.query;
    const auto tree = parse(c.query);
    if (!tree) continue;
    const std::string printed = to_string(*tree);
    EXPECT_EQ(outline(printed), c.tree) << c.query << " printed as " << printed;
  }
}

TEST(QueryParser, PlainWordsStayAsTyped) {
  check({
      {"", "nothing"},
      {" \t\n　", "nothing"},
      {"금리", "<금리>"},
      {"  금리  인상 ", "<금리  인상>"},
      {"금리 인상\n한국은행", "<금리 인상\n한국은행>"},
      {"-5도 강추위", "<-5도 강추위>"},
      {"서울 -5도", "<서울 -5도>"},
      {"+3% 올라", "<+3% 올라>"},
      {"C++", "<C++>"},
      {"AT&T R&D", "<AT&T R&D>"},
      {"K-팝 covid-19", "<K-팝 covid-19>"},
      {"3.5% 1,000", "<3.5% 1,000>"},
      {"한은, 금리 동결", "<한은, 금리 동결>"},
      {"http://a.b/c?d=1", "<http://a.b/c?d=1>"},
      {"KBS: 뉴스", "<KBS: 뉴스>"},
      {"[단독] 속보…끝", "<[단독] 속보…끝>"},
      {"(주)삼성", "<(주)삼성>"},
      {"대학등록금 (종합) 3.19%", "<대학등록금 (종합) 3.19%>"},
      {"코로나19(COVID-19) 확산", "<코로나19(COVID-19) 확산>"},
      {"‘택스큐’ 출시", "<‘택스큐’ 출시>"},
      {"'캐스퍼' 분쟁 『책』 「글」", "<'캐스퍼' 분쟁 『책』 「글」>"},
      {"and or not near", "<and or not near>"},
      {"ANDROID NOTE ORANGE", "<ANDROID NOTE ORANGE>"},
      {"금리 - 인하", "<금리 - 인하>"},
      {"금리 -- 인하", "<금리 -- 인하>"},
      {"a+b a-b 1+1", "<a+b a-b 1+1>"},
      {"5*3 *사진", "<5*3 *사진>"},
      {"2^10승 ^^", "<2^10승 ^^>"},
      {"65\" TV 32\"", "<65\" TV 32\">"},
      {"!!! …", "<!!! …>"},
      {"C:\\뉴스\\파일", "<C:\\뉴스\\파일>"},
      {"최근 7일", "<최근 7일>"},
  });
}

TEST(QueryParser, Phrases) {
  check({
      {"\"금리 인상\"", "phrase <금리 인상>"},
      {"“금리 인상”", "phrase <금리 인상>"},
      {"＂금리 인상＂", "phrase <금리 인상>"},
      {"\" 금리 \"", "phrase <금리>"},
      {"한은 \"금리 인상\" 단행", "sequence(<한은>, phrase <금리 인상>, <단행>)"},
      {"장동혁“진정성”은", "sequence(<장동혁>, phrase <진정성>, <은>)"},
      {"\"가\"\"나\"", "sequence(phrase <가>, phrase <나>)"},
      {"\"그는 “좋다” 했다\"", "phrase <그는 “좋다” 했다>"},
      {"\"그가 \\\"예\\\" 했다\"", "phrase <그가 \"예\" 했다>"},
      {"\"-인하 AND (x\"", "phrase <-인하 AND (x>"},
      {"\"금리\"^2", "phrase <금리>^2.00"},
      {"\"\" \"…\"", "<\"\" \"…\">"},
  });
}

TEST(QueryParser, Operators) {
  check({
      {"금리 AND 인하", "and(<금리>, <인하>)"},
      {"금리 && 인하", "and(<금리>, <인하>)"},
      {"금리 OR 인하", "or(<금리>, <인하>)"},
      {"금리|인하", "or(<금리>, <인하>)"},
      {"금리 ｜ 인하 || 환율", "or(<금리>, <인하>, <환율>)"},
      {"금리 NOT 인하", "sequence(<금리>, not(<인하>))"},
      {"금리 -인하", "sequence(<금리>, not(<인하>))"},
      {"금리 －인하", "sequence(<금리>, not(<인하>))"},
      {"+금리 인하", "sequence(must(<금리>), <인하>)"},
      {"＋금리", "must(<금리>)"},
      {"-금리", "not(<금리>)"},
      {"NOT 5도", "not(<5도>)"},
      {"NOT NOT 금리", "must(<금리>)"},
      {"-(-금리)", "must(<금리>)"},
      {"+(-금리)", "not(<금리>)"},
      {"(금리 NOT 인하) OR 환율", "or(sequence(<금리>, not(<인하>)), <환율>)"},
      {"a b AND c d OR e", "or(and(<a b>, <c d>), <e>)"},
      {"a (b OR c) d", "sequence(<a>, or(<b>, <c>), <d>)"},
      {"（a OR b）AND c", "and(or(<a>, <b>), <c>)"},
      {"(a AND b) AND c", "and(and(<a>, <b>), <c>)"},
      {"((금리))", "<금리>"},
      {"(금리 인상) AND (환율)", "and(<금리 인상>, <환율>)"},
      {"-\"금리 인상\"", "not(phrase <금리 인상>)"},
      {"+(금리 인상) 환율", "sequence(must(<금리 인상>), <환율>)"},
      {"금리 NEAR/3 인하", "near3(<금리>, <인하>)"},
      {"한은 금리 NEAR 인하 전망", "sequence(<한은>, near10(<금리>, <인하>), <전망>)"},
      {"a NEAR/2 b NEAR/7 \"c d\"", "near7(<a>, <b>, phrase <c d>)"},
      {"NOT a NEAR/2 b", "not(near2(<a>, <b>))"},
      {"삼성*", "prefix <삼성>"},
      {"삼성＊ 실적", "sequence(prefix <삼성>, <실적>)"},
      {"금리^2 인상", "sequence(<금리>^2.00, <인상>)"},
      {"(금리 인상)^0.5", "<금리 인상>^0.50"},
      {"삼성*^3", "prefix <삼성>^3.00"},
      {"(a^2 OR b)^3", "or(<a>^6.00, <b>^3.00)"},
  });
}

TEST(QueryParser, Fields) {
  check({
      {"title:금리", "title/<금리>"},
      {"제목:금리 인상", "sequence(title/<금리>, <인상>)"},
      {"TITLE：금리", "title/<금리>"},
      {"제목:(금리 인상)", "title/<금리 인상>"},
      {"제목:(금리 OR \"기준 환율\")", "or(title/<금리>, phrase title/<기준 환율>)"},
      {"body:\"금리 인상\"", "phrase body/<금리 인상>"},
      {"본문:삼성*", "prefix body/<삼성>"},
      {"title:(a NEAR/2 b)", "near2(title/<a>, title/<b>)"},
      {"press:(title:a NEAR b)", "sequence(title/<a>, filter press/<b>)"},
      {"title:-5", "title/<-5>"},
      {"title:(금리 인상)^2", "title/<금리 인상>^2.00"},
      {"press:한겨레", "filter press/<한겨레>"},
      {"언론사:\"조선 일보\"", "filter press/<조선 일보>"},
      {"press:'조선 일보' 금리", "sequence(filter press/<조선 일보>, <금리>)"},
      {"(press:‘한겨레’)", "filter press/<한겨레>"},
      {"press:'d'Or'", "filter press/<d'Or>"},
      {"press:'80", "filter press/<'80>"},
      {"press:\"'한겨레'\"", "filter press/<'한겨레'>"},
      {"title:'금리'", "title/<'금리'>"},
      {"id:\"a b\" id:'a-1'", "sequence(filter id/<a b>, filter id/<a-1>)"},
      {"언론사:한겨레,경향신문", "or(filter press/<한겨레>, filter press/<경향신문>)"},
      {"press:(한겨레 OR 경향)", "or(filter press/<한겨레>, filter press/<경향>)"},
      {"기자:김한결 -섹션:경제", "sequence(filter reporter/<김한결>, not(filter section/<경제>))"},
      {"분야:경제", "filter section/<경제>"},
      {"id:a-1,b", "filter id/<a-1,b>"},
      {"url:https://a.b/c?d=(e)", "filter url/<https://a.b/c?d=(e)>"},
      {"(id:x)", "filter id/<x>"},
      {"date:2024", "date 2024-01-01..2024-12-31"},
      {"date:2024-01..2024-03", "date 2024-01-01..2024-03-31"},
      {"date:\"2024-01..2024-03\"", "date 2024-01-01..2024-03-31"},
      {"date:'2024-03-05'", "date 2024-03-05"},
      {"날짜:“2024년 3월 5일”", "date 2024-03-05"},
      {"date:\"2024-01 .. 2024-03\"", "date 2024-01-01..2024-03-31"},
      {"(date:‘2024.3.5’ 금리)", "sequence(date 2024-03-05, <금리>)"},
      {"date:“2024”", "date 2024-01-01..2024-12-31"},
      {"날짜:\"＞＝２０２４\"", "date 2024-01-01.."},
      {"date:2024-03~2024-01", "date 2024-01-01..2024-03-31"},
      {"date:2024..2024-03", "date 2024-01-01..2024-03-31"},
      {"date:2024-06..2024", "date 2024-06-01..2024-12-31"},
      {"날짜:>=2025-06-01", "date 2025-06-01.."},
      {"date:>2024-06", "date 2024-07-01.."},
      {"date:<2024", "date ..2023-12-31"},
      {"date:..2024.2.9", "date ..2024-02-09"},
      {"date:20240229", "date 2024-02-29"},
      {"날짜:2024년2월", "date 2024-02-01..2024-02-29"},
      {"날짜:오늘", "date 2024-10-04"},
      {"날짜:최근7일", "date 2024-09-28..2024-10-04"},
      {"최근1개월 금리", "sequence(date 2024-09-05..2024-10-04, <금리>)"},
      {"-date:2024", "not(date 2024-01-01..2024-12-31)"},
  });
}

TEST(QueryParser, EscapesMakeWords) {
  check({
      {"\\-금리", "<-금리>"},
      {"\\AND \\최근7일", "<AND 최근7일>"},
      {"금리 \\OR 환율", "<금리 OR 환율>"},
      {"title\\:금리", "<title:금리>"},
      {"\\\"금리\\\"", "<\"금리\">"},
      {"삼성\\*", "<삼성*>"},
      {"금리\\^2", "<금리^2>"},
      {"a\\|b", "<a|b>"},
      {"\\(a OR b\\)", "or(<(a>, <b)>)"},
      {"a\\\\b", "<a\\b>"},
  });
}

TEST(QueryParser, SlipsAreWordsWithANote) {
  struct Slip {
    const char* query;
    const char* tree;
    std::size_t offset;
  };
  for (const Slip& c : {
           Slip{"사과 \"배", "<사과 \"배>", 7},
           Slip{"“사과", "<“사과>", 0},
           Slip{"(사과", "<(사과>", 0},
           Slip{"사과 (배 AND 감", "and(<사과 (배>, <감>)", 7},
           Slip{"AND 사과", "<AND 사과>", 0},
           Slip{"사과 OR", "<사과 OR>", 7},
           Slip{"사과 AND OR 배", "or(<사과 AND>, <배>)", 7},
           Slip{"NOT", "<NOT>", 0},
           Slip{"사과 |", "<사과 |>", 7},
           Slip{"NEAR/3 사과", "<NEAR/3 사과>", 0},
           Slip{"(사과) NEAR/3 배", "<(사과) NEAR/3 배>", 9},
           Slip{"date:언젠가", "<언젠가>", 0},
           Slip{"date:\"언젠가\"", "<\"언젠가\">", 0},
           Slip{"date:2024-13", "<2024-13>", 0},
           Slip{"제목: 사과", "<제목: 사과>", 0},
           Slip{"제목:\"\" 사과", "<제목:\"\" 사과>", 0},
           Slip{"언론사:'' 사과", "<언론사:'' 사과>", 0},
           Slip{"언론사:“” 사과", "<언론사:“” 사과>", 0},
           // What cannot be is read as the nearest that can.
           Slip{"사과^0", "<사과>^0.01", 6},
           Slip{"사과^0.001 배", "sequence(<사과>^0.01, <배>)", 6},
           Slip{"배 사과*^1000", "sequence(<배>, prefix <사과>^100.)", 11},
           Slip{"\"사과\"^999999999999999999999999", "phrase <사과>^100.", 8},
           Slip{"(사과 OR 배)^0", "or(<사과>^0.01, <배>^0.01)", 15},
           Slip{"사과 NEAR/0 배", "near1(<사과>, <배>)", 7},
           Slip{"사과 NEAR/99999999999 배", "near1000(<사과>, <배>)", 7},
           Slip{"NEAR/0 사과", "<NEAR/0 사과>", 0},
           Slip{"date:2025-03..2024-01", "date 2024-01-01..2025-03-31", 0},
           Slip{"배 날짜:최근7일~2023", "sequence(<배>, date 2023-01-01..2024-10-04)", 4},
           Slip{"최근0일", "<최근0일>", 0},
           Slip{"배 최근99999일", "<배 최근99999일>", 4},
       }) {
    std::vector<Note> notes;
    const auto tree = parse_query(c.query, kToday, notes);
    ASSERT_TRUE(tree) << c.query;
    EXPECT_EQ(outline(*tree), c.tree) << c.query;
    ASSERT_EQ(notes.size(), 1U) << c.query;
    EXPECT_EQ(notes[0].offset, c.offset) << c.query;
  }
  // Without a note: nobody meant an operator.
  for (const char* query : {"사과)", "()", "NEAR/", "NEAR/x", "^2", "^0", "2^10승", "최근일", "*",
                            "+", "-", "사과^", "^~&"}) {
    std::vector<Note> notes;
    const auto tree = parse_query(query, kToday, notes);
    EXPECT_EQ(outline(*tree), "<" + std::string(query) + ">");
    EXPECT_TRUE(notes.empty()) << query;
  }
}

TEST(QueryParser, DeepGroupsDoNotEndTheStack) {
  for (const std::string part : {"(", "+(", "NOT ", "-(", "title:(", "(a OR ", "\"(", "\\"}) {
    std::string query;
    for (int i = 0; i < 20'000; ++i) query += part;
    query += "x";
    for (int i = 0; i < 20'000; ++i) query += ")";
    ASSERT_TRUE(parse(query));
  }
}

// Whatever is typed is read, and what was understood reads the same again.
TEST(QueryParser, RandomQueriesPrintAndParseBack) {
  const std::string_view parts[] = {
      "금리",    "인상 ", "5",        "a",        " ",      " ",     "\"",     "“",        "”",
      "＂",      "(",     ")",        "(",        ")",      "+",     "-",      "|",        "*",
      "^2",      "^0",    "^",        ":",        "title:", "제목:", "press:", "id:",      "date:",
      "2024-01", "..",    "최근7일 ", "\\",       "AND ",   " OR ",  "NOT ",   " NEAR/3 ", "NEAR ",
      ",",       ".",     "／",       "（",       "）",     "：",    "－",     "＋",       "\n",
      "　",      "'",     "\xff",     "\xed\x95", "&& ",    "~",     ">=",     "오늘",     "é",
      "漢",      "①",     "🍎"};
  std::mt19937 random(20250601);
  for (int round = 0; round < 60'000; ++round) {
    std::string query;
    for (auto count = random() % 14; count > 0; --count) {
      if (random() % 40 == 0)
        append_utf8(query, static_cast<char32_t>(random() % 0xD7FF));
      else
        query += parts[random() % std::size(parts)];
    }
    std::vector<Note> notes;
    const auto tree = parse_query(query, kToday, notes);
    for (const Note& note : notes) ASSERT_LT(note.offset, query.size()) << query;
    if (!tree) continue;
    const std::string printed = to_string(*tree);
    const auto again = parse(printed);
    ASSERT_TRUE(again) << query << " printed as " << printed;
    ASSERT_EQ(outline(*again), outline(*tree)) << query << " printed as " << printed;
    ASSERT_TRUE(*again == *tree) << query << " printed as " << printed;
  }
}

TEST(QueryParser, RandomBytesAreRead) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string query;
    for (auto count = random() % 40; count > 0; --count)
      query += static_cast<char>(random() % 4 == 0 ? "\"()+-|*^:\\ "[random() % 11] : random());
    const auto tree = parse(query);
    ASSERT_TRUE(!tree || parse(to_string(*tree)) == tree) << query;
  }
}

TEST(DateRange, Table) {
  struct Form {
    const char* text;
    const char* expected;
  };
  const Form cases[] = {
      {"오늘", "2024-10-04"},
      {"today", "2024-10-04"},
      {"어제", "2024-10-03"},
      {"yesterday", "2024-10-03"},
      {"이번달", "2024-10-01..2024-10-31"},
      {"지난달", "2024-09-01..2024-09-30"},
      {"올해", "2024-01-01..2024-12-31"},
      {"작년", "2023-01-01..2023-12-31"},
      {"지난해", "2023-01-01..2023-12-31"},
      {"최근1일", "2024-10-04"},
      {"최근2주", "2024-09-21..2024-10-04"},
      {"최근2달", "2024-08-05..2024-10-04"},
      {"최근2개월", "2024-08-05..2024-10-04"},
      {"최근1년", "2023-10-05..2024-10-04"},
      {"2024/2/9", "2024-02-09"},
      {"2024.2.9.", "2024-02-09"},
      {"2024년2월9일", "2024-02-09"},
      {"20240209", "2024-02-09"},
      {"202402", "2024-02-01..2024-02-29"},
      {"2024년2월", "2024-02-01..2024-02-29"},
      {"2024년", "2024-01-01..2024-12-31"},
      {"0001", "0001-01-01..0001-12-31"},
      {"9999", "9999-01-01..9999-12-31"},
      {">=2024-02", "2024-02-01.."},
      {">2024-02", "2024-03-01.."},
      {"<=2024-02", "..2024-02-29"},
      {"<2024-02", "..2024-01-31"},
      {"2024-02..", "2024-02-01.."},
      {"~2024-02", "..2024-02-29"},
      {"2023~2024-02", "2023-01-01..2024-02-29"},
      {"2024-02-09..2024-02-09", "2024-02-09"},
      {"2024-02..2023", "2023-01-01..2024-02-29"},
  };
  for (const Form& c : cases) {
    const auto range = parse_date_range(c.text, kToday);
    ASSERT_TRUE(range) << c.text;
    EXPECT_EQ(to_string(*range), c.expected) << c.text;
  }
  EXPECT_TRUE(begins_with_later_date("2024-02..2023", kToday));
  for (const char* text : {"2023..2024-02", "2024..2024", "2024-02-09..2024-02-09", "2024..",
                           "..2024", "2024..2023x", "x..2023", "2024"})
    EXPECT_FALSE(begins_with_later_date(text, kToday)) << text;
}

TEST(DateRange, RefusesWhatIsNoDate) {
  for (const char* text :
       {"",           "..",   "~",           ">=",          "24-01",   "2024-00", "2024-02-30",
        "2024-1-1-1", "0000", "20240",       "최근일",      "최근0일", "최근7",   "최근99999일",
        "최근2024년", "내일", ">2024..2025", "9999-12-31x", ">9999",   "<0001"}) {
    EXPECT_FALSE(parse_date_range(text, kToday)) << text;
  }
}

TEST(DateRange, MonthsEndWhereTheyEnd) {
  const int may31 = *day_of("2024-05-31");
  EXPECT_EQ(to_string(*parse_date_range("최근3개월", may31)), "2024-03-01..2024-05-31");
  EXPECT_EQ(to_string(*parse_date_range("지난달", may31)), "2024-04-01..2024-04-30");
  EXPECT_EQ(to_string(*parse_date_range("최근1년", *day_of("2024-02-29"))),
            "2023-03-01..2024-02-29");
  EXPECT_EQ(day_of("2024-05-31T10:00:00+09:00"), may31);
  for (const char* text : {"2024", "2024-13-01", "2024-01-1x", "2024-01월"})
    EXPECT_FALSE(day_of(text)) << text;
}

}  // namespace
}  // namespace gisa

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

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
          // Tables that were joined.
          {"\uFEFFid,제목,본문,x\n1,가,나,y\n\uFEFFid,제목,본문,z\n2,다,라,y\n3,제목,마,y\n",
           {"2: id=1 | title=가 | body=나", "4: id=2 | title=다 | body=라",
            "5: id=3 | title=제목 | body=마"}},
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
                   {"title,body\n\"가\n나\n다,라\n",
                    {"2! a quote is not closed", "4: title=다 | body=라"}},
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

}  // namespace
}  // namespace gisa

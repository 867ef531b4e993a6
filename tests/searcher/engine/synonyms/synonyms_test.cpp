#include "searcher/engine/synonyms/synonyms.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "common/text/utf8.h"
#include "gisa/error.h"

namespace gisa {
namespace {

// "length: alternative | alternative" of the first word of a query.
std::string match(const Synonyms& synonyms, std::string_view query) {
  Analyzer analyzer;
  const std::vector<QueryWord> words = analyze_query(query, analyzer);
  const Synonyms::Match found = synonyms.match(words, 0, analyzer);
  if (found.length == 0) return "";
  std::string out = std::to_string(found.length) + ":";
  for (const auto& alternative : *found.alternatives) {
    if (!out.ends_with(':')) out += " |";
    for (const QueryWord& word : alternative) {
      out += ' ';
      append_utf8(out, word.stem);
    }
  }
  return out;
}

TEST(Synonyms, Table) {
  struct Case {
    std::string file;
    std::string query;
    std::string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"한은 = 한국은행", "한은 금리", "1: 한국은행", "a word for a word"},
      {"한은 = 한국은행", "한국은행 금리", "1: 한은", "and back"},
      {"한은 = 한국은행", "한국은행이", "1: 한은", "josa do not matter"},
      {"한은 = 한국은행", "은행", "", "a part is nothing"},
      {"코로나 => 코로나19", "코로나", "1: 코로나 19", "one way"},
      {"여권 => 정부 여당", "여당", "", "not the other"},
      {"Fed = 연준 = 연방준비제도", "ＦＥＤ", "1: 연준 | 연방준비제도", "three, case and width"},
      {"covid-19 = 코로나19", "covid 19 확산", "2: 코로나 19", "two words"},
      {"covid-19 = 코로나19", "covid 확산", "", "half of two words"},
      {"a b = x\na = y", "a b", "2: x", "the longest entry"},
      {"a b = x\na = y", "a c", "1: y", "the shorter entry"},
      {"a = x\na = y\na = x", "a", "1: x | y", "lines add up, each once"},
      {"# 한은 = 한국은행\n\n  \n a = x # 뒤\r\n", "a", "1: x", "comments and blank lines"},
      {"C# = 시샵", "C#", "1: 시샵", "a sharp is no comment"},
      {"a = x", "4,800만원", "1: 4천800 | 4천8백", "a number written otherwise"},
      {"a = x", "2천억", "1: 2000", "and back"},
      {"a = x", "48원", "", "no hundreds"},
      {"a = x", "천만 관객", "1: 1천 만 | 1000 만", "a number without digits"},
      {"a = x", "백억원을", "1: 1백 억원 | 100 억원", "with more behind it"},
      {"a = x", "백조", "", "a swan"},
      {"a = x", "천막", "", "a tent"},
      {"a = x", "한·미의 회담", "2: 한미", "a middle dot"},
      {"a = x", "초·중·고", "3: 초중고", "two of them"},
      {"a = x", "원/달러", "2: 원달러", "a slash"},
      {"a = x", "12·3 계엄", "2: 12.3", "a day"},
      {"a = x", "5·18·19", "", "no day"},
      {"a = x", "한· 미", "", "a blank parts"},
      {"a = x", "학계·한국은행", "", "two words, no parts"},
      {"은행 = bank", "당국·은행", "", "words with synonyms of their own"},
      {"미 = 미국", "한·미", "2: 한미", "but syllables are parts"},
      {"a = x", "한-미 회담", "2: 한미", "a hyphen"},
      {"a = x", "2-1 승리", "2: 2 대 1", "a score"},
      {"a = x", "고려대학교·연세대학교", "1: 고려대", "long words by themselves"},
      {"a = x", "고려대학교에서", "1: 고려대", "a university"},
      {"a = x", "이화여자대학교", "1: 이화여대", "and one for women"},
      {"a = x", "숙명여대", "1: 숙명여자대학교", "and back"},
      {"a = x", "고려대", "", "stands in the long name anyway"},
      {"a = x", "대학교", "", "none in particular"},
      {"a = x", "서울대학교병원", "1: 서울대병원", "a hospital"},
      {"a = x", "서울중앙지법", "1: 서울중앙지방법원", "a court"},
      {"a = x", "수원지방검찰청", "1: 수원지검", "prosecutors"},
      {"a = x", "청탁금지법", "", "a law"},
      {"a = x", "표시광고법", "", "another"},
      {"a = x", "무안국제공항", "1: 무안공항", "an airport"},
      {"a = x", "통합신공항", "", "one without a long name"},
      {"1000 = 천", "1000", "1: 천", "the list goes first"},
      {"# nothing", "4800", "", "nothing is wanted"},
  };
  for (const Case& c : cases) {
    Analyzer analyzer;
    Synonyms synonyms;
    synonyms.read(c.file, "s.txt", analyzer);
    EXPECT_EQ(match(synonyms, c.query), c.expected) << c.trap;
  }
}

TEST(Synonyms, BadLinesAreToldWithTheirPlace) {
  std::string many = "a";
  for (std::size_t i = 0; i <= Synonyms::kMostAlternatives; ++i) many += " = b" + std::to_string(i);
  const std::vector<std::string> lines = {"한은",        "한은 =",    "= 한은",
                                          "a => b => c", "a = ! = b", many};
  for (const std::string& line : lines) {
    Analyzer analyzer;
    Synonyms synonyms;
    try {
      synonyms.read("x = y\n" + line + "\n", "s.txt", analyzer);
      ADD_FAILURE() << line;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
      EXPECT_EQ(std::string(error.what()).find("s.txt:2: "), 0u) << error.what();
      EXPECT_FALSE(error.hint().empty());
    }
  }
}

TEST(Synonyms, TheDefaultListIsReadable) {
  Analyzer analyzer;
  Synonyms synonyms;
  synonyms.read(Synonyms::default_text(), "default", analyzer);
  EXPECT_EQ(match(synonyms, "한은"), "1: 한국은행");
  EXPECT_EQ(match(synonyms, "코로나19"), "2: covid 19 | 코로나바이러스감염증 19");
}

TEST(Synonyms, TheDefaultListSaysNothingTwice) {
  std::istringstream lines{std::string(Synonyms::default_text())};
  std::set<std::string> met;
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(line.empty() || line[0] == '#' || met.insert(line).second) << line;
}

}  // namespace
}  // namespace gisa

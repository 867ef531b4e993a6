#include "searcher/engine/text/text_matcher.h"

#include <gtest/gtest.h>

#include <string>

namespace gisa {
namespace {

// The text with every match of the query in [brackets].
std::string mark(std::string_view query, std::string_view text) {
  Analyzer analyzer;
  const std::vector<QueryWord> words = analyze_query(query, analyzer);
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::vector<WordMatch> matches;
  TextMatcher(words).find(analysis, matches);
  std::string out;
  std::size_t done = 0;
  for (const WordMatch& match : matches) {
    const auto [begin, end] = analysis.source_range(match.begin, match.end);
    if (begin < done) continue;
    out += std::string(text.substr(done, begin - done)) + "[" +
           std::string(text.substr(begin, end - begin)) + "]";
    done = end;
  }
  return out + std::string(text.substr(done));
}

TEST(TextMatcher, Table) {
  struct Case {
    const char* query;
    const char* text;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"상황", "상황판을 보았다", "[상황]판을 보았다", "inside a word"},
      {"결제", "간편결제 시장", "간편[결제] 시장", "end of a compound"},
      {"금리가", "금리를 올렸다", "[금리]를 올렸다", "josa of the query and of the text"},
      {"회의", "동창회 의장", "동창회 의장", "not from the middle of one word into the next"},
      {"인공지능", "인공 지능 기술", "[인공 지능] 기술", "across a space"},
      {"금리인하", "기준금리 인하", "기준[금리 인하]", "from the end of a word into the next"},
      {"두근두근내인생", "두근두근 내인생", "[두근두근 내인생]", "its end is as its beginning"},
      {"인공 지능", "인공지능 기술", "[인공][지능] 기술", "two words inside one"},
      {"리스트", "리스본 스포츠 테스트", "리스본 스포츠 테스트", "bigrams alone are no match"},
      {"AI", "CHAIN AI가", "CHAIN [AI]가", "letters match whole"},
      {"43억", "143억 43억", "143[억] [43][억]", "numbers match whole"},
      {"빵", "식빵을", "식[빵]을", "one syllable"},
      {"143억달러", "143억 달러를", "[143][억 달러]를", "a unit may be spaced"},
      {"김일성", "金日成 주석", "[金日成] 주석", "Hanja by reading"},
      {"歷史", "한국의 역사", "한국의 [역사]", "reading by Hanja"},
      {"미국", "美, 관세", "[美], 관세", "abbreviation"},
      {"역사", "땅의 歷史를", "땅의 [歷史]를", "gloss"},
      {"ai", "ＡＩ 반도체", "[ＡＩ] 반도체", "full width"},
      {"인상했다", "인상한 뒤", "[인상]한 뒤", "other ending"},
      {"1,000", "1000명", "[1000]명", "commas"},
  };
  for (const Case& c : cases) EXPECT_EQ(mark(c.query, c.text), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa

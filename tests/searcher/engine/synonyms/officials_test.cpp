#include "searcher/engine/synonyms/officials.h"

#include <gtest/gtest.h>

#include <map>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(Officials, Table) {
  const std::map<std::u16string, std::vector<std::u16string>> institutions = {
      {u"방통위", {u"방송통신위원회"}}, {u"방송통신위원회", {u"방통위"}},
      {u"금감원", {u"금융감독원"}},     {u"금융감독원", {u"금감원"}},
      {u"헌재", {u"헌법재판소"}},       {u"헌법재판소", {u"헌재"}},
      {u"질병청", {u"질병관리청"}},     {u"학교", {u"배움터"}}};
  const auto names = [&](const std::u16string& name) {
    const auto found = institutions.find(name);
    return found == institutions.end() ? std::vector<std::u16string>() : found->second;
  };
  struct Case {
    const char* query;
    const char* expected;  // words: title | title
    const char* trap;
  };
  const Case cases[] = {
      {"방통위원장", "1: 방송통신위원장", "short to long"},
      {"방송통신위원장", "1: 방통위원장", "and back"},
      {"금감원장", "1: 금융감독원장", "one syllable more"},
      {"금융감독원장", "1: 금감원장", "and back"},
      {"헌재소장", "1: 헌법재판소장", "the long one ends in 소"},
      {"헌법재판소장", "1: 헌재소장", "and back"},
      {"질병청장", "1: 질병관리청장", "an agency"},
      {"국방장관", "1: 국방부 장관", "a minister"},
      {"국방장관은", "1: 국방부 장관", "with a josa"},
      {"국방부 장관", "2: 국방장관", "two words"},
      {"국방부장관", "", "as one, which finds both"},
      {"경기지사", "1: 경기도지사", "a governor"},
      {"제주도지사", "1: 제주지사", "and back"},
      {"해외지사", "", "a branch"},
      {"서울지사", "", "no province"},
      {"장관", "", "nothing before it"},
      {"일부 장관", "", "no ministry"},
      {"시장", "", "of nothing"},
      {"운동장", "", "no institution"},
      {"위원장", "", "of nothing either"},
      {"", "", "nothing"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    const OtherForms other = other_titles(analyze_query(c.query, analyzer), names);
    std::string found = other.words == 0 ? "" : std::to_string(other.words) + ":";
    for (const std::u16string& title : other.forms) found.append(" ").append(to_utf8(title));
    EXPECT_EQ(found, c.expected) << c.query << ": " << c.trap;
  }
}

}  // namespace
}  // namespace gisa

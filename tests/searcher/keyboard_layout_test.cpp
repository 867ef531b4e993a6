#include "searcher/engine/query/keyboard_layout.h"

#include <gtest/gtest.h>

#include <string>

#include "gisa/searcher.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

TEST(HangulOfKeys, Table) {
  struct Case {
    std::string keys;
    std::string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"tkatjdwjswk", "삼성전자", "finals and initials"},
      {"rlwnsrmafl", "기준금리", "a consonant between two vowels begins a syllable"},
      {"rkqt", "값", "two finals"},
      {"rkqtdl", "값이", "two finals before a consonant"},
      {"rkqtl", "갑시", "the second of two is the next initial"},
      {"ekfrrhrl", "닭고기", "two of a kind"},
      {"dlTek", "있다", "Shift makes a double consonant"},
      {"RhcEkf", "꽃딸", "also as an initial"},
      {"dodl", "애이", "ㅐ by a key of its own"},
      {"dOrl", "얘기", "and with Shift"},
      {"p", "", "a vowel alone"},
      {"dPtks", "예산", "ㅖ"},
      {"rhksfl", "관리", "two keys for a vowel"},
      {"ehoTek", "됐다", "three jamo of two keys"},
      {"dnjftp", "월세", "ㅝ, ㄹ"},
      {"dmlfy", "의료", "ㅢ"},
      {"TkdDKA", "쌍암", "Shift where it makes no difference"},
      {"GKSRNR", "한국", "Caps Lock"},
      {"gisa", "", "begins with ㅎㅑ, ends with consonants"},
      {"asdf", "", "only consonants"},
      {"hello", "", "begins with a vowel"},
      {"rk1", "", "a digit"},
      {"가", "", "no letters"},
      {"", "", "nothing"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(hangul_of_keys(c.keys), c.expected) << c.keys << ": " << c.trap;
  }
}

class WrongLayoutTest : public testing::Test {
 protected:
  SearchResult search(const std::string& query, MatchMode match = MatchMode::kAuto) const {
    SearchRequest request;
    request.query = query;
    request.match = match;
    return searcher_.search(request);
  }
  static std::string ids(const SearchResult& result) {
    std::string ids;
    for (const Hit& hit : result.hits) ids += (ids.empty() ? "" : " ") + hit.id;
    return ids;
  }

  TestDatabase database_{{{"rate", "기준금리 동결", "한국은행이 기준금리를 동결했다.", ""},
                          {"english", "The fork", "A fork and rmafl are words here.", ""},
                          {"other", "환율 상승", "환율이 올랐다.", ""}}};
  Searcher searcher_{database_.database()};
};

TEST_F(WrongLayoutTest, FindsWhatTheKeysWrite) {
  const SearchResult result = search("rlwnsrmafl");
  EXPECT_EQ(ids(result), "rate");
  ASSERT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.notes[0].text,
            "no article has \"rlwnsrmafl\": read as 기준금리, written by the same keys");
  EXPECT_EQ(result.hits[0].match, Match::kFull);
  EXPECT_FALSE(result.hits[0].title_highlights.empty());
}

TEST_F(WrongLayoutTest, DoesSoAmongOtherWords) {
  EXPECT_EQ(ids(search("rlwnsrmafl 동결")), "rate");
  EXPECT_EQ(ids(search("ghksdbf 상승")), "other");
  EXPECT_EQ(search("동결 ehdruf").notes[0].offset, std::string("동결 ").size());
  EXPECT_EQ(search("+동결 ehdruf").notes[0].offset, std::string("+동결 ").size());
}

TEST_F(WrongLayoutTest, IsNoGuessWhereTheWordItselfIsFound) {
  const SearchResult result = search("rmafl");
  EXPECT_EQ(ids(result), "english");
  EXPECT_TRUE(result.notes.empty());
}

TEST_F(WrongLayoutTest, NeedsHangulThatIsThere) {
  EXPECT_EQ(ids(search("tkatjdwjswk")), "") << "삼성전자 is in no article";
  EXPECT_EQ(ids(search("rla")), "") << "김: one syllable stands everywhere";
  EXPECT_TRUE(search("tkatjdwjswk").notes.empty());
}

TEST_F(WrongLayoutTest, IsNotForWhoWantsNothingButTheWords) {
  EXPECT_EQ(ids(search("rlwnsrmafl", MatchMode::kAll)), "");
  searcher_.set_synonyms("", "none");
  EXPECT_EQ(ids(search("rlwnsrmafl")), "");
}

}  // namespace
}  // namespace gisa

#include "searcher/engine/synonyms/spelling_rules.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(SpellingRules, Table) {
  struct Case {
    const char16_t* word;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {u"성장율", "성장률", "률 behind a consonant"},
      {u"취업율", "취업률", "another"},
      {u"확율", "확률", "two syllables"},
      {u"출산률", "출산율", "율 behind ㄴ"},
      {u"투표률", "투표율", "and a vowel"},
      {u"성장률", "", "right"},
      {u"출산율", "", "right"},
      {u"투표율", "", "right"},
      {u"법률", "", "right"},
      {u"율", "", "alone"},
      {u"전세값", "전셋값", "ㅅ between nouns"},
      {u"등교길", "등굣길", "another"},
      {u"머리속", "머릿속", "another"},
      {u"전셋값", "", "is there"},
      {u"기름값", "", "a consonant"},
      {u"출근길", "", "another"},
      {u"김치찌게", "김치찌개", "찌개 in a compound"},
      {u"찌게", "찌개", "and alone"},
      {u"파트너쉽", "파트너십", "leadership and the like"},
      {u"아쉽", "", "no ship"},
      {u"a율", "", "letters"},
      {u"", "", "nothing"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_utf8(right_spelling(c.word)), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa

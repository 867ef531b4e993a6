#include "common/text/hangul.h"

#include <gtest/gtest.h>

#include <string_view>

namespace gisa {
namespace {

TEST(Hangul, NamesTheVowelsThatTheyAre) {
  struct Case {
    char16_t syllable;
    Vowel vowel;
  };
  const Case cases[] = {{u'가', kVowelA},   {u'걍', kVowelYa}, {u'걔', kVowelYae},
                        {u'겨', kVowelYeo}, {u'계', kVowelYe}, {u'곰', kVowelO},
                        {u'봤', kVowelWa},  {u'교', kVowelYo}, {u'굴', kVowelU},
                        {u'줬', kVowelWo},  {u'규', kVowelYu}, {u'긴', kVowelI}};
  for (const Case& c : cases) {
    EXPECT_EQ(vowel_of(c.syllable), c.vowel);
    EXPECT_EQ(make_syllable(initial_of(c.syllable), c.vowel, final_of(c.syllable)), c.syllable);
  }
}

TEST(Hangul, NamesTheConsonantsThatTheyAre) {
  EXPECT_EQ(initial_of(u'나'), kInitialN);
  EXPECT_EQ(initial_of(u'라'), kInitialRieul);
  EXPECT_EQ(initial_of(u'아'), kInitialNone);
  EXPECT_EQ(final_of(u'가'), kNoFinal);
  EXPECT_EQ(with_final(u'갔', kFinalN), u'간');
  EXPECT_EQ(with_final(u'갔', kFinalRieul), u'갈');
  EXPECT_EQ(with_final(u'갔', kFinalM), u'감');
  EXPECT_EQ(with_final(u'갔', kFinalB), u'갑');
  EXPECT_EQ(with_final(u'가', kFinalSs), u'갔');
}

TEST(Hangul, KnowsTheVowelsThatDropTheConsonantBefore) {
  for (const char16_t c : std::u16string_view(u"야얘여예요유이"))
    EXPECT_TRUE(is_iotated(vowel_of(c)));
  for (const char16_t c : std::u16string_view(u"아애어에오와왜외우워웨위으의"))
    EXPECT_FALSE(is_iotated(vowel_of(c)));
}

TEST(Hangul, EndsWhereItsSyllablesEnd) {
  EXPECT_FALSE(is_hangul_syllable(u'가' - 1));
  EXPECT_TRUE(is_hangul_syllable(u'가'));
  EXPECT_TRUE(is_hangul_syllable(u'힣'));
  EXPECT_FALSE(is_hangul_syllable(u'힣' + 1));
  EXPECT_EQ(make_syllable(kInitialJamo - 1, kVowelJamo - 1, kFinalJamo - 1), u'힣');
}

}  // namespace
}  // namespace gisa

#include "common/hanja/hanja.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(Hanja, Readings) {
  EXPECT_NE(hanja_readings(u'李').find(u'리'), std::u16string_view::npos);
  EXPECT_NE(hanja_readings(u'李').find(u'이'), std::u16string_view::npos);
  EXPECT_NE(hanja_readings(u'金').find(u'김'), std::u16string_view::npos);
  EXPECT_EQ(hanja_readings(u'史'), u"사");
  EXPECT_EQ(hanja_readings(u'가'), u"");
}

TEST(Hanja, Abbreviations) {
  EXPECT_EQ(hanja_abbreviation(u'美'), u"미국");
  EXPECT_EQ(hanja_abbreviation(u'與'), u"여당");
  EXPECT_EQ(hanja_abbreviation(u'史'), u"");
}

TEST(Hanja, InitialSoundLaw) {
  for (const char16_t barred : {u'리', u'로', u'력', u'녀', u'뇨', u'닉'}) {
    EXPECT_TRUE(is_barred_at_word_start(barred));
  }
  for (const char16_t fine : {u'이', u'노', u'역', u'나', u'누', u'가'}) {
    EXPECT_FALSE(is_barred_at_word_start(fine));
  }
}

TEST(Hanja, PlainForms) {
  EXPECT_EQ(plain_form(0xF90A), U'金');
  EXPECT_EQ(plain_form(0xF9E1), U'李');
  EXPECT_EQ(plain_form(0xFA0E), 0xFA0EU);  // an ideograph of its own
  EXPECT_EQ(plain_form(0xFF21), U'A');
  EXPECT_EQ(plain_form(0xFF0E), U'.');
  EXPECT_EQ(plain_form(0xFF65), 0xFF65U);
  EXPECT_EQ(plain_form(U'가'), U'가');
  EXPECT_EQ(plain_form(U'金'), U'金');
}

}  // namespace
}  // namespace gisa

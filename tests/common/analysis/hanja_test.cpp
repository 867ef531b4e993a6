#include "common/analysis/hanja/hanja.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(Hanja, Readings) {
  EXPECT_NE(hanja_readings(u'李').find(u'리'), std::u16string_view::npos);
  EXPECT_NE(hanja_readings(u'李').find(u'이'), std::u16string_view::npos);
  EXPECT_NE(hanja_readings(u'金').find(u'김'), std::u16string_view::npos);
  EXPECT_EQ(hanja_readings(u'史'), u"사");
  EXPECT_EQ(hanja_readings(u'가'), u"");
  for (const auto& [hanja, common] : {std::pair{u'北', u'북'},
                                      {u'車', u'차'},
                                      {u'行', u'행'},
                                      {u'宅', u'택'},
                                      {u'數', u'수'},
                                      {u'金', u'금'}})
    EXPECT_EQ(hanja_readings(hanja)[0], common);
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

}  // namespace
}  // namespace gisa

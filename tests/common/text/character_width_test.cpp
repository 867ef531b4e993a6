#include "common/text/character_width.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(CharacterWidth, HangulTakesTwoColumns) {
  EXPECT_EQ(text_columns("기사 3만"), 8u);
  EXPECT_EQ(pad_right("기사", 6) + "|", "기사  |");
  EXPECT_EQ(pad_left("3만", 5), "  3만");
  EXPECT_EQ(pad_left("넘치는 말", 3), "넘치는 말");
}

}  // namespace
}  // namespace gisa

#include "common/database/schema.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(Schema, FieldTerms) {
  EXPECT_EQ(make_field_term(Field::kId, "News-1"), "QNews-1");
  EXPECT_EQ(make_field_term(Field::kPress, "  ＫＢ  뉴스 "), "XPRESSkb 뉴스");
  EXPECT_EQ(make_field_term(Field::kDay, "20250611"), "D20250611");
}

TEST(Schema, LongValuesStayDistinctAndValid) {
  const std::string base(300, 'a');
  const std::string one = make_field_term(Field::kId, base + "1");
  const std::string two = make_field_term(Field::kId, base + "2");
  EXPECT_NE(one, two);
  EXPECT_LE(one.size(), kLongestTerm);
  std::string hangul;
  for (int i = 0; i < 200; ++i) hangul += "가";
  EXPECT_LE(make_field_term(Field::kId, hangul).size(), kLongestTerm);
}

TEST(Schema, NulNeverReachesATerm) {
  EXPECT_EQ(make_field_term(Field::kId, std::string_view("a\0b", 3)), "Qa b");
}

TEST(Schema, TextTerms) {
  std::string term;
  make_text_term(TokenKind::kBigram, u"금리", term);
  EXPECT_EQ(term, "금리");
  make_text_term(TokenKind::kLink, u"리인", term);
  EXPECT_EQ(term, "XL리인");
  make_text_term(TokenKind::kSyllableWord, u"빵", term);
  EXPECT_EQ(term, "XW빵");
  make_text_term(TokenKind::kName, u"이준한", term);
  EXPECT_EQ(term, "XN이준한");
}

}  // namespace
}  // namespace gisa

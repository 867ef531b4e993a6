#include "common/analysis/normalized_text.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <vector>

#include "common/text/utf8.h"
#include "tests/support/icu_reference.h"

namespace gisa {
namespace {

struct Case {
  std::string source;
  std::u16string expected;
  std::string trap;
};

TEST(NormalizedText, Table) {
  const Case cases[] = {
      {"", u"", "nothing"},
      {"AI가", u"ai가", "case"},
      {"ＡＩ", u"ai", "full width"},
      {"３．５％", u"3.5%", "full-width digits and signs"},
      {"㎞ ㎡", u"km m2", "unit signs"},
      {"①", u"1", "circled numeral"},
      {"Ⅳ", u"iv", "Roman numeral"},
      {"한글", u"한글", "NFC"},
      {"\u1112\u1161\u11ab\u1100\u1173\u11af", u"한글", "NFD, as macOS writes file names"},
      {"가\u11ab", u"간", "a syllable and a loose final consonant"},
      {"\uf9e1", u"李", "compatibility ideograph"},
      {"도로ㆍ지반", u"도로·지반", "U+318D as middle dot"},
      {"a\u00adb", u"ab", "soft hyphen vanishes"},
      {"가\u200b나", u"가나", "zero width space vanishes"},
      {"a\u00a0b", u"a b", "no-break space"},
      {"Straße", u"strasse", "folding that lengthens"},
      {"\xff가", u"\ufffd가", "broken byte"},
      {"é", u"e", "precomposed"},
      {"e\u0301", u"e", "combining accent"},
      {"x\u0301\u0302y", u"xy", "marks on a letter that has no form with them"},
      {"MONTRÉAL Müller Łódź", u"montreal muller lodz", "letters with marks"},
      {"Dương Øresund ÇA ñ İ", u"duong oresund ca n i", "more of them"},
      {"× ÷ æ þ", u"× ÷ æ þ", "no marks"},
      {"й α\u0301 か\u3099", u"й ά が", "other scripts keep them"},
      {"\u0301e", u"\u0301e", "a mark on nothing"},
  };
  for (const Case& c : cases) {
    NormalizedText text;
    normalize(c.source, text);
    EXPECT_EQ(text.units, c.expected) << c.trap;
    EXPECT_EQ(text.origins.size(), text.units.size() + 1) << c.trap;
  }
}

TEST(NormalizedText, OffsetsPointIntoTheSource) {
  NormalizedText text;
  normalize("ＡＩ가 \u1112\u1161\u11ab글", text);
  ASSERT_EQ(text.units, u"ai가 한글");
  EXPECT_EQ(text.source_begin(0), 0u);
  EXPECT_EQ(text.source_end(0), 3u);
  EXPECT_EQ(text.source_begin(2), 6u);
  EXPECT_EQ(text.source_end(2), 9u);
  EXPECT_EQ(text.source_begin(4), 10u);  // 한 of three jamo
  EXPECT_EQ(text.source_end(4), 19u);
  EXPECT_EQ(text.source_end(5), 22u);
  normalize("cafe\u0301 é", text);
  ASSERT_EQ(text.units, u"cafe e");
  EXPECT_EQ(text.source_begin(3), 3u);
  EXPECT_EQ(text.source_end(3), 6u);
  EXPECT_EQ(text.source_begin(5), 7u);
  EXPECT_EQ(text.source_end(5), 9u);
}

TEST(NormalizedText, UnitsOfOneClusterShareItsBytes) {
  NormalizedText text;
  normalize("5㎞", text);
  ASSERT_EQ(text.units, u"5km");
  for (const std::size_t unit : {1u, 2u}) {
    EXPECT_EQ(text.source_begin(unit), 1u);
    EXPECT_EQ(text.source_end(unit), 4u);
  }
}

// Characters that meet in news and those that make trouble together.
const std::u32string kAlphabet =
    U"aZ9 "
    U".,%"
    U"가힣각한글金李\uF9E1\u1112\u1161\u11AB\u1100\u1173\u11AFㅋㅏㆍ·“”…㎞①Ⅳﾊﾟか\u3099é\u0301e"
    U"\u00AD\u200B\u00A0ﬁßΣ😀👨\u200D👩ñøÉẾ×йα";

TEST(NormalizedText, EqualsIcuOnRandomText) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    icu::UnicodeString source;
    const auto size = random() % 12;
    for (unsigned i = 0; i < size; ++i) {
      source.append(static_cast<UChar32>(kAlphabet[random() % kAlphabet.size()]));
    }
    std::string utf8;
    source.toUTF8String(utf8);
    NormalizedText text;
    normalize(utf8, text);
    ASSERT_EQ(text.units, normalized_by_icu(utf8)) << utf8;
  }
}

// Blocks of 64 bytes are taken at once, so what is rare has to stand anywhere in one, and at its
// end.
TEST(NormalizedText, EqualsIcuOnLongText) {
  std::mt19937 random(3);
  for (int round = 0; round < 4000; ++round) {
    icu::UnicodeString source;
    const auto size = random() % 200;
    for (unsigned i = 0; i < size; ++i) {
      const char32_t frequent = U"가힣나A z.·"[random() % 8];
      const bool is_rare = random() % 16 == 0;
      source.append(
          static_cast<UChar32>(is_rare ? kAlphabet[random() % kAlphabet.size()] : frequent));
    }
    std::string utf8;
    source.toUTF8String(utf8);
    NormalizedText text;
    normalize(utf8, text);
    ASSERT_EQ(text.units, normalized_by_icu(utf8)) << utf8;
  }
}

TEST(NormalizedText, KnowsWhereEachCharacterBegins) {
  std::mt19937 random(4);
  for (int round = 0; round < 2000; ++round) {
    std::string utf8;
    std::vector<std::uint32_t> begins;
    const auto size = random() % 200;
    for (unsigned i = 0; i < size; ++i) {
      begins.push_back(static_cast<std::uint32_t>(utf8.size()));
      append_utf8(utf8, U"가힣A .·“ㆍ金"[random() % 9]);
    }
    begins.push_back(static_cast<std::uint32_t>(utf8.size()));
    NormalizedText text;
    normalize(utf8, text);
    ASSERT_EQ(text.origins, begins) << utf8;
  }
}

TEST(NormalizedText, WhatIsBrokenAnywhereIsReplaced) {
  std::mt19937 random(5);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes;
    while (bytes.size() < 150) append_utf8(bytes, U"가힣A .“"[random() % 6]);
    bytes.resize(random() % bytes.size());
    if (!bytes.empty()) bytes[random() % bytes.size()] = static_cast<char>(random() % 0x60 + 0x80);
    std::string valid;
    for (std::size_t at = 0; at < bytes.size();) {
      const DecodedCharacter here = decode_utf8(bytes, at);
      append_utf8(valid, here.code_point);
      at += here.bytes;
    }
    NormalizedText text;
    normalize(bytes, text);
    ASSERT_EQ(text.units, normalized_by_icu(valid)) << valid;
  }
}

TEST(NormalizedText, OffsetsNeverGoBackOnRandomBytes) {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes;
    const auto size = random() % 150;
    for (unsigned i = 0; i < size; ++i) bytes.push_back(static_cast<char>(random()));
    NormalizedText text;
    normalize(bytes, text);
    ASSERT_EQ(text.origins.size(), text.units.size() + 1);
    for (std::size_t i = 0; i + 1 < text.origins.size(); ++i) {
      ASSERT_LE(text.origins[i], text.origins[i + 1]);
    }
    EXPECT_EQ(text.origins.back(), bytes.size());
  }
}

TEST(PlainForm, OfOneCharacter) {
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

#include "common/text/wide_block.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "common/analysis/normalized_text.h"
#include "common/articles/dense_text.h"

namespace gisa {
namespace {

// Texts of mostly what news are made of, so that what is rare stands anywhere in a block. What is
// broken comes by itself and in pieces of characters.
std::string random_text(std::mt19937& random) {
  constexpr std::string_view kFrequent[] = {"다", "이", "뷁", "가", "힣", "a", "Z", " ", ".", "7"};
  constexpr std::string_view kRare[] = {"“",    "·",    "ㆍ",       "漢",       "金",  "é",
                                        "ก",    "😀",    "\u0301",   "…",        "꿿",  "ퟠ",
                                        "\xEA", "\xB0", "\xE2\x80", "\xC0\xB1", "\xFF"};
  const unsigned one_in = 4u << random() % 6;
  std::string text;
  for (unsigned pieces = random() % 250; pieces > 0; --pieces) {
    const bool is_rare = random() % one_in == 0;
    text +=
        is_rare ? kRare[random() % std::size(kRare)] : kFrequent[random() % std::size(kFrequent)];
  }
  if (random() % 4 == 0) text += '\0' + text;
  return text;
}

class WideBlock : public testing::Test {
 protected:
  void SetUp() override {
    wide::use_if_possible(true);
    if (!wide::is_used()) GTEST_SKIP() << "this processor has the plain way only";
  }
  void TearDown() override { wide::use_if_possible(true); }

  // What `make` makes of it, the plain way.
  template <typename Make>
  static auto plainly(Make make) {
    wide::use_if_possible(false);
    auto made = make();
    wide::use_if_possible(true);
    return made;
  }

  std::mt19937 random_{20261201};
};

TEST_F(WideBlock, NormalizesAsThePlainWay) {
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random_);
    const auto normal_form = [&text] {
      NormalizedText out;
      normalize(text, out);
      return out;
    };
    const NormalizedText actual = normal_form();
    const NormalizedText expected = plainly(normal_form);
    ASSERT_EQ(actual.units, expected.units) << text;
    ASSERT_EQ(actual.origins, expected.origins) << text;
  }
}

TEST_F(WideBlock, MakesTheSameDenseText) {
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random_);
    ASSERT_EQ(dense_form(text), plainly([&text] { return dense_form(text); })) << text;
  }
}

}  // namespace
}  // namespace gisa

#include "common/text/unit_block.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace gisa {
namespace {

TEST(UnitBlock, ABitTellsOfAUnit) {
  constexpr std::u16string_view kUnits = u"가힣나 a\uABFF\uD7A4\uFFFF";
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::u16string text;
    const auto size = random() % 80;
    for (unsigned i = 0; i < size; ++i) text.push_back(kUnits[random() % kUnits.size()]);
    const std::uint64_t bits = hangul_units(text);
    for (std::uint32_t i = 0; i < kBlockUnits; ++i) {
      ASSERT_EQ(bits >> i & 1, i < size && is_hangul_syllable(text[i]) ? 1u : 0u) << i;
    }
  }
}

}  // namespace
}  // namespace gisa

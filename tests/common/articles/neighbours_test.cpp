// What was put into a signature is found in it, and little else. What phrases ask of one:
// tests/searcher/engine/text/text_pattern_test.cpp.
#include "common/articles/neighbours.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gisa {
namespace {

std::string signature_of(const std::vector<std::string>& texts) {
  Analyzer analyzer;
  Analysis analysis;
  Neighbours neighbours;
  for (const std::string& text : texts) {
    analyzer.analyze(text, analysis);
    neighbours.add(analysis);
  }
  std::string signature;
  neighbours.make_signature(signature);
  return signature;
}

std::vector<std::uint64_t> keys_of(const std::string& text) {
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 1; i < analysis.words.size(); ++i) {
    const Word &left = analysis.words[i - 1], &right = analysis.words[i];
    const auto key = neighbour_key({left.script, written(analysis, left)},
                                   {right.script, written(analysis, right)}, right.is_glued);
    if (key) keys.push_back(*key);
  }
  return keys;
}

TEST(Neighbours, AreCounted) {
  struct Case {
    const char* text;
    std::size_t pairs;
    const char* trap;
  };
  const Case kCases[] = {
      {"", 0, "nothing"},
      {"기준금리 인하를 서두른다", 0, "Hangul has links"},
      {"LG AI", 0, "of words of letters either is rare enough"},
      {"미국 20대", 2, "a gap, and a place where the script changes"},
      {"李 대통령", 1, "Hanja is no Hangul"},
      {"中國 美國", 1, "nor are there links within it"},
      {"3.5%", 1, "a sign is a word"},
      {"미국 20대. 미국 20대", 2, "the same again; not from one sentence to the next"},
      {"미국 - - - 20", 1, "marks between"},
      {"미국 - - - - - 20", 0, "too far apart"},
      {"2025.06.11", 2, "three numbers"},
  };
  for (const Case& test : kCases) {
    const std::size_t bytes = (test.pairs * 11 + 15) / 16;
    EXPECT_EQ(signature_of({test.text}).size(), bytes) << test.text << ": " << test.trap;
  }
}

TEST(Neighbours, NoneSaysNoToAll) {
  for (const std::uint64_t key : {std::uint64_t{0}, ~std::uint64_t{0}})
    EXPECT_FALSE(may_have_neighbours("", key));
}

TEST(Neighbours, AreThoseOfAllTexts) {
  const std::string both = signature_of({"미국 20대", "연 1만원에"});
  EXPECT_EQ(both, signature_of({"연 1만원에 미국 20대. 연 1만원에"}).substr(0, both.size()))
      << "whatever the order";
  for (const char* text : {"미국 20대", "연 1만원에"}) {
    for (const std::uint64_t key : keys_of(text)) EXPECT_TRUE(may_have_neighbours(both, key));
  }
}

TEST(Neighbours, OthersAreMostlySeenToBeMissing) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "값 " + std::to_string(1000 + i) + " 및 ";
  const std::string signature = signature_of({text});
  for (const std::uint64_t key : keys_of(text)) ASSERT_TRUE(may_have_neighbours(signature, key));
  int wrong = 0, asked = 0;
  for (int i = 0; i < 1000; ++i) {
    for (const std::uint64_t key : keys_of("값 " + std::to_string(2000 + i) + " 및")) {
      wrong += may_have_neighbours(signature, key) ? 1 : 0;
      ++asked;
    }
  }
  EXPECT_EQ(asked, 2000);
  EXPECT_LT(wrong, asked / 8);
}

// Part of the format: the same bits in every version of gisa.
TEST(Neighbours, HaveTheirBits) {
  const std::string signature = signature_of({"李 대통령, 美 20대 3.5% AI는"});
  std::string hex;
  for (const char c : signature) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex += {kDigits[static_cast<unsigned char>(c) >> 4], kDigits[c & 15]};
  }
  EXPECT_EQ(hex, "282f9f0264");
}

}  // namespace
}  // namespace gisa

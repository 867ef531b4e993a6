#include "common/text/byte_block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include "common/text/utf8.h"

namespace gisa {
namespace {

std::string random_bytes(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {"가", "a", " ", "é", "“", "😀", "\xEA", "\xB0", "\xC2"};
  std::string text;
  while (text.size() < kBlockBytes) {
    if (random() % 16 == 0) {
      text.push_back(static_cast<char>(random()));
    } else {
      text += kPieces[random() % (random() % 8 == 0 ? std::size(kPieces) : 5)];
    }
  }
  text.resize(kBlockBytes);
  return text;
}

unsigned char unsigned_of(char byte) { return static_cast<unsigned char>(byte); }

TEST(ByteBlock, FirstBytes) {
  EXPECT_EQ(first_bytes(0), 0u);
  EXPECT_EQ(first_bytes(3), 7u);
  EXPECT_EQ(first_bytes(64), ~ByteMask{0});
}

TEST(ByteBlock, ABitTellsOfAByte) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_bytes(random);
    const char byte = text[random() % text.size()];
    const auto bound = static_cast<signed char>(random());
    const ByteMask equal = ByteBlock(text.data()).equal(byte);
    const ByteMask less = ByteBlock(text.data()).less(bound);
    const auto [first, last] = std::minmax({unsigned_of(byte), unsigned_of(text[0])});
    const ByteMask in = ByteBlock(text.data()).in(first, last);
    for (std::size_t i = 0; i < kBlockBytes; ++i) {
      ASSERT_EQ(equal >> i & 1, text[i] == byte ? 1u : 0u);
      ASSERT_EQ(less >> i & 1, static_cast<signed char>(text[i]) < bound ? 1u : 0u);
      const unsigned char here = unsigned_of(text[i]);
      ASSERT_EQ(in >> i & 1, here >= first && here <= last ? 1u : 0u);
    }
  }
}

// As CharacterBlock, a character at a time.
CharacterBlock read_plainly(std::string_view text) {
  CharacterBlock block{0, 0};
  while (block.size < text.size()) {
    const auto lead = static_cast<unsigned char>(text[block.size]);
    if ((lead >= 0x80 && lead < 0xC0) || lead >= 0xF0) break;
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    if (block.size + length > text.size()) break;
    bool whole = true;
    for (std::size_t i = 1; i < length; ++i) {
      whole = whole && (static_cast<unsigned char>(text[block.size + i]) & 0xC0) == 0x80;
    }
    if (!whole) break;
    block.begins |= ByteMask{1} << block.size;
    block.size += length;
  }
  return block;
}

TEST(CharacterBlock, HoldsWholeCharactersOnly) {
  std::mt19937 random(2);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_bytes(random);
    const CharacterBlock expected = read_plainly(text);
    const CharacterBlock block = CharacterBlock::of(ByteBlock(text.data()));
    ASSERT_EQ(block.size, expected.size) << text;
    ASSERT_EQ(block.begins, expected.begins) << text;
  }
}

TEST(CodePointOf, AsciiAndThreeBytes) {
  for (char32_t c = 0; c < 0x10000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    append_utf8(text, c);
    text += "\xBF\xBF";  // what follows makes no difference
    const bool has_number = c < 0x80 || c >= 0x1000;
    ASSERT_EQ(code_point_of(text.data()), has_number ? c : kNoCodePoint);
    const char32_t folded = c >= U'A' && c <= U'Z' ? c + 32 : c;
    ASSERT_EQ(code_point_of<Case::kFolded>(text.data()), has_number ? folded : kNoCodePoint);
  }
}

}  // namespace
}  // namespace gisa

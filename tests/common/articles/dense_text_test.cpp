#include "common/articles/dense_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/text/utf8.h"

namespace gisa {
namespace {

std::string to_dense(std::string_view text) {
  std::string out(dense_room(text.size()), '\0');
  out.resize(static_cast<std::size_t>(encode_dense(text, out.data()) - out.data()));
  return out;
}

// Empty if it does not come back.
std::string and_back(std::string_view text) {
  const std::string dense = to_dense(text);
  std::string out(text.size(), '?');
  return decode_dense(dense, out.data(), out.size()) ? out : std::string();
}

TEST(DenseText, TakesFewerBytes) {
  struct Case {
    const char* text;
    std::size_t bytes;
    const char* trap;
  };
  const Case cases[] = {
      {"", 0, "nothing"},
      {"abc 12.", 7, "ASCII stays"},
      {"다", 1, "the most frequent syllable"},
      {"명", 1, "a frequent one"},
      {"뷁", 2, "a rare one"},
      {"가힣", 3, "first and last of the block"},
      {"“다”", 3, "quotes"},
      {"가·나", 3, "a frequent character of two bytes in UTF-8"},
      {"é", 4, "another of two bytes"},
      {"漢", 3, "three bytes stay three"},
      {"😀", 8, "four bytes, each by itself"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(to_dense(c.text).size(), c.bytes) << c.trap;
    EXPECT_EQ(and_back(c.text), c.text) << c.trap;
  }
}

TEST(DenseText, EveryCharacterComesBack) {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x10000 ? 1 : 251) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    append_utf8(text, c);
    ASSERT_EQ(and_back(text), text) << static_cast<unsigned>(c);
    text = "앞 " + text + " 뒤에 더";  // not at the end, where it is read another way
    ASSERT_EQ(and_back(text), text) << static_cast<unsigned>(c);
  }
}

TEST(DenseText, AnyBytesComeBack) {
  for (const std::string_view broken :
       {"\xE0\x82\xB7", "\xE0\x80\x80...", "\xED\xA0\x80", "\xEA\xB0", "\xEA", "\xFF\xFE", "\xC2",
        "\xEA\xB0\x41\x41", "\x80\x80\x80\x80", "\xE2\x80"}) {
    EXPECT_EQ(and_back(broken), broken);
  }
  std::mt19937 random(1);
  constexpr std::string_view kPieces[] = {"가", "다", "a", " ", "\xEA", "\xB0", "\xFF", "“", "é"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint32_t i = random() % 12; i > 0; --i) {
      if (random() % 4 == 0) {
        text.push_back(static_cast<char>(random()));
      } else {
        text += kPieces[random() % std::size(kPieces)];
      }
    }
    ASSERT_EQ(and_back(text), text);
  }
}

// The text is read in blocks: what stands where in them makes no difference.
TEST(DenseText, PlaceDoesNotMatter) {
  constexpr std::string_view kPieces[] = {
      "가",   "다",   "a",    "“",    "é",        "·",        "漢",           "😀",
      "\xEA", "\xB0", "\xC2", "\xF0", "\xE2\x80", "\xC0\xB1", "\xE0\x81\x81", "\xE0\x82\xB7",
      "ก"};
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    std::string dense;
    for (std::uint32_t i = random() % 40; i > 0; --i) {
      const std::string piece = std::string(kPieces[random() % std::size(kPieces)]) + ".";
      text += piece;
      dense += to_dense(piece);
    }
    ASSERT_EQ(to_dense(text), dense) << text;
    const std::string ascii(random() % 80, 'x');
    ASSERT_EQ(to_dense(ascii + text), ascii + dense) << text;
    ASSERT_EQ(and_back(ascii + text), ascii + text);
  }
}

TEST(DenseText, SizeOfABeginning) {
  const std::vector<std::string> pieces = {"다", "명", "뷁", "“", "·",
                                           "é",  "漢", "😀",  "a", "2026-11-29T08:00:00"};
  std::mt19937 random(20261129);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    std::vector<std::size_t> ends = {0};  // of pieces
    for (std::size_t count = random() % 30; count > 0; --count) {
      text += pieces[random() % pieces.size()];
      ends.push_back(text.size());
    }
    const std::size_t size = ends[random() % ends.size()];
    const std::string dense = to_dense(text);
    EXPECT_EQ(dense_size(dense, size), to_dense(text.substr(0, size)).size()) << text;
    EXPECT_EQ(dense_size(dense, text.size() + 1), std::string_view::npos) << text;
  }
  EXPECT_EQ(dense_size(to_dense("뷁"), 1), std::string_view::npos) << "inside a character";
}

TEST(DenseText, DamageIsNoticedOrHarmless) {
  std::mt19937 random(2);
  const std::string text = "기준금리를 “연 3.5%”로 동결했다. 漢字 😀 é";
  const std::string dense = to_dense(text);
  std::string out(text.size(), '?');
  for (std::size_t size = 0; size < dense.size(); ++size) {
    EXPECT_FALSE(decode_dense(dense.substr(0, size), out.data(), out.size())) << size;
  }
  EXPECT_FALSE(decode_dense(dense, out.data(), out.size() - 1)) << "too little room";
  EXPECT_FALSE(decode_dense(dense, out.data(), out.size() - 3)) << "too little room";
  for (int round = 0; round < 20000; ++round) {
    std::string damaged = dense;
    for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    decode_dense(damaged, out.data(), out.size());  // stays within its bounds
  }
}

TEST(DenseText, TellsWhereCharactersBegin) {
  const std::vector<std::string> kCharacters = {"다", "명", "뷁", "가", "힣", "“",
                                                "·",  "漢", "é",  "😀",  "a",  "1",
                                                " ",  "…",  "ㆍ", "％", "쀍", "金"};
  std::mt19937 random(20261130);
  for (int round = 0; round < 2000; ++round) {
    std::string dense;
    std::vector<std::size_t> begins;
    for (std::size_t count = random() % 30; count > 0; --count) {
      // A byte of é and 😀 by itself is a character.
      const std::string code = dense_form(kCharacters[random() % kCharacters.size()]);
      for (std::size_t i = 0; i < code.size(); i += dense::code_size(code[i]))
        begins.push_back(dense.size() + i);
      dense += code;
    }
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < dense.size(); ++at) {
      if (dense::begins_character(dense, at)) found.push_back(at);
    }
    ASSERT_EQ(found, begins);
    begins.push_back(dense.size());
    for (std::size_t i = 1; i < begins.size(); ++i)
      ASSERT_EQ(dense::begin_before(dense, begins[i]), begins[i - 1]);
  }
}

}  // namespace
}  // namespace gisa

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "gisa/error.h"
#include "indexer/readers/text/text_decoding.h"
#include "indexer/readers/text/text_encoding.h"

namespace gisa {
namespace {

using namespace std::string_literals;

TEST(Encodings, DecodedWhereverTheyAreCut) {
  const struct {
    std::string bytes;
    std::string text;
    std::uint64_t broken;
  } cases[] = {
      {"ascii", "ascii", 0},
      {"\xEF\xBB\xBF한글", "한글", 0},
      {"한글 뷁", "한글 뷁", 0},
      {"\xC7\xD1\xB1\xDB \x94\xEE \xC8\xFE", "한글 뷁 힝", 0},
      {"\xFF\xFE\x5C\xD5\x00\xAE\x3D\xD8\x00\xDE"s, "한글😀", 0},
      {"\xFE\xFF\xD5\x5C"s, "한", 0},
      // UTF-16 without a mark: told by the characters, for 가 has a zero byte as well.
      {"\x00\xAC\x00\xAC\x00\xAC\x20\x00\x98\xB0\x0A\x00"s, "가가가 나\n", 0},
      {"\xAC\x00\xAC\x00\xAC\x00\x00\x20\xB0\x98\x00\x0A"s, "가가가 나\n", 0},
      {"{\0\"\0a\0\"\0:\0\"\0b\0\"\0}\0"s, "{\"a\":\"b\"}", 0},
      {"abc\0def\0ghi\0"s, "abc\0def\0ghi\0"s, 0},
      {"한글 기사\0한글 기사\0"s, "한글 기사\0한글 기사\0"s, 0},
      {"한글 기사 \xEA\xB0 가나다", "한글 기사 \uFFFD 가나다", 1},
      {"\033$)C\016GQ1[\017 \0161b;g4Y\017.\n\0165QB0\017 \016AY\017", "한글 기사다.\n둘째 줄", 0},
      {"From: a\n\033$)C\n\016GQ1[\017 a.\n", "From: a\n\n한글 a.\n", 0},
      {"<p>\033$)C\016GQ1[\017</p>", "<p>한글</p>", 0},
      {"\033$)C", "", 0},
      {"a \033$)C \033[1m", "a \033$)C \033[1m", 0},
      // The byte behind a broken one is kept: it may be a quote or a line end.
      {"\xC7\xD1\xB1\xDB\xB1\xE2\xBB\xE7\xC7\xD1\xB1\xDB\xB1\xE2\xBB\xE7\xC7\xD1\xB1\xDB\xB0\"\n",
       "한글기사한글기사한글\uFFFD\"\n", 1},
  };
  for (const auto& c : cases) {
    const auto known = detect_encoding(c.bytes, true);
    for (std::size_t step = 1; step <= c.bytes.size(); ++step) {
      TextDecoder decoder = known ? TextDecoder(*known) : TextDecoder();
      std::string text;
      for (std::size_t at = 0; at < c.bytes.size(); at += step) {
        decoder.append(std::string_view(c.bytes).substr(at, step), at + step >= c.bytes.size(),
                       text);
      }
      EXPECT_EQ(text, c.text) << step;
      EXPECT_EQ(decoder.broken(), c.broken) << step;
    }
  }
}

TEST(Encodings, NoTextIsRefused) {
  std::string noise;
  std::minstd_rand random(1);
  for (int i = 0; i < 3000; ++i) noise += static_cast<char>(random() >> 8);
  TextDecoder decoder;
  std::string text;
  EXPECT_THROW(decoder.append(noise, true, text), Error);
}

TEST(TextDecoding, FirstBrokenByte) {
  struct Case {
    std::string text;
    std::size_t position;
  };
  const Case cases[] = {
      {"", std::string::npos}, {"한글\uFFFD", std::string::npos}, {"\xff", 0}, {"한\xEA\xB0", 3},
      {"a\xC0\x80", 1},        {"ab\xF4\x90\x80\x80", 2},
  };
  for (const Case& c : cases) EXPECT_EQ(find_invalid_utf8(c.text), c.position);
}

}  // namespace
}  // namespace gisa

// Keys stand to each other as their bytes do, however many may be read behind them.
#include "common/glass/key_order.h"

#include <gtest/gtest.h>

#include <compare>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace gisa::glass {
namespace {

using namespace std::string_view_literals;

std::strong_ordering order_of_bytes(std::string_view left, std::string_view right) {
  return left.compare(right) <=> 0;
}

// Reads `other` with nothing behind it, and with what must not count.
void expect_as_bytes(std::string_view key, std::string_view other) {
  const KeyOrder order(key);
  const std::strong_ordering expected = order_of_bytes(key, other);
  EXPECT_EQ(order.compare(other, other.size()), expected) << key << " " << other;
  for (const char behind : {'\0', 'a', '\xff'}) {
    const std::string bytes = std::string(other) + std::string(9, behind);
    const auto same = std::string_view(bytes).substr(0, other.size());
    for (std::size_t more = 0; more <= 9; ++more)
      EXPECT_EQ(order.compare(same, other.size() + more), expected) << key << " " << other;
    EXPECT_EQ(order.is_above(same, bytes.size()), expected > 0) << key << " " << other;
  }
}

TEST(KeyOrder, IsThatOfBytes) {
  const std::vector<std::string_view> keys = {
      ""sv,         "\0"sv,         "\0\0"sv,         "a"sv,
      "a\0"sv,      "a\x01"sv,      "ab"sv,           "\x7f"sv,
      "\x80"sv,     "\xff"sv,       "\xff\xff"sv,     "abcdefg"sv,
      "abcdefgh"sv, "abcdefgh\0"sv, "abcdefgi"sv,     "금리"sv,
      "금리인하"sv, "금리인상"sv,   "abcdefghijkl"sv, "abcdefghijkm"sv};
  for (const std::string_view key : keys) {
    for (const std::string_view other : keys) expect_as_bytes(key, other);
  }
}

TEST(KeyOrder, IsThatOfBytesForRandomKeys) {
  std::mt19937 random(7);
  const auto key = [&] {
    std::string bytes(random() % 12, '\0');
    for (char& byte : bytes)
      byte =
          "\0\x01"
          "a\xff"[random() % 4];
    return bytes;
  };
  for (int i = 0; i < 20'000; ++i) expect_as_bytes(key(), key());
}

}  // namespace
}  // namespace gisa::glass

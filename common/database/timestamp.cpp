#include "common/database/timestamp.h"

#include <charconv>
#include <chrono>

namespace gisa {
namespace {

constexpr int kValueBytes = 5;
constexpr std::int64_t kValueBias = std::int64_t{1} << (8 * kValueBytes - 1);

std::optional<unsigned> number_at(std::string_view text, std::size_t begin, std::size_t size) {
  if (begin + size > text.size()) return std::nullopt;
  unsigned value = 0;
  const char* first = text.data() + begin;
  const auto [end, error] = std::from_chars(first, first + size, value);
  if (error != std::errc{} || end != first + size) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> utc_seconds(std::string_view iso_date) {
  const auto year = number_at(iso_date, 0, 4), month = number_at(iso_date, 5, 2),
             day = number_at(iso_date, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  const auto days = static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
  const std::int64_t seconds = number_at(iso_date, 11, 2).value_or(0) * 3600 +
                               number_at(iso_date, 14, 2).value_or(0) * 60 +
                               number_at(iso_date, 17, 2).value_or(0);
  return begin_of_day(days) + seconds;
}

std::string encode_time_value(std::int64_t utc_seconds) {
  const auto biased = static_cast<std::uint64_t>(utc_seconds + kValueBias);
  std::string value;
  for (int shift = 8 * (kValueBytes - 1); shift >= 0; shift -= 8) {
    value.push_back(static_cast<char>(biased >> shift & 0xFF));
  }
  return value;
}

std::optional<std::int64_t> decode_time_value(std::string_view value) {
  if (value.size() != kValueBytes) return std::nullopt;
  std::uint64_t biased = 0;
  for (const char byte : value) biased = biased << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(biased) - kValueBias;
}

}  // namespace gisa

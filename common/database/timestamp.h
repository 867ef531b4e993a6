/// Dates of articles as numbers that sort.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gisa {

/// Seconds that Seoul is ahead of UTC: no daylight saving time since 1988.
inline constexpr std::int64_t kSeoulOffset = 9 * 3600;

/// UTC seconds since 1970 at which a day of Seoul begins; days are counted from 1970-01-01.
constexpr std::int64_t begin_of_day(int day) { return day * std::int64_t{86400} - kSeoulOffset; }

/// The day of a time, since 1970.
constexpr int day_in_seoul(std::int64_t time) {
  const std::int64_t local = time + kSeoulOffset;
  return static_cast<int>((local - (local % 86400 + 86400) % 86400) / 86400);
}

/// UTC seconds since 1970 of a cleaned article's date: "YYYY-MM-DD" (midnight in Seoul) or
/// "YYYY-MM-DDTHH:MM:SS+09:00". Nothing if it is neither.
std::optional<std::int64_t> utc_seconds(std::string_view iso_date);

/// Five bytes that sort as the times do (big-endian, biased), for value slots.
std::string encode_time_value(std::int64_t utc_seconds);

/// The time of such a value; nothing if it has another length.
std::optional<std::int64_t> decode_time_value(std::string_view value);

}  // namespace gisa

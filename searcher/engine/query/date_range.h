/// Days as a query names them: 2024-01..2024-03, >=2025-06-01, 최근7일.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace gisa {

/// Days [first, last], both included, counted from 1970-01-01 in the calendar of Seoul. An open end
/// is the smallest or largest int.
struct DateRange {
  static constexpr int kOpenBegin = std::numeric_limits<int>::min();
  static constexpr int kOpenEnd = std::numeric_limits<int>::max();

  int first = kOpenBegin;
  int last = kOpenEnd;
  bool contains(int day) const { return first <= day && day <= last; }
  bool operator==(const DateRange&) const = default;
};

/// Reads a range of days; nothing if it is none. `today` is what 오늘 and 최근7일 count from.
///   - a day, month or year: 2025-06-01, 2025.6.1, 20250601, 2025년6월, 2025;
///   - two of them: 2024-01..2024-03 or 2024-01~2024-03, from the first day of the one to the last
///     day of the other; either may be absent; the wrong way round they are taken the right way
///     round;
///   - with >=, >, <=, < in front;
///   - 오늘, 어제, 이번달, 지난달, 올해, 작년, today, yesterday;
///   - 최근7일, 최근2주, 최근3개월, 최근1년: the days up to today, today included.
std::optional<DateRange> parse_date_range(std::string_view text, int today);

/// True for two dates of which the first is later: parse_date_range() has turned them round.
bool begins_with_later_date(std::string_view text, int today);

/// Reads only 최근7일 and its kin.
std::optional<DateRange> parse_recent_days(std::string_view text, int today);

/// True for what is written so, whether or not there are such days: 최근0일.
bool is_like_recent_days(std::string_view text);

/// As parse_date_range() reads it: 2024-01-01..2024-03-31, with nothing at an open end.
std::string to_string(const DateRange& range);

/// The day of a date that begins with YYYY-MM-DD; nothing if it does not.
std::optional<int> day_of(std::string_view iso_date);

/// Today in Seoul.
int today_in_seoul();

}  // namespace gisa

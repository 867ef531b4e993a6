#include "searcher/engine/query/date_range.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "common/database/timestamp.h"
#include "common/text/ascii.h"
#include "common/text/iso_date.h"

namespace gisa {
namespace {

namespace chrono = std::chrono;

constexpr int kLastYear = 9999;
constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kMostDigits = 4;  // of the number in 최근7일

int day_number(const chrono::year_month_day& date) {
  return static_cast<int>(chrono::sys_days(date).time_since_epoch().count());
}

chrono::year_month_day date_of(int day) {
  return chrono::year_month_day(chrono::sys_days(chrono::days(day)));
}

// The last day of a shorter month stands for days it does not have.
chrono::year_month_day existing(const chrono::year_month_day& date) {
  return date.ok() ? date : chrono::year_month_day(date.year() / date.month() / chrono::last);
}

DateRange month_of(const chrono::year_month& month) {
  return {day_number(month / 1), day_number(month / chrono::last)};
}

DateRange year_of(const chrono::year& year) {
  return {day_number(year / 1 / 1), day_number(year / 12 / 31)};
}

// Takes digits off the front of `text`: at least one, at most `most`.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t size = 0;
  while (size < text.size() && size < most && is_digit(text[size])) ++size;
  int value = 0;
  if (size == 0) return std::nullopt;
  std::from_chars(text.data(), text.data() + size, value);
  text.remove_prefix(size);
  return value;
}

bool take(std::string_view& text, std::string_view part) {
  if (!text.starts_with(part)) return false;
  text.remove_prefix(part.size());
  return true;
}

bool take_separator(std::string_view& text, std::string_view unit) {
  return take(text, unit) || take(text, "-") || take(text, ".") || take(text, "/");
}

// What may end a date: 2025년, 2025.6.1.
bool is_end(std::string_view text, std::string_view unit) {
  return text.empty() || text == unit || text == ".";
}

// 2025, 2025-06, 2025.6.1, 202506, 20250601, 2025년6월1일.
std::optional<DateRange> parse_period(std::string_view text) {
  const std::size_t size = text.size();
  const auto year_number = take_number(text, kYearDigits);
  if (!year_number || size - text.size() != kYearDigits || *year_number < 1 ||
      *year_number > kLastYear)
    return std::nullopt;
  const chrono::year year(*year_number);
  if (is_end(text, "년")) return year_of(year);
  const bool is_separated = take_separator(text, "년");
  const auto month_number = take_number(text, 2);
  if (!month_number || *month_number < 1 || *month_number > 12) return std::nullopt;
  const chrono::month month(static_cast<unsigned>(*month_number));
  if (is_end(text, "월")) return month_of(year / month);
  if (is_separated && !take_separator(text, "월")) return std::nullopt;
  const auto day_of_month = take_number(text, 2);
  if (!day_of_month || !is_end(text, "일")) return std::nullopt;
  const chrono::year_month_day date = year / month / *day_of_month;
  if (!date.ok()) return std::nullopt;
  return DateRange{day_number(date), day_number(date)};
}

std::optional<DateRange> parse_name(std::string_view text, int today) {
  const chrono::year_month_day date = date_of(today);
  const chrono::year_month month = date.year() / date.month();
  if (text == "오늘" || text == "today") return DateRange{today, today};
  if (text == "어제" || text == "yesterday") return DateRange{today - 1, today - 1};
  if (text == "이번달") return month_of(month);
  if (text == "지난달") return month_of(month - chrono::months(1));
  if (text == "올해") return year_of(date.year());
  if (text == "작년" || text == "지난해") return year_of(date.year() - chrono::years(1));
  return std::nullopt;
}

std::optional<DateRange> parse_one(std::string_view text, int today) {
  if (auto range = parse_recent_days(text, today)) return range;
  if (auto range = parse_name(text, today)) return range;
  return parse_period(text);
}

std::optional<DateRange> parse_comparison(std::string_view text, int today) {
  struct Comparison {
    std::string_view sign;
    bool is_later, is_included;
  };
  constexpr std::array kComparisons = {Comparison{">=", true, true}, Comparison{"<=", false, true},
                                       Comparison{">", true, false}, Comparison{"<", false, false}};
  for (const auto& [sign, is_later, is_included] : kComparisons) {
    if (!take(text, sign)) continue;
    const auto point = parse_one(text, today);
    if (!point) return std::nullopt;
    if (is_later)
      return DateRange{is_included ? point->first : point->last + 1, DateRange::kOpenEnd};
    return DateRange{DateRange::kOpenBegin, is_included ? point->last : point->first - 1};
  }
  return std::nullopt;
}

struct TwoDates {
  std::optional<DateRange> from, to;  // what is absent has open ends
};

std::optional<TwoDates> cut_in_two(std::string_view text, int today) {
  std::string_view sign = "..";
  std::size_t at = text.find(sign);
  if (at == std::string_view::npos) at = text.find(sign = "~");
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view from = text.substr(0, at), to = text.substr(at + sign.size());
  if (from.empty() && to.empty()) return std::nullopt;
  return TwoDates{from.empty() ? DateRange() : parse_one(from, today),
                  to.empty() ? DateRange() : parse_one(to, today)};
}

bool is_turned(const TwoDates& dates) { return dates.from->first > dates.to->last; }

std::optional<DateRange> parse_two(std::string_view text, int today) {
  auto dates = cut_in_two(text, today);
  if (!dates || !dates->from || !dates->to) return std::nullopt;
  if (is_turned(*dates)) std::swap(dates->from, dates->to);
  return DateRange{dates->from->first, dates->to->last};
}

// Days that can be written with four digits of the year.
bool is_writable(int day) {
  const int year = static_cast<int>(date_of(day).year());
  return year >= 1 && year <= kLastYear;
}

std::string day_string(int day) { return iso_date(date_of(day)); }

}  // namespace

std::optional<DateRange> parse_recent_days(std::string_view text, int today) {
  if (!take(text, "최근")) return std::nullopt;
  const auto count = take_number(text, kMostDigits);
  if (!count || *count == 0) return std::nullopt;
  const chrono::year_month_day date = date_of(today);
  int before = today;  // the last day that is too old
  if (text == "일")
    before = today - *count;
  else if (text == "주")
    before = today - 7 * *count;
  else if (text == "개월" || text == "달")
    before = day_number(existing(date - chrono::months(*count)));
  else if (text == "년")
    before = day_number(existing(date - chrono::years(*count)));
  else
    return std::nullopt;
  if (!is_writable(before + 1)) return std::nullopt;
  return DateRange{before + 1, today};
}

std::optional<DateRange> parse_date_range(std::string_view text, int today) {
  auto range = parse_comparison(text, today);
  if (!range) range = parse_two(text, today);
  if (!range) range = parse_one(text, today);
  if (!range) return std::nullopt;
  const bool writable = (range->first == DateRange::kOpenBegin || is_writable(range->first)) &&
                        (range->last == DateRange::kOpenEnd || is_writable(range->last));
  return writable ? range : std::nullopt;
}

bool begins_with_later_date(std::string_view text, int today) {
  const auto dates = cut_in_two(text, today);
  return dates && dates->from && dates->to && is_turned(*dates);
}

bool is_like_recent_days(std::string_view text) {
  constexpr std::array<std::string_view, 5> kUnits = {"일", "주", "개월", "달", "년"};
  if (!take(text, "최근") || !take_number(text, text.size())) return false;
  return std::ranges::find(kUnits, text) != kUnits.end();
}

std::string to_string(const DateRange& range) {
  if (range.first == range.last) return day_string(range.first);
  return (range.first == DateRange::kOpenBegin ? "" : day_string(range.first)) + ".." +
         (range.last == DateRange::kOpenEnd ? "" : day_string(range.last));
}

std::optional<int> day_of(std::string_view iso_date) {
  constexpr std::size_t kDay = 10;
  if (iso_date.size() < kDay) return std::nullopt;
  const auto range = parse_period(iso_date.substr(0, kDay));
  if (!range || range->first != range->last) return std::nullopt;
  return range->first;
}

int today_in_seoul() {
  const auto now = chrono::system_clock::now() + chrono::seconds(kSeoulOffset);
  return static_cast<int>(chrono::floor<chrono::days>(now).time_since_epoch().count());
}

}  // namespace gisa

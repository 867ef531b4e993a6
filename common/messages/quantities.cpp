#include "common/messages/quantities.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace gisa {
namespace {

constexpr std::uint64_t kMyriad = 10'000;

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, 1, ',');
  return digits;
}

// A number as Koreans write it, by ten thousands: 123만 4,567.
std::string with_myriads(std::uint64_t number) {
  constexpr std::array kNames = {"", "만", "억", "조", "경"};
  if (number == 0) return "0";
  std::string text;
  for (const char* const name : kNames) {
    if (number == 0) break;
    const std::uint64_t part = number % kMyriad;
    number /= kMyriad;
    if (part == 0) continue;
    text = fmt::format("{}{}{}{}", with_commas(part), name, text.empty() ? "" : " ", text);
  }
  return text;
}

// The numbers of YYYY[-MM[-DD[THH:MM...]]]; the count of those that are there, 0 if it is no date.
std::size_t parse_parts(std::string_view date, std::array<int, 5>& parts) {
  struct Place {
    std::size_t begin, size;
    char before;
  };
  constexpr std::array kPlaces = {Place{0, 4, '\0'}, Place{5, 2, '-'}, Place{8, 2, '-'},
                                  Place{11, 2, 'T'}, Place{14, 2, ':'}};
  std::size_t count = 0;
  for (const Place& place : kPlaces) {
    if (date.size() < place.begin + place.size) break;
    if (count > 0 && date[place.begin - 1] != place.before) return 0;
    const char* const begin = date.data() + place.begin;
    const char* const end = begin + place.size;
    if (std::from_chars(begin, end, parts[count]).ptr != end) return 0;
    ++count;
  }
  constexpr std::array<std::size_t, 6> kLengths = {0, 4, 7, 10, 0, 16};
  const bool is_whole = date.size() == kLengths[count] || count == kLengths.size() - 1;
  return is_whole ? count : 0;
}

std::string korean_date(std::string_view date) {
  std::array<int, 5> parts = {};
  const std::size_t count = parse_parts(date, parts);
  const auto [year, month, day, hour, minute] = parts;
  if (count == 0) return std::string(date);
  std::string text = fmt::format("{}년", year);
  if (count > 1) text += fmt::format(" {}월", month);
  if (count > 2) text += fmt::format(" {}일", day);
  const bool is_midnight = hour == 0 && minute == 0;  // what an article of a day alone has
  if (count > 4 && !is_midnight) {
    const int shown = hour % 12 == 0 ? 12 : hour % 12;
    text += fmt::format(" {} {}:{:02}", hour < 12 ? "오전" : "오후", shown, minute);
  }
  return text;
}

std::string english_date(std::string_view date) {
  constexpr std::size_t kDay = 10, kMinute = 16;
  if (date.size() < kMinute || date[kDay] != 'T') return std::string(date);
  return fmt::format("{} {}", date.substr(0, kDay), date.substr(kDay + 1, kMinute - kDay - 1));
}

}  // namespace

std::string format_count(std::uint64_t number, Language language) {
  return language == Language::kKorean ? with_myriads(number) : with_commas(number);
}

std::string format_bytes(double bytes, int decimals, Language language) {
  const char* const gap = language == Language::kKorean ? "" : " ";
  if (bytes < 1e3) {
    return language == Language::kKorean ? fmt::format("{:.0f}바이트", bytes)
                                         : fmt::format("{:.0f} B", bytes);
  }
  if (bytes < 999.5e3) return fmt::format("{:.0f}{}kB", bytes / 1e3, gap);
  if (bytes < 999.95e6) return fmt::format("{:.{}f}{}MB", bytes / 1e6, decimals, gap);
  return fmt::format("{:.{}f}{}GB", bytes / 1e9, std::max(decimals, 1), gap);
}

std::string format_seconds(double seconds, Language language) {
  const bool korean = language == Language::kKorean;
  if (seconds < 60) return fmt::format("{:.1f}{}", seconds, korean ? "초" : " s");
  const auto whole = static_cast<std::uint64_t>(seconds);
  const std::uint64_t hours = whole / 3600, minutes = whole / 60 % 60;
  if (korean) {
    return hours == 0 ? fmt::format("{}분 {}초", minutes, whole % 60)
                      : fmt::format("{}시간 {}분", hours, minutes);
  }
  return hours == 0 ? fmt::format("{} min {:02} s", minutes, whole % 60)
                    : fmt::format("{} h {:02} min", hours, minutes);
}

std::string format_date(std::string_view date, Language language) {
  return language == Language::kKorean ? korean_date(date) : english_date(date);
}

}  // namespace gisa

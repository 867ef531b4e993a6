#include "indexer/cleaner/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

constexpr int kSeoulMinutes = 9 * 60;  // ahead of UTC
constexpr int kMinutesOfDay = 24 * 60;

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

struct Time {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

struct Zone {
  std::string_view name;
  int minutes;  // ahead of UTC
};
/// RFC 822 names, and those of Korea and Japan.
constexpr std::array<Zone, 13> kZones = {{{"KST", 540},
                                          {"JST", 540},
                                          {"UTC", 0},
                                          {"GMT", 0},
                                          {"UT", 0},
                                          {"EST", -300},
                                          {"EDT", -240},
                                          {"CST", -360},
                                          {"CDT", -300},
                                          {"MST", -420},
                                          {"MDT", -360},
                                          {"PST", -480},
                                          {"PDT", -420}}};

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

/// Words before a time of day.
struct DayHalf {
  std::string_view word;
  bool afternoon;
};
constexpr std::array<DayHalf, 6> kDayHalves = {
    {{"오전", false}, {"오후", true}, {"AM", false}, {"PM", true}, {"am", false}, {"pm", true}}};

std::chrono::year_month_day calendar_day(const Day& day) {
  return std::chrono::year(day.year) / day.month / day.day;
}

Day day_of(std::chrono::sys_days days) {
  const std::chrono::year_month_day date(days);
  return {int(date.year()), static_cast<int>(unsigned(date.month())),
          static_cast<int>(unsigned(date.day()))};
}

bool exists(const Day& day) {
  return day.year >= 1800 && day.year <= 2199 && day.month >= 1 && day.day >= 1 &&
         calendar_day(day).ok();
}

bool exists(const Time& time) { return time.hour < 24 && time.minute < 60 && time.second < 61; }

Day day_after(const Day& day, int days) {
  return day_of(std::chrono::sys_days(calendar_day(day)) + std::chrono::days(days));
}

/// Reads a text from left to right; every take_...() moves on only when it succeeds.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  void advance() { at_ += char_length(text_[at_]); }
  size_t position() const { return at_; }
  void move_to(size_t at) { at_ = at; }
  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }

  size_t digits_ahead() const {
    size_t end = at_;
    while (end < text_.size() && is_ascii_digit(text_[end])) ++end;
    return end - at_;
  }

  /// A number of exactly `count` digits, whatever follows.
  int take_digits(size_t count) {
    int value = 0;
    for (size_t i = 0; i < count; ++i) value = value * 10 + (text_[at_++] - '0');
    return value;
  }

  /// A number of one or two digits.
  std::optional<int> take_small_number() {
    const size_t count = digits_ahead();
    if (count < 1 || count > 2) return std::nullopt;
    return take_digits(count);
  }

  bool take(std::string_view word) {
    if (!stands_at(text_, at_, word)) return false;
    at_ += word.size();
    return true;
  }

  void skip(std::string_view characters) {
    while (!done() && contains(characters, std::string_view(&text_[at_], 1))) ++at_;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

/// `2024-03-05`, `2019/01/01`, `2019.06.25.`, `2017. 1. 1.`, `2024년 3월 5일`, `20230531`.
std::optional<Day> take_year_first(Scanner& scanner) {
  const size_t count = scanner.digits_ahead();
  if (count == 8 || count == 12 || count == 14) {
    const Day day{scanner.take_digits(4), scanner.take_digits(2), scanner.take_digits(2)};
    return day;
  }
  if (count != 4) return std::nullopt;
  Day day;
  day.year = scanner.take_digits(4);
  scanner.skip(" ");
  const char separator = scanner.peek();
  const bool korean = scanner.take("년");
  if (!korean && separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  if (!korean) scanner.advance();
  scanner.skip(" ");
  const std::optional<int> month = scanner.take_small_number();
  scanner.skip(" ");
  if (!month || !(korean ? scanner.take("월") : scanner.take(std::string_view(&separator, 1)))) {
    return std::nullopt;
  }
  scanner.skip(" ");
  const std::optional<int> day_of_month = scanner.take_small_number();
  if (!day_of_month) return std::nullopt;
  scanner.skip(" ");
  if (korean && !scanner.take("일")) return std::nullopt;
  day.month = *month;
  day.day = *day_of_month;
  return day;
}

std::optional<int> take_month_name(Scanner& scanner) {
  const std::string_view rest = scanner.rest();
  if (rest.size() < 3) return std::nullopt;
  const std::array<char, 3> lower = {ascii_lower(rest[0]), ascii_lower(rest[1]),
                                     ascii_lower(rest[2])};
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] != std::string_view(lower.data(), 3)) continue;
    while (!scanner.done() && is_ascii_alpha(scanner.peek())) scanner.advance();
    return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

/// RFC 822: `05 Mar 2024`.
std::optional<Day> take_day_first(Scanner& scanner) {
  const std::optional<int> day_of_month = scanner.take_small_number();
  if (!day_of_month) return std::nullopt;
  scanner.skip(" -");
  const std::optional<int> month = take_month_name(scanner);
  scanner.skip(" -");
  if (!month || scanner.digits_ahead() != 4) return std::nullopt;
  return Day{scanner.take_digits(4), *month, *day_of_month};
}

/// Weekday, commas and labels between the date and its time: `2024-03-05 (화) 14:30`.
void skip_to_time(Scanner& scanner) {
  scanner.skip(" .,T|");
  if (!scanner.take("(")) return;
  const size_t inside = scanner.position();
  const size_t close = scanner.rest().substr(0, 12).find(')');
  if (close == std::string_view::npos) return;
  scanner.move_to(inside + close + 1);
  scanner.skip(" .,");
}

std::optional<bool> take_day_half(Scanner& scanner) {
  for (const DayHalf& half : kDayHalves) {
    if (!scanner.take(half.word)) continue;
    scanner.skip(" ");
    return half.afternoon;
  }
  return std::nullopt;
}

/// `23:52`, `23:52:10.5`, `235210`, `오후 11:52`, `오후 3시 20분`, `11:52 PM`.
std::optional<Time> take_time(Scanner& scanner) {
  std::optional<bool> afternoon = take_day_half(scanner);
  Time time;
  const size_t count = scanner.digits_ahead();
  if (count == 4 || count == 6) {
    time.hour = scanner.take_digits(2);
    time.minute = scanner.take_digits(2);
    if (count == 6) time.second = scanner.take_digits(2);
  } else {
    const std::optional<int> hour = scanner.take_small_number();
    if (!hour) return std::nullopt;
    time.hour = *hour;
    const bool korean = scanner.take("시");
    if (!korean && !scanner.take(":")) return std::nullopt;
    scanner.skip(" ");
    const std::optional<int> minute = scanner.take_small_number();
    if (!minute && !korean) return std::nullopt;
    time.minute = minute.value_or(0);
    const bool more = scanner.take(":") || (scanner.take("분") && (scanner.skip(" "), true));
    if (more) time.second = scanner.take_small_number().value_or(0);
    if (scanner.take(".")) scanner.skip("0123456789");
    scanner.take("초");
  }
  const size_t after_time = scanner.position();
  scanner.skip(" ");
  if (!afternoon) afternoon = take_day_half(scanner);
  if (!afternoon) scanner.move_to(after_time);
  if (afternoon && time.hour <= 12) time.hour = time.hour % 12 + (*afternoon ? 12 : 0);
  return exists(time) ? std::optional(time) : std::nullopt;
}

/// Minutes ahead of UTC; Seoul when no zone is given.
int take_zone(Scanner& scanner) {
  scanner.skip(" (");
  if (scanner.take("Z")) return 0;
  int zone_minutes = kSeoulMinutes;
  for (const Zone& zone : kZones) {
    if (!scanner.take(zone.name)) continue;
    zone_minutes = zone.minutes;
    if (zone_minutes != 0) return zone_minutes;  // else `GMT+0900`
    break;
  }
  const char sign = scanner.peek();
  if (sign != '+' && sign != '-') return zone_minutes;
  scanner.advance();
  const size_t count = scanner.digits_ahead();
  const bool is_short = zone_minutes == 0 && count == 1;  // `UTC+9`
  if (!is_short && count != 2 && count != 4) return zone_minutes;
  int minutes = scanner.take_digits(is_short ? 1 : 2) * 60;
  if (count <= 2) scanner.take(":");
  if (scanner.digits_ahead() == 2) minutes += scanner.take_digits(2);
  if (minutes > 14 * 60) return zone_minutes;
  return sign == '-' ? -minutes : minutes;
}

/// `Jan 5, 2024 9:05 AM`, `January 5 2024`, and as C has it: `Jan  5 09:05:00 KST 2024`, where the
/// scanner is left before the time.
std::optional<Day> take_month_first(Scanner& scanner) {
  const std::optional<int> month = take_month_name(scanner);
  scanner.skip(" .");
  const std::optional<int> day_of_month = scanner.take_small_number();
  if (!month || !day_of_month) return std::nullopt;
  scanner.skip(" ,");
  if (scanner.digits_ahead() == 4) return Day{scanner.take_digits(4), *month, *day_of_month};
  const size_t before_time = scanner.position();
  if (!take_time(scanner)) return std::nullopt;
  take_zone(scanner);
  scanner.skip(" ");
  if (scanner.digits_ahead() != 4) return std::nullopt;
  const Day day{scanner.take_digits(4), *month, *day_of_month};
  scanner.move_to(before_time);
  return day;
}

/// The first date of the text. Numbers that are none (`제3보`, a telephone) are passed over.
std::optional<Day> find_day(Scanner& scanner) {
  while (!scanner.done()) {
    if (is_ascii_alpha(scanner.peek())) {
      const size_t begin = scanner.position();
      if (const std::optional<Day> day = take_month_first(scanner)) return day;
      scanner.move_to(begin);
      while (is_ascii_alpha(scanner.peek())) scanner.advance();
      continue;
    }
    if (!is_ascii_digit(scanner.peek())) {
      scanner.advance();
      continue;
    }
    const size_t begin = scanner.position();
    const size_t count = scanner.digits_ahead();
    for (const auto take : {take_year_first, take_day_first}) {
      if (const std::optional<Day> day = take(scanner)) return day;
      scanner.move_to(begin);
    }
    scanner.move_to(begin + count);
  }
  return std::nullopt;
}

/// The date behind its label where that of a change stands before: `최종수정 … 기사입력 …`.
std::optional<Day> find_published_day(Scanner& scanner) {
  constexpr std::array<std::string_view, 3> kChanged = {"수정", "최종수정", "업데이트"};
  constexpr std::array<std::string_view, 2> kPublished = {"입력", "등록"};
  scanner.skip(" ");
  const bool begins_with_change = length_of_any_at(scanner.rest(), 0, kChanged) > 0;
  if (!begins_with_change) return std::nullopt;
  while (!scanner.done() && length_of_any_at(scanner.rest(), 0, kPublished) == 0) scanner.advance();
  return find_day(scanner);
}

void append_number(int value, int digits, std::string& out) {
  out.append(static_cast<size_t>(digits), '0');
  for (size_t at = out.size(); value > 0; value /= 10)
    out[--at] = static_cast<char>('0' + value % 10);
}

std::string format(const Day& day) {
  std::string out;
  append_number(day.year, 4, out);
  out += '-';
  append_number(day.month, 2, out);
  out += '-';
  append_number(day.day, 2, out);
  return out;
}

std::string format(Day day, const Time& time, int zone_minutes) {
  int minutes = time.hour * 60 + time.minute + kSeoulMinutes - zone_minutes;
  if (minutes < 0) {
    day = day_after(day, -1);
    minutes += kMinutesOfDay;
  } else if (minutes >= kMinutesOfDay) {
    day = day_after(day, 1);
    minutes -= kMinutesOfDay;
  }
  std::string out = format(day);
  for (const auto& [before, value] :
       {std::pair{'T', minutes / 60}, std::pair{':', minutes % 60}, std::pair{':', time.second}}) {
    out += before;
    append_number(value, 2, out);
  }
  return out + "+09:00";
}

/// `24.01.05`, at the beginning of the text only: elsewhere it may be anything.
std::optional<Day> take_short_year(Scanner& scanner) {
  constexpr int kLastOf2000s = 69;
  Day day;
  scanner.skip(" ");
  for (int* const part : {&day.year, &day.month, &day.day}) {
    if (part != &day.year && !scanner.take(".") && !scanner.take("-") && !scanner.take("/"))
      return std::nullopt;
    if (scanner.digits_ahead() != 2) return std::nullopt;
    *part = scanner.take_digits(2);
  }
  day.year += day.year <= kLastOf2000s ? 2000 : 1900;
  return exists(day) ? std::optional(day) : std::nullopt;
}

/// Seconds or milliseconds since 1970, of this century: `1704412800`, `1704412800000`,
/// `1704412800.5`.
std::string date_of_epoch(std::string_view number) {
  constexpr size_t kSecondsDigits = 10, kMillisecondsDigits = 13;
  constexpr int kSecondsOfDay = kMinutesOfDay * 60;
  const std::string_view digits = number.substr(0, number.find('.'));
  const bool is_known = digits.starts_with('1') &&
                        (digits.size() == kSecondsDigits || digits.size() == kMillisecondsDigits);
  if (!is_known || number.find_first_not_of("0123456789.") != std::string_view::npos) return {};
  int64_t seconds = 0;
  for (const char digit : digits.substr(0, kSecondsDigits)) seconds = seconds * 10 + (digit - '0');
  const Day day = day_of(std::chrono::sys_days(std::chrono::days(seconds / kSecondsOfDay)));
  const auto second = static_cast<int>(seconds % kSecondsOfDay);
  return format(day, {second / 3600, second / 60 % 60, second % 60}, 0);
}

/// What may stand in a stamp line besides digits and punctuation.
constexpr std::array<std::string_view, 21> kStampLabels = {
    "송고시간", "기사입력", "기사수정", "최종수정", "최초입력", "최종업데이트", "최종편집",
    "입력시간", "수정시간", "승인시간", "입력",     "수정",     "등록",         "승인",
    "업데이트", "발행",     "송고",     "작성",     "게재",     "Updated",      "Published"};
constexpr std::string_view kStampPunctuation = "0123456789 .:-/|()[]~,";
constexpr std::array<std::string_view, 21> kStampUnits = {
    "오전", "오후", "일시", "시각", "AM", "PM", "KST", "년", "월", "일", "시",
    "분",   "초",   "화",   "수",   "목", "금", "토",  "ㅣ", "·",  "｜"};
constexpr size_t kMaxStampBytes = 200;

}  // namespace

std::string normalise_date(std::string_view text) {
  constexpr size_t kMaxDateBytes = 200;
  if (const std::string date = date_of_epoch(trim(text)); !date.empty()) return date;
  Scanner scanner(text.substr(0, std::min(text.size(), kMaxDateBytes)));
  std::optional<Day> day = find_published_day(scanner);
  if (!day) {
    scanner.move_to(0);
    day = find_day(scanner);
  }
  if (!day) {
    scanner.move_to(0);
    day = take_short_year(scanner);
  }
  if (!day || !exists(*day)) return {};
  skip_to_time(scanner);
  const std::optional<Time> time = take_time(scanner);
  if (!time) return format(*day);
  return format(*day, *time, take_zone(scanner));
}

std::string date_of_stamp_line(std::string_view line) {
  if (line.size() > kMaxStampBytes) return {};
  bool labelled = false;
  for (size_t at = 0; at < line.size();) {
    size_t length = length_of_any_at(line, at, kStampLabels);
    labelled = labelled || length > 0;
    if (length == 0) length = length_of_any_at(line, at, kStampUnits);
    if (length == 0 && contains(kStampPunctuation, line.substr(at, 1))) length = 1;
    if (length == 0) return {};
    at += length;
  }
  return labelled ? normalise_date(line) : std::string{};
}

}  // namespace gisa::cleaning

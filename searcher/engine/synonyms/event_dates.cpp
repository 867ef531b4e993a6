#include "searcher/engine/synonyms/event_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

#include "common/text/ascii.h"

namespace gisa {
namespace {

constexpr std::string_view kDot = "·";

// What a word behind the day begins with.
constexpr auto kEvents = std::to_array<std::string_view>({
    "계엄",     "비상계엄", "불법",   "위헌",     "내란",   "쿠데타", "친위쿠데타", "군사반란",
    "군사정변", "정변",     "폭동",   "사건",     "사태",   "참사",   "세월호",     "이태원",
    "여객기",   "제주항공", "무안",   "지진",     "대지진", "전쟁",   "참전",       "남침",
    "발발",     "실향민",   "테러",   "학살",     "혁명",   "운동",   "만세",       "민주화",
    "항쟁",     "민주항쟁", "의거",   "정신",     "기념",   "추모",   "희생자",     "유공자",
    "유족",     "평화",     "진상",   "특별법",   "기록물", "묘역",   "민주묘지",   "국립",
    "선거",     "지방선거", "지선",   "총선",     "대선",   "재보선", "재보궐",     "보궐선거",
    "전당대회", "대책",     "부동산", "주택",     "공급",   "대출",   "규제",       "조치",
    "합의",     "군사합의", "선언",   "공동선언", "남북",   "광복절", "절",
});

// Written without a dot only where everybody knows them.
struct Known {
  std::string_view digits;
  std::string_view day;
};
constexpr auto kKnown = std::to_array<Known>({
    {"31", "3·1"},
    {"43", "4·3"},
    {"419", "4·19"},
    {"516", "5·16"},
    {"518", "5·18"},
    {"610", "6·10"},
    {"625", "6·25"},
    {"815", "8·15"},
    {"911", "9·11"},
    {"1026", "10·26"},
    {"1212", "12·12"},
    {"123", "12·3"},
});

// Places that need no word behind the day.
struct Place {
  std::string_view name;
  std::string_view number;
};
constexpr auto kPlaces = std::to_array<Place>({
    {"제주", "4.3"},
    {"제주", "43"},
    {"광주", "5.18"},
    {"광주", "518"},
});

// A number from 1 to `most` without zeros before it.
bool is_ordinal(std::string_view digits, unsigned most) {
  unsigned number = 0;
  const char* const end = digits.data() + digits.size();
  return !digits.empty() && digits[0] != '0' && digits.size() <= 2 &&
         std::from_chars(digits.data(), end, number).ptr == end && number <= most;
}

// "12.3" as a day; empty if it is none.
std::string day_of(std::string_view number) {
  constexpr unsigned kMonths = 12;
  constexpr unsigned kDays = 31;
  const auto known = std::ranges::find(kKnown, number, &Known::digits);
  if (known != kKnown.end()) return std::string(known->day);
  const std::size_t dot = number.find('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view month = number.substr(0, dot);
  const std::string_view day = number.substr(dot + 1);
  if (!is_ordinal(month, kMonths) || !is_ordinal(day, kDays)) return {};
  return std::string(month).append(kDot).append(day);
}

// 5.18 by itself; 1.23 is a decimal, and so may be 4.3.
bool is_known_day(std::string_view number) {
  constexpr std::size_t kShortest = 4;
  return number.size() >= kShortest && number.find('.') != std::string_view::npos &&
         std::ranges::find(kKnown, day_of(number), &Known::day) != kKnown.end();
}

bool begins_with_event(std::string_view text) {
  if (text.starts_with(' ')) text.remove_prefix(1);
  return std::ranges::any_of(kEvents, [&](auto event) { return text.starts_with(event); });
}

bool ends_with_place(std::string_view text, std::string_view number) {
  if (text.ends_with(' ')) text.remove_suffix(1);
  return std::ranges::any_of(kPlaces, [&](const Place& place) {
    return place.number == number && text.ends_with(place.name);
  });
}

// Behind Hangul as well, 제주4.3; but a number goes on in 1,123, and is part of a name in A123.
bool may_begin_day(std::string_view before) {
  return may_begin_word(before) || static_cast<unsigned char>(before.back()) >= 0x80;
}

}  // namespace

std::string with_event_dates(std::string_view query) {
  std::string out;
  for (std::size_t at = 0; at < query.size();) {
    std::size_t end = at;
    while (end < query.size() && (is_digit(query[end]) || query[end] == '.')) ++end;
    if (end == at) {
      out += query[at++];
      continue;
    }
    const std::string_view number = query.substr(at, end - at);
    const std::string_view before = query.substr(0, at);
    const bool is_event = may_begin_day(before) &&
                          (begins_with_event(query.substr(end)) || ends_with_place(before, number));
    const bool is_all = number.size() == query.size();
    const bool is_day = is_event || (is_all && is_known_day(number));
    const std::string day = is_day ? day_of(number) : std::string();
    out += day.empty() ? number : day;
    at = end;
  }
  return out;
}

}  // namespace gisa

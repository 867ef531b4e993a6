#include "indexer/cleaner/sign_off.h"

#include <algorithm>
#include <array>

#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

constexpr std::array<std::string_view, 2> kEndings = {"이었습니다", "입니다"};
constexpr std::string_view kNews = "뉴스";

/// The last word of `text`, which is shortened by it.
std::string_view take_last_word(std::string_view& text) {
  constexpr std::string_view kBetween = " ,";
  text = trim_right(text, kBetween);
  const size_t begin = text.find_last_of(kBetween) + 1;  // npos + 1 is 0
  const std::string_view word = text.substr(begin);
  text = trim_right(text.substr(0, begin), kBetween);
  return word;
}

/// Local stations are in no table: `KCTV 뉴스`.
bool is_call_sign(std::string_view word) {
  constexpr size_t kLeast = 3, kMost = 6;
  return word.size() >= kLeast && word.size() <= kMost &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// `KBS`, `KBS 뉴스`, `MBC뉴스` at the end of `text`, which is shortened by it; empty when there is
/// none.
std::string_view take_press(std::string_view& text) {
  std::string_view rest = text;
  std::string_view word = take_last_word(rest);
  std::string_view before = rest;
  const std::string_view first = take_last_word(before);  // of SBS Biz
  const std::string_view both = text.substr(static_cast<size_t>(first.data() - text.data()));
  if (!first.empty() && is_known_press(trim_right(both, " ,"))) {
    text = before;
    return trim_right(both, " ,");
  }
  if (word == kNews) {
    word = take_last_word(rest);
    if (!is_press_name(word) && !is_call_sign(word)) return {};
  } else if (!is_press_name(word)) {
    return {};
  }
  text = rest;
  if (is_known_press(word) || !word.ends_with(kNews)) return word;
  const std::string_view station = word.substr(0, word.size() - kNews.size());
  return is_known_press(station) ? station : word;
}

/// What may stand before the outlet: `지금까지`, `베이징에서`, `지금까지 국회 앞에서`.
bool is_lead(std::string_view text) {
  constexpr size_t kMostBytes = 100;
  constexpr std::string_view kSoFar = "지금까지";
  if (text.empty() || text == kSoFar) return true;
  if (text.size() > kMostBytes || !text.ends_with("에서") || text == "에서") return false;
  return text.starts_with(kSoFar) || !contains(text, ' ');
}

}  // namespace

std::optional<SignOff> read_sign_off(std::string_view text) {
  const std::string_view open = trim_right(text, " .");
  const size_t ending = length_of_any_before(open, open.size(), kEndings);
  if (ending == 0) return std::nullopt;
  const std::string_view before = open.substr(0, open.size() - ending);
  const size_t line = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::optional<size_t> segment = last_segment(before.substr(line));
  if (!segment || trim(before.substr(0, line + *segment)).empty()) return std::nullopt;
  std::string_view words = trim(before.substr(line + *segment));
  const std::string_view reporter = take_last_word(words);
  const std::string_view press = take_press(words);
  if (press.empty() || !is_person_name(reporter) || !is_lead(words)) return std::nullopt;
  return SignOff{line + *segment, reporter, press};
}

}  // namespace gisa::cleaning

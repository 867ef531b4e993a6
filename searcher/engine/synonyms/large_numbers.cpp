#include "searcher/engine/synonyms/large_numbers.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>

#include "common/analysis/spelled_numbers.h"

namespace gisa {
namespace {

constexpr std::uint64_t kTenThousand = 10'000;
constexpr std::u16string_view kScales = u"만억조경";  // powers of ten thousand
constexpr std::size_t kMostDigits = 12;
constexpr std::uint64_t kMostWrittenOut = 100;       // ten thousands: nobody writes 48,000,000원
constexpr std::uint64_t kMostInFront = 100'000'000;  // of a smaller unit: the value stays a number

// 0 if it is no whole number.
std::uint64_t value_of(std::u16string_view digits) {
  const auto is_digit = [](char16_t c) { return c >= u'0' && c <= u'9'; };
  const bool is_whole = !digits.empty() && digits.size() <= kMostDigits && digits[0] != u'0' &&
                        std::ranges::all_of(digits, is_digit);
  if (!is_whole) return 0;
  std::uint64_t value = 0;
  for (const char16_t digit : digits) value = value * 10 + (digit - u'0');
  return value;
}

std::u16string digits_of(std::uint64_t value) {
  const std::string digits = std::to_string(value);
  return {digits.begin(), digits.end()};
}

// What is written directly behind the number at `i`; empty if nothing is.
std::u16string_view unit_behind(std::span<const QueryWord> words, std::size_t i) {
  const bool has_unit =
      i + 1 < words.size() && words[i + 1].is_glued && words[i + 1].script == Script::kHangul;
  return has_unit ? std::u16string_view(words[i + 1].surface) : std::u16string_view();
}

// 1 for a unit that begins with 만, 2 for 억 ...; 0 for others.
std::size_t scale_of(std::u16string_view unit) {
  const std::size_t at = unit.empty() ? std::u16string_view::npos : kScales.find(unit[0]);
  return at == std::u16string_view::npos ? 0 : at + 1;
}

// What the words of a query say: 16850 and 2 of 16850억원.
struct Amount {
  std::uint64_t value = 0;      // 0 if they say none
  std::size_t scale = 0;        // the power of ten thousand that it counts
  std::size_t words = 0;        // with the unit, if that has the scale
  std::u16string_view unit{};   // what follows the scale: 원
  bool ends_in_digits = false;  // its unit is the word behind its words
};

// 1.5조원, 1.25만; more digits are not rounded by anybody.
Amount read_decimal(std::span<const QueryWord> words) {
  constexpr std::size_t kMostDecimals = 2;
  const std::u16string_view text = words[0].stem;
  const std::size_t point = text.find(u'.');
  const std::u16string_view unit = unit_behind(words, 0);
  const std::size_t scale = scale_of(unit);
  const std::size_t decimals = text.size() - point - 1;
  if (scale == 0 || decimals == 0 || decimals > kMostDecimals) return {};
  std::u16string digits(text.substr(0, point));
  digits.append(text.substr(point + 1)).append(4 - decimals, u'0');
  digits.erase(0, std::min(digits.find_first_not_of(u'0'), digits.size()));
  return {value_of(digits), scale - 1, 2, unit.substr(1)};
}

// 1만2000, 1조6850억원, 1조 5천억원.
Amount read_two_parts(std::span<const QueryWord> words, std::uint64_t first, std::size_t scale) {
  std::uint64_t second = value_of(words[2].stem);
  if (second == 0) {
    const std::vector<std::u16string> forms = other_forms_of_number(words[2].stem);
    second = forms.empty() ? 0 : value_of(forms[0]);
  }
  if (second == 0 || second >= kTenThousand || first >= kMostInFront) return {};
  std::u16string_view unit = unit_behind(words, 2);
  if (scale_of(unit) + 1 != scale) return {};
  const bool has_scale = scale > 1;
  const std::size_t count = has_scale ? 4 : 3;
  const bool goes_on = has_scale && unit.size() == 1 && words.size() > count &&
                       words[count].script == Script::kNumber && words[count].is_glued;
  if (goes_on) return {};
  if (has_scale) unit.remove_prefix(1);
  return {first * kTenThousand + second, scale - 1, count, unit, !has_scale};
}

Amount read_amount(std::span<const QueryWord> words) {
  // 50만 of 1억50만 is no number of its own.
  if (words.empty() || words[0].script != Script::kNumber || words[0].is_glued) return {};
  if (words[0].stem.find(u'.') != std::u16string::npos) return read_decimal(words);
  const std::uint64_t value = value_of(words[0].stem);
  const std::u16string_view unit = unit_behind(words, 0);
  const std::size_t scale = scale_of(unit);
  if (value == 0) return {};
  if (scale == 0) return {value, 0, 1, unit, true};
  if (unit.size() == 1 && words.size() > 2 && words[2].script == Script::kNumber) {
    const Amount amount = read_two_parts(words, value, scale);
    if (amount.value > 0 || words[2].is_glued) return amount;
  }
  return {value, scale, 2, unit.substr(1)};
}

// 1만2000 and 1만2천, 1조6850억: all units of ten thousands; none if there is no unit so large.
std::vector<std::u16string> with_scales(std::uint64_t value, std::size_t scale) {
  std::vector<std::u16string> parts;  // from the last one that is not zero
  std::vector<std::u16string> ways;   // to write that
  for (; value > 0; value /= kTenThousand, ++scale) {
    const std::uint64_t digits = value % kTenThousand;
    if (digits == 0) continue;
    if (scale > kScales.size()) return {};
    if (parts.empty()) {
      ways = {digits_of(digits)};
      std::ranges::copy(other_forms_of_number(ways[0]), std::back_inserter(ways));
    }
    parts.push_back(digits_of(digits));
    if (scale > 0) parts.back() += kScales[scale - 1];
  }
  std::u16string before;
  for (auto part = parts.rbegin(); part + 1 != parts.rend(); ++part) before += *part;
  const std::u16string behind = parts[0].substr(ways[0].size());
  for (std::u16string& way : ways) way.insert(0, before).append(behind);
  return ways;
}

// 1.5조, which headlines have; empty if it would take more than two decimals.
std::u16string with_decimals(std::uint64_t value, std::size_t scale) {
  constexpr std::uint64_t kHundredth = kTenThousand / 100;
  const std::uint64_t decimals = value % kTenThousand;
  const bool is_short = decimals > 0 && decimals % kHundredth == 0 && value > kTenThousand &&
                        value < kTenThousand * kTenThousand;
  if (!is_short || scale >= kScales.size()) return {};
  std::u16string form = digits_of(value / kTenThousand) + u'.';
  const std::uint64_t hundredths = decimals / kHundredth;
  if (hundredths % 10 == 0)
    form += digits_of(hundredths / 10);
  else
    form.append(hundredths < 10 ? u"0" : u"").append(digits_of(hundredths));
  return form += kScales[scale];
}

}  // namespace

OtherForms other_forms_of_large_number(std::span<const QueryWord> words) {
  const Amount amount = read_amount(words);
  auto [value, scale] = std::pair(amount.value, amount.scale);
  if (value == 0) return {};
  for (; value % kTenThousand == 0; value /= kTenThousand) ++scale;
  const bool is_one_part = value < kTenThousand;
  // 5만 for 50,000 would stand in 5만2000, 2조 for 20000억 in 2조3000억; 2000 is no large number.
  if (is_one_part && (amount.unit.empty() || scale == 0)) return {};
  const bool takes_unit = !amount.ends_in_digits || is_one_part || scale > 0;
  const std::u16string_view unit = takes_unit ? amount.unit : std::u16string_view();

  std::vector<std::u16string> forms;
  // The other ways to write 4800 of 4800만 are spelled_numbers.h's.
  if (!is_one_part || words[0].stem != digits_of(value)) forms = with_scales(value, scale);
  const bool is_written_out =
      scale <= 1 && value < (scale == 0 ? kMostWrittenOut * kTenThousand : kMostWrittenOut);
  if (is_written_out) forms.push_back(digits_of(scale == 0 ? value : value * kTenThousand));
  forms.push_back(with_decimals(value, scale));

  OtherForms other;
  other.words = amount.words + (amount.ends_in_digits && takes_unit && !unit.empty() ? 1 : 0);
  std::u16string typed;
  for (const QueryWord& word : words.first(other.words)) typed += word.surface;
  std::erase(typed, u',');
  for (std::u16string& form : forms) {
    if (form.empty() || form.append(unit) == typed) continue;
    other.forms.push_back(std::move(form));
  }
  return other.forms.empty() ? OtherForms{} : other;
}

}  // namespace gisa

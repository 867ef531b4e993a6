#include "searcher/engine/query/large_numbers.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "common/analysis/spelled_numbers.h"

namespace gisa {
namespace {

constexpr std::uint64_t kTenThousand = 10'000;
constexpr std::u16string_view kScales = u"만억조경";  // powers of ten thousand
constexpr std::size_t kMostDigits = 12;
constexpr std::uint64_t kMostWrittenOut = 100;  // ten thousands: nobody writes 48,000,000원

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

// 1만2000 for 12000, 1조6850억원 for 16850 and 억원.
OtherNumber with_scales(std::uint64_t value, std::u16string_view unit) {
  std::size_t scale = unit.empty() ? kScales.size() : kScales.find(unit[0]);
  const bool has_scale = scale < kScales.size();
  if (has_scale) unit.remove_prefix(1);
  scale = has_scale ? scale + 1 : 0;
  const std::uint64_t last = value % kTenThousand;
  // 5만 for 50000 would stand in 5만2000, 2조 for 20000억 in 2조3000억.
  if (last == 0 && unit.empty()) return {};
  std::vector<std::u16string> parts;  // from the last one
  for (; value > 0; value /= kTenThousand, ++scale) {
    if (scale > kScales.size()) return {};
    std::u16string part = value % kTenThousand == 0 ? u"" : digits_of(value % kTenThousand);
    if (!part.empty() && scale > 0) part += kScales[scale - 1];
    parts.push_back(std::move(part));
  }
  std::u16string before;
  for (auto part = parts.rbegin(); part + 1 != parts.rend(); ++part) before += *part;

  OtherNumber other;
  const bool takes_unit = has_scale || last == 0;
  other.words = takes_unit ? 2 : 1;
  std::vector<std::u16string> ways = {last == 0 ? u"" : digits_of(last)};
  if (last > 0) std::ranges::copy(other_forms_of_number(ways[0]), std::back_inserter(ways));
  const std::u16string_view behind = std::u16string_view(parts[0]).substr(ways[0].size());
  for (const std::u16string& way : ways) {
    std::u16string form = before + way;
    form += behind;
    if (takes_unit) form += unit;
    other.forms.push_back(std::move(form));
  }
  return other;
}

// 12000 for 1만2000, 50000원 for 5만원.
OtherNumber with_digits_only(std::span<const QueryWord> words, std::uint64_t value) {
  std::u16string_view unit = unit_behind(words, 0);
  if (!unit.starts_with(kScales[0]) || value >= kMostWrittenOut) return {};
  unit.remove_prefix(1);
  value *= kTenThousand;
  const bool goes_on = words.size() > 2 && words[2].is_glued && words[2].script == Script::kNumber;
  if (!goes_on) {
    if (unit.empty()) return {};
    return {2, {digits_of(value).append(unit)}};
  }
  std::uint64_t last = value_of(words[2].stem);
  if (last == 0) {
    const std::vector<std::u16string> forms = other_forms_of_number(words[2].stem);
    last = forms.empty() ? 0 : value_of(forms[0]);
  }
  if (!unit.empty() || last == 0 || last >= kTenThousand) return {};
  return {3, {digits_of(value + last)}};
}

}  // namespace

OtherNumber other_forms_of_large_number(std::span<const QueryWord> words) {
  // 50만 of 1억50만 is no number of its own.
  if (words.empty() || words[0].script != Script::kNumber || words[0].is_glued) return {};
  const std::uint64_t value = value_of(words[0].stem);
  if (value == 0) return {};
  return value < kTenThousand ? with_digits_only(words, value)
                              : with_scales(value, unit_behind(words, 0));
}

}  // namespace gisa

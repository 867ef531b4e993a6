#include "common/analysis/spelled_numbers.h"

#include <algorithm>
#include <cstdint>

#include "common/text/ascii.h"

namespace gisa {
namespace {

constexpr auto kNowhere = std::u16string_view::npos;
constexpr NumberUnits<char16_t> kUnits = {kNumberUnits.substr(0, 1), kNumberUnits.substr(1, 1),
                                          kNumberUnits.substr(2, 1)};
constexpr std::u16string_view kFirstUnits = kNumberUnits.substr(0, 2);

// The first unit that a number may begin with, from `from` on. Most texts have few: whole blocks
// are passed over.
std::size_t find_unit(std::u16string_view units, std::size_t from) {
  constexpr std::size_t kBlock = 32;
  for (; from + kBlock <= units.size(); from += kBlock) {
    unsigned stands = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      stands |= static_cast<unsigned>(units[from + i] == kFirstUnits[0]) |
                static_cast<unsigned>(units[from + i] == kFirstUnits[1]);
    }
    if (stands != 0) break;
  }
  return units.find_first_of(kFirstUnits, from);
}

// Whether the text ends with one digit that no others belong to.
bool ends_with_lone_digit(std::u16string_view text) {
  if (text.empty() || !may_be_counted(text.back())) return false;
  text.remove_suffix(1);
  if (!text.empty() && may_part_digits(text.back())) text.remove_suffix(1);
  return text.empty() || !is_digit(text.back());
}

// Lengthens the number that ends at `begin` to `end`, and takes those units from the segments of
// syllables that had them.
void join(std::uint32_t begin, std::uint32_t end, std::vector<Segment>& segments) {
  const auto first = std::ranges::lower_bound(segments, begin, {}, &Segment::begin);
  std::prev(first)->end = end;
  auto last = first;
  while (last != segments.end() && last->end <= end) ++last;
  if (last != segments.end()) last->begin = std::max(last->begin, end);
  segments.erase(first, last);
}

// What a number counts, if it is spelled or could be; 0: neither.
unsigned value_of(std::u16string_view number) {
  if (number.empty() || !may_be_counted(number[0])) return 0;
  const bool is_known = std::ranges::all_of(number, is_digit)
                            ? number.size() == 3 || number.size() == 4
                            : spelled_size(number.substr(1), kUnits) == number.size() - 1;
  if (!is_known) return 0;
  unsigned value = 0, open = 0;  // before a unit is known
  for (const char16_t c : number) {
    const std::size_t unit = kNumberUnits.find(c);
    if (unit == kNowhere) {
      open = open * 10 + (c - u'0');
      continue;
    }
    constexpr unsigned kCounts[] = {1000, 100, 10};
    value += open * kCounts[unit];
    open = 0;
  }
  return value + open;
}

// Nothing for 0: behind 천 it is not written.
std::u16string digits_of(unsigned value) {
  std::u16string digits;
  for (; value > 0; value /= 10)
    digits.insert(digits.begin(), static_cast<char16_t>(u'0' + value % 10));
  return digits;
}

}  // namespace

void join_spelled_numbers(std::u16string_view units, std::vector<Segment>& segments) {
  for (std::size_t at = find_unit(units, 0); at != kNowhere;) {
    const std::size_t size =
        ends_with_lone_digit(units.substr(0, at)) ? spelled_size(units.substr(at), kUnits) : 0;
    if (size > 0)
      join(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size), segments);
    at = find_unit(units, at + std::max<std::size_t>(size, 1));
  }
}

std::vector<std::u16string> other_forms_of_number(std::u16string_view number) {
  const unsigned value = value_of(number);
  if (value == 0) return {};
  const unsigned thousands = value / 1000, rest = value % 1000, hundreds = rest / 100;
  std::vector<std::u16string> forms = {digits_of(value)};
  const std::u16string with_hundreds =
      hundreds == 0 ? digits_of(rest)
                    : digits_of(hundreds) + kNumberUnits[1] + digits_of(rest % 100);
  if (thousands == 0) {
    forms.push_back(with_hundreds);
  } else {
    const std::u16string with_thousands = digits_of(thousands) + kNumberUnits[0];
    forms.push_back(with_thousands + digits_of(rest));
    if (hundreds > 0) forms.push_back(with_thousands + with_hundreds);
  }
  std::erase(forms, number);
  return forms;
}

std::vector<std::u16string> with_digits(std::u16string_view word) {
  constexpr std::u16string_view kLargeUnits = u"만억조";
  const bool is_number = word.size() > 1 && kFirstUnits.find(word[0]) != kNowhere &&
                         kLargeUnits.find(word[1]) != kNowhere && !word.starts_with(u"백조");
  if (!is_number) return {};
  const std::u16string_view zeros = word[0] == kFirstUnits[0] ? u"000" : u"00";
  return {std::u16string(u"1").append(word),
          std::u16string(u"1").append(zeros).append(word.substr(1))};
}

}  // namespace gisa

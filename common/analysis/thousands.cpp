#include "common/analysis/thousands.h"

#include <algorithm>

namespace gisa {
namespace {

constexpr auto kNowhere = std::u16string_view::npos;
constexpr std::size_t kDigits = 4;  // of numbers that are so many thousands

bool is_digit(char16_t c) { return c >= u'0' && c <= u'9'; }

// The first 천 from `from` on. Most texts have none, or a few: whole blocks are passed over.
std::size_t find_thousand(std::u16string_view units, std::size_t from) {
  constexpr std::size_t kBlock = 32;
  for (; from + kBlock <= units.size(); from += kBlock) {
    unsigned stands = 0;
    for (std::size_t i = 0; i < kBlock; ++i)
      stands |= static_cast<unsigned>(units[from + i] == kThousand);
    if (stands != 0) break;
  }
  return units.find(kThousand, from);
}

// Whether the text ends with one digit that no others belong to.
bool ends_with_lone_digit(std::u16string_view text) {
  if (text.empty() || !may_count_thousands(text.back())) return false;
  text.remove_suffix(1);
  if (!text.empty() && may_part_digits(text.back())) text.remove_suffix(1);
  return text.empty() || !is_digit(text.back());
}

// Gives 천 at `at`, where a segment of syllables begins, and the digits behind it to the number
// before.
void join_at(std::uint32_t at, std::uint32_t digits, std::vector<Segment>& segments) {
  const auto syllables = std::ranges::lower_bound(segments, at, {}, &Segment::begin);
  const auto number = syllables - 1;
  number->end = at + 1 + digits;
  if (syllables->end > at + 1) {
    syllables->begin = at + 1;
  } else {
    segments.erase(syllables, syllables + (digits > 0 ? 2 : 1));
  }
}

}  // namespace

void join_thousands(std::u16string_view units, std::vector<Segment>& segments) {
  std::size_t joined = 0;  // behind the last number
  for (std::size_t at = find_thousand(units, 0); at != kNowhere;
       at = find_thousand(units, at + 1)) {
    if (at == joined || !ends_with_lone_digit(units.substr(0, at))) continue;
    const auto digits = digits_behind_thousand(units.substr(at + 1));
    if (!digits) continue;
    join_at(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(*digits), segments);
    joined = at + 1 + *digits;
  }
}

std::u16string other_form_of_number(std::u16string_view number) {
  if (number.empty() || !may_count_thousands(number[0])) return {};
  const std::u16string_view rest = number.substr(1);
  std::u16string other(1, number[0]);
  if (rest.starts_with(kThousand)) {
    const std::u16string_view digits = rest.substr(1);
    if (digits.size() >= kDigits) return {};
    other.append(kDigits - 1 - digits.size(), u'0').append(digits);
    return other;
  }
  if (number.size() != kDigits || !std::ranges::all_of(rest, is_digit)) return {};
  const std::size_t first = rest.find_first_not_of(u'0');
  other += kThousand;
  if (first != kNowhere) other += rest.substr(first);
  return other;
}

}  // namespace gisa

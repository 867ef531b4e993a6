/// Numbers that are written with 천, 백 and 십 (thousand, hundred, ten), as agencies and
/// broadcasters do: what is 4800만원 or 4,800만원 in papers is 4천800만원 or 4천8백만원 there. Each
/// is one word of the text, as it is written, and a search for one looks for the others too.
///
/// Such a number begins with one digit that is a number by itself, and 천 or 백 directly behind it.
/// Digits with a smaller unit may follow, and in the end as many digits as there is room for: 1천
/// is 1000, 4천800 and 4천8백 4800, 1천5 1005, 3백50 350. What does not fit (12천, 1천2000, 1천.5)
/// is words of its own.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/segmenter.h"
#include "common/text/ascii.h"

namespace gisa {

/// 천, 백 and 십: so many digits may follow one, less its index.
inline constexpr std::u16string_view kNumberUnits = u"천백십";

/// The units in the encoding of a text: UTF-8, dense form or UTF-16.
template <typename Character>
using NumberUnits = std::array<std::basic_string_view<Character>, kNumberUnits.size()>;

/// Whether a number that is this character may stand before a unit.
constexpr bool may_be_counted(char32_t c) { return c >= '1' && c <= '9'; }

/// What stands inside a number between two digits; of an apostrophe in UTF-16 only, since elsewhere
/// it has several bytes.
template <typename Character>
constexpr bool may_part_digits(Character c) {
  if constexpr (sizeof c > 1) {
    if (c == u'’') return true;
  }
  return c == '.' || c == ',' || c == '\'';
}

/// How much of `behind`, which stands behind one digit, belongs to a spelled number: from its unit
/// on; 0 if there is none.
template <typename Character>
std::size_t spelled_size(std::basic_string_view<Character> behind,
                         const NumberUnits<Character>& units) {
  const auto is_digit_at = [&](std::size_t i) { return i < behind.size() && is_digit(behind[i]); };
  const auto unit_at = [&](std::size_t i) {
    std::size_t unit = 0;
    while (unit < units.size() && !behind.substr(i).starts_with(units[unit])) ++unit;
    return unit;
  };
  std::size_t unit = unit_at(0);
  if (unit + 1 >= units.size()) return 0;  // 십 begins none
  std::size_t end = units[unit].size();
  while (true) {
    std::size_t digits = 0;
    while (is_digit_at(end + digits)) ++digits;
    const std::size_t next = end + digits < behind.size() ? unit_at(end + digits) : units.size();
    if (digits == 1 && next < units.size()) {
      if (next <= unit) return 0;
      unit = next;
      end += 1 + units[unit].size();
      continue;
    }
    end += digits;
    const bool goes_on =
        end < behind.size() && may_part_digits(behind[end]) && is_digit_at(end + 1);
    return digits > units.size() - unit || goes_on ? 0 : end;
  }
}

/// Makes each spelled number one segment of those that a Segmenter has cut it into.
void join_spelled_numbers(std::u16string_view units, std::vector<Segment>& segments);

/// The number as it is written otherwise: 4800 and 4천8백 for 4천800, 1천5 for 1005. None if there
/// is but one way.
std::vector<std::u16string> other_forms_of_number(std::u16string_view number);

/// A word that begins with a number of one unit, as it is written with digits: 1천만원 and 1000만원
/// for 천만원. None for other words, and 백조 is a swan.
std::vector<std::u16string> with_digits(std::u16string_view word);

}  // namespace gisa

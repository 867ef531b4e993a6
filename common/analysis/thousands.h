/// Numbers that are written with 천, thousand, as agencies and broadcasters do: what is 4천800만원
/// there is 4800만원 or 4,800만원 in other papers. Each is one word of the text, as it is written,
/// and a search for one looks for the other too.
///
/// 천 counts where it stands directly behind one digit that is a number by itself. Up to three
/// digits may follow: 1천 is 1000, 4천800 4800, 1천5 1005. What does not fit (12천, 1천2000, 1천.5)
/// is words of its own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/segmenter.h"

namespace gisa {

inline constexpr char16_t kThousand = u'천';

/// Whether a number that is this character may stand before 천.
constexpr bool may_count_thousands(char32_t c) { return c >= '1' && c <= '9'; }

/// What stands inside a number between two digits; of an apostrophe in normalized text only, since
/// elsewhere it has several bytes.
template <typename Character>
constexpr bool may_part_digits(Character c) {
  if constexpr (sizeof c > 1) {
    if (c == u'’') return true;
  }
  return c == '.' || c == ',' || c == '\'';
}

/// How many of the digits that `behind` begins with belong to the 천 before it; nothing if that
/// makes no number. Of a text in UTF-8, in dense form or normalized.
template <typename Character>
std::optional<std::size_t> digits_behind_thousand(std::basic_string_view<Character> behind) {
  constexpr std::size_t kMostDigits = 3;
  const auto is_digit = [&](std::size_t i) {
    return i < behind.size() && behind[i] >= '0' && behind[i] <= '9';
  };
  std::size_t digits = 0;
  while (is_digit(digits)) ++digits;
  const bool goes_on =
      digits < behind.size() && may_part_digits(behind[digits]) && is_digit(digits + 1);
  if (digits > kMostDigits || goes_on) return std::nullopt;
  return digits;
}

/// Makes numbers with 천 one segment of those that a Segmenter has cut them into.
void join_thousands(std::u16string_view units, std::vector<Segment>& segments);

/// The number as it is written with 천, or without it: 4800 for 4천800, 1천5 for 1005. Empty if
/// there is but one way.
std::u16string other_form_of_number(std::u16string_view number);

}  // namespace gisa

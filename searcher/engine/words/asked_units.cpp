#include "searcher/engine/words/asked_units.h"

#include <algorithm>
#include <cstddef>

#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::string_view kWhenMarkers[] = {"언제", "연도", "년도", "날짜", "생일", "며칠"};
constexpr std::string_view kInWhichYear = "해는";  // but not 피해는
constexpr std::u16string_view kDateUnits = u"년월일세";
constexpr std::string_view kHowMany = "몇";

// The unit behind the first 몇 that has one; none behind 몇몇.
char16_t counted_unit(std::string_view query) {
  std::size_t at = 0;
  while ((at = query.find(kHowMany, at)) != std::string_view::npos) {
    at += kHowMany.size();
    if (query.substr(at).starts_with(kHowMany)) {
      at += kHowMany.size();
      continue;
    }
    const std::size_t unit = std::min(query.find_first_not_of(' ', at), query.size());
    const char32_t c = unit < query.size() ? decode_utf8(query, unit).code_point : 0;
    if (is_hangul_syllable(c)) return static_cast<char16_t>(c);
  }
  return 0;
}

bool asks_for_date(std::string_view query) {
  const std::size_t year = query.find(kInWhichYear);
  const bool asks_year = year != std::string_view::npos && (year == 0 || query[year - 1] == ' ');
  return asks_year || std::ranges::any_of(kWhenMarkers, [&](std::string_view marker) {
           return query.find(marker) != std::string_view::npos;
         });
}

}  // namespace

std::u16string units_asked_for(std::string_view query) {
  const char16_t unit = counted_unit(query);
  if (unit == u'년' || (unit == 0 && asks_for_date(query))) return std::u16string(kDateUnits);
  return unit == 0 ? std::u16string() : std::u16string(1, unit);
}

}  // namespace gisa

#include "searcher/engine/query/asked_units.h"

#include <algorithm>
#include <cstddef>

#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::string_view kWhenMarkers[] = {"언제", "몇 년", "몇년", "연도", "년도",
                                             "날짜", "해는",  "생일", "며칠"};
constexpr std::u16string_view kDateUnits = u"년월일세";
constexpr std::string_view kHowMany = "몇";

}  // namespace

std::u16string units_asked_for(std::string_view query) {
  const bool asks_when = std::ranges::any_of(kWhenMarkers, [&](std::string_view marker) {
    return query.find(marker) != std::string_view::npos;
  });
  if (asks_when) return std::u16string(kDateUnits);
  const std::size_t how_many = query.find(kHowMany);
  if (how_many == std::string_view::npos) return {};
  const std::size_t unit = query.find_first_not_of(' ', how_many + kHowMany.size());
  if (unit == std::string_view::npos || query.substr(unit).starts_with(kHowMany)) return {};
  const char32_t c = decode_utf8(query, unit).code_point;
  return is_hangul_syllable(c) ? std::u16string(1, static_cast<char16_t>(c)) : std::u16string();
}

}  // namespace gisa

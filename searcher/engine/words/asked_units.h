/// What a question asks to be counted.
///
///     units_asked_for("훈민정음은 언제 반포됐나")    // 년, 월, 일, 세
///     units_asked_for("미국에는 몇 개의 주가 있나")   // 개
///     units_asked_for("수도는 어디인가")             // nothing
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// First syllables of the units that may stand behind the number that is asked for; empty if none
/// is. `query` is UTF-8.
std::u16string units_asked_for(std::string_view query);

}  // namespace gisa

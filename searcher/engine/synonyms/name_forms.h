/// Long and short names of universities, courts, prices and the like, which reports use side by
/// side.
///
///     other_form_of_name(u"고려대학교")      // 고려대
///     other_form_of_name(u"서울중앙지법")    // 서울중앙지방법원
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// The other name, by the ending alone; empty if there is none, or the word is nothing but an
/// ending. A short name that begins the long one is not told: it finds that anyway.
std::u16string other_form_of_name(std::u16string_view name);

/// Whether the other name begins words of other meaning, as 인천대 does 인천대교.
bool is_other_form_ambiguous(std::u16string_view name);

}  // namespace gisa

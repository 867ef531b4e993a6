/// Spellings that are wrong by rule, and that articles, which are proofread, do not have.
///
///     right_spelling(u"성장율")    // 성장률: 율 stands behind a vowel or ㄴ, 률 behind the rest
///     right_spelling(u"출산률")    // 출산율
///     right_spelling(u"전세값")    // 전셋값: between nouns ㅅ may be put
///     right_spelling(u"김치찌게")  // 김치찌개
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// The word as it may have been meant; empty if no rule speaks against it. Whether there is such a
/// word is for the index to say.
std::u16string right_spelling(std::u16string_view word);

}  // namespace gisa

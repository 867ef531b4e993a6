/// What letters become when the keyboard writes Hangul, and the other way round: people often type
/// before they have switched it.
///
///     hangul_of_keys("tkatjdwjswk")   // 삼성전자
///     hangul_of_keys("gisa")          // empty: not all of it makes syllables
///     keys_of_hangul(u"ㅑㅔㅙㅜㄷ")     // iphone, of what NFKC makes of these jamo
///
/// The layout is KS X 5002 (두벌식), which nearly all of Korea uses: one key a consonant or vowel,
/// with Shift for ㄲ ㄸ ㅃ ㅆ ㅉ ㅒ ㅖ. A consonant between two vowels begins the second syllable.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// `keys` as Hangul syllables, UTF-8; empty unless they are ASCII letters that make whole
/// syllables.
std::string hangul_of_keys(std::string_view keys);

/// The keys that write `hangul`, syllables and jamo (U+1100 on, as NFKC has them); empty if there
/// is anything else.
std::string keys_of_hangul(std::u16string_view hangul);

}  // namespace gisa

/// Korean readings of Hanja.
///
/// The readings come from the hanja table of libhangul (Debian package libhangul-data), turned into
/// a sorted array when gisa is built: Unicode's own kHangul property is not part of ICU's data.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// True for ideographs (Han script) of the Basic Multilingual Plane in normalized text.
constexpr bool is_hanja(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

/// All readings of one Hanja, as syllables, that of most words first; empty if it has none.
/// 李 -> 리 이, 金 -> 금 김, 北 -> 북 배.
std::u16string_view hanja_readings(char16_t hanja);

/// What a newspaper means by a lone Hanja in a headline: 美 -> 미국, 與 -> 여당. Empty if nothing.
std::u16string_view hanja_abbreviation(char16_t hanja);

/// True if Korean orthography does not begin a word with this syllable (initial sound law: 리, 녀
/// ...), so that another reading of the same Hanja stands there (이, 여).
bool is_barred_at_word_start(char16_t syllable);

/// Appends both tables, as bytes: which terms Hanja become depends on them, and the readings on the
/// machine that gisa was built on.
void append_hanja_tables(std::string& out);

}  // namespace gisa

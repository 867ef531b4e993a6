/// What ICU makes of a text: the definition that fast paths are compared with.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <string>

namespace gisa {

/// The normal form of the whole text at once, but for U+318D, which gisa takes for a middle dot,
/// and for the marks of Latin letters, which are left out.
inline std::u16string normalized_by_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  units.findAndReplace(icu::UnicodeString(u'\u318D'), icu::UnicodeString(u'\u00B7'));
  const icu::UnicodeString normal =
      icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(units, status);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < normal.length(); ++i) {
    const char16_t unit = normal[i];
    const bool is_latin = uscript_hasScript(unit, USCRIPT_LATIN) != 0 && unit < 0x2000;
    icu::UnicodeString parts(unit);
    if (is_latin) parts = icu::Normalizer2::getNFDInstance(status)->normalize(parts, status);
    const auto is_letter = [](char16_t c) { return c < 0x80 && u_isalpha(c) != 0; };
    const bool is_mark = ublock_getCode(unit) == UBLOCK_COMBINING_DIACRITICAL_MARKS;
    if (is_mark && plain.length() > 0 && is_letter(plain[plain.length() - 1])) continue;
    if (unit == u'ø')
      plain.append(u'o');
    else
      plain.append(is_letter(parts[0]) ? parts[0] : unit);
  }
  return {plain.getBuffer(), static_cast<std::size_t>(plain.length())};
}

}  // namespace gisa

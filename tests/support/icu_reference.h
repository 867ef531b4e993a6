/// What ICU makes of a text: the definition that fast paths are compared with.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>

namespace gisa {

/// The normal form of the whole text at once, but for U+318D, which gisa takes for a middle dot.
inline std::u16string normalized_by_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  units.findAndReplace(icu::UnicodeString(u'\u318D'), icu::UnicodeString(u'\u00B7'));
  const icu::UnicodeString normal =
      icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(units, status);
  return {normal.getBuffer(), static_cast<std::size_t>(normal.length())};
}

}  // namespace gisa

#include "common/text/composition.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <utility>

namespace gisa {

bool has_decomposed_hangul(std::string_view text) {
  // U+1100 to U+11FF are E1 84 80 to E1 87 BF.
  for (std::size_t at = 0; (at = text.find('\xE1', at)) != std::string_view::npos; ++at) {
    const auto second = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    if (second >= 0x84 && second <= 0x87) return true;
  }
  return false;
}

void compose_hangul(std::string& text) {
  if (!has_decomposed_hangul(text)) return;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const canonical = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  canonical->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                           sink, nullptr, status);
  if (U_SUCCESS(status)) text = std::move(composed);
}

}  // namespace gisa

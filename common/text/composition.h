/// Hangul that is taken apart: a syllable as its jamo (NFD), as file systems of Apple and some
/// exporters write it.
///
///     compose_hangul(text)    // ㅎ + ㅏ + ㄴ becomes 한
///
/// Threads: may be called from any.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// Whether UTF-8 text has jamo that make syllables (U+1100 to U+11FF).
bool has_decomposed_hangul(std::string_view text);

/// Puts them together, and with them whatever else of the text is taken apart (NFC); bytes that are
/// no UTF-8 become U+FFFD. Text that has no such jamo stays as it is.
void compose_hangul(std::string& text);

}  // namespace gisa

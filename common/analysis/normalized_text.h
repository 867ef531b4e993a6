/// Text made comparable: Unicode NFKC with case folding (ICU's "nfkc_cf"), in UTF-16, with a map
/// back to the bytes it came from. Full-width Ａ, ａ and A become a; ㎞ becomes km; NFD jamo become
/// syllables; compatibility ideographs become ordinary ones; zero-width characters vanish.
/// Two additions: ㆍ (U+318D), which newspapers use as a middle dot, becomes · (U+00B7) instead of
/// the archaic vowel that NFKC makes of it; and Latin letters lose their marks, so that Montreal is
/// Montréal.
///
///     NormalizedText text;
///     normalize("ＡＩ가", text);                 // text.units == u"ai가"
///     text.source_begin(2), text.source_end(2)  // 6, 9: the bytes of 가
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gisa {

struct NormalizedText {
  std::u16string units;
  /// For each unit the byte at which the source cluster it was made of begins; then the source
  /// size.
  std::vector<std::uint32_t> origins;

  std::uint32_t source_begin(std::size_t unit) const { return origins[unit]; }

  /// End (exclusive) of the source cluster that `unit` was made of.
  std::uint32_t source_end(std::size_t unit) const {
    std::size_t next = unit + 1;
    while (next < units.size() && origins[next] == origins[unit]) ++next;
    return origins[next];
  }

  void clear() {
    units.clear();
    origins.clear();
  }
};

/// Normalizes UTF-8 into `out`, which is overwritten (its memory is reused). Broken UTF-8 becomes
/// U+FFFD. The source must be shorter than 4 GiB.
void normalize(std::string_view utf8, NormalizedText& out);

/// The letter of ASCII that a letter of the Latin blocks from U+00C0 on has its marks on, e for é;
/// also o for ø and the like, whose strokes are no marks to Unicode. Others are given back.
char16_t without_marks(char16_t letter);

/// Whether it is a mark that stands on the letter before it (U+0300 to U+036F).
constexpr bool is_combining_mark(char16_t c) { return c >= 0x0300 && c <= 0x036F; }

/// A character of the blocks U+F900 to U+FFFF as compatibility has it, where that is one character
/// and needs nothing beside it: the ideograph that a compatibility ideograph of KS X 1001 doubles
/// (金 for U+F90A), ASCII for its full-width form. Others are given back.
char32_t plain_form(char32_t c);

}  // namespace gisa

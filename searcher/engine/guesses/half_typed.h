/// A word of Hangul of which some syllables are known by their initial consonants only: it was not
/// typed to its end (강남ㄱ), or written short (ㅅㅅㅈㅈ for 삼성전자), as Koreans do on
/// telephones.
///
///     const auto word = HalfTypedWord::read(u"강남ᄀ");
///     word->begins(u"강남구청")    // true
///     word->known()               // 강남
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gisa {

class HalfTypedWord {
 public:
  /// Nothing unless `typed` is of syllables and initial jamo (U+1100 on, as NFKC has them), at
  /// least one of these.
  static std::optional<HalfTypedWord> read(std::u16string_view typed);

  /// Syllables of the word, as far as it was typed.
  std::size_t size() const { return syllables_.size(); }

  /// What it begins with for certain.
  const std::u16string& known() const { return known_; }

  /// Whether a run of syllables begins like this.
  bool begins(std::u16string_view run) const;

 private:
  struct Range {
    char16_t first = 0;
    char16_t last = 0;
  };

  std::vector<Range> syllables_;
  std::u16string known_;
};

}  // namespace gisa

/// Feeds an Inverter with an article's terms as numbers, without making strings of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analyzer.h"
#include "common/schema.h"
#include "indexer/inverter/inverter.h"

namespace gisa {

/// A sink for ArticleTerms. Threads: one thread at a time.
class InverterFeed {
 public:
  explicit InverterFeed(Inverter& inverter) : inverter_(inverter) {}

  void add_text(TokenKind kind, std::string_view prefix, std::u16string_view text,
                std::uint32_t wdf) {
    // Nearly all tokens are one syllable or two.
    if (text.size() == 1 && is_syllable(text[0])) {
      if (kind == TokenKind::kSyllable && prefix.empty()) return count(text[0], wdf);
      return inverter_.add(key_of(prefix, text_prefix(kind), utf8_of(text[0]), kSyllableBytes),
                           wdf);
    }
    if (text.size() == 2 && is_syllable(text[0]) && is_syllable(text[1]) &&
        prefix.size() + text_prefix(kind).size() <= kLongestShortTerm - 2 * kSyllableBytes) {
      const std::uint64_t bytes = utf8_of(text[0]) << 8 * kSyllableBytes | utf8_of(text[1]);
      return inverter_.add(key_of(prefix, text_prefix(kind), bytes, 2 * kSyllableBytes), wdf);
    }
    add_any(kind, prefix, text, wdf);
  }
  void add_term(std::string_view term, std::uint32_t wdf) { inverter_.add(term, wdf); }

  /// To be called at the end of each article, before Inverter::end_document().
  void finish_article() {
    for (const char16_t syllable : counted_) {
      std::uint32_t& wdf = counts_[syllable - kFirst];
      inverter_.add(key_of({}, {}, utf8_of(syllable), kSyllableBytes), wdf);
      wdf = 0;
    }
    counted_.clear();
  }

 private:
  static constexpr std::size_t kSyllableBytes = 3;
  static constexpr char16_t kFirst = u'가';
  static constexpr char16_t kLast = u'힣';

  static constexpr bool is_syllable(char16_t unit) { return unit >= kFirst && unit <= kLast; }

  static constexpr std::uint64_t utf8_of(char16_t syllable) {
    return 0xE08080u | (syllable & 0xF000u) << 4 | (syllable & 0xFC0u) << 2 | (syllable & 0x3Fu);
  }

  // Of prefixes and `size` bytes that fit a key together.
  static TermKey key_of(std::string_view prefix, std::string_view own_prefix, std::uint64_t bytes,
                        std::size_t size) {
    std::uint64_t bits = 0;
    for (const char c : prefix) bits = bits << 8 | static_cast<unsigned char>(c);
    for (const char c : own_prefix) bits = bits << 8 | static_cast<unsigned char>(c);
    const std::size_t total = prefix.size() + own_prefix.size() + size;
    return (bits << 8 * size | bytes) << 8 * (kLongestShortTerm - total);
  }

  // Syllables come three times as often as an article has different ones, and there are few enough
  // to count them in an array.
  void count(char16_t syllable, std::uint32_t wdf) {
    std::uint32_t& known = counts_[syllable - kFirst];
    if (known == 0) counted_.push_back(syllable);
    known += wdf;
  }

  void add_any(TokenKind kind, std::string_view prefix, std::u16string_view text,
               std::uint32_t wdf) {
    make_text_term(kind, text, text_);
    term_.assign(prefix).append(text_);
    inverter_.add(term_, wdf);
  }

  Inverter& inverter_;
  std::array<std::uint32_t, kLast - kFirst + 1> counts_{};
  std::vector<char16_t> counted_;
  std::string text_;
  std::string term_;
};

}  // namespace gisa

/// Feeds an Inverter with an article's terms as numbers, without making strings of them.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

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
    // Nearly all tokens of a body are one syllable or two.
    const bool is_pair = text.size() == 2 && is_syllable(text[0]) && is_syllable(text[1]);
    if (prefix.empty() && is_pair) {
      const std::uint64_t pair = utf8_of(text[0]) << 24 | utf8_of(text[1]);
      return inverter_.add(kind == TokenKind::kLink ? kLinkKey | pair : pair << 16, wdf);
    }
    if (prefix.empty() && text.size() == 1 && is_syllable(text[0])) {
      if (kind == TokenKind::kSyllable) return count(text[0], wdf);
      if (kind == TokenKind::kSyllableWord) {
        return inverter_.add(kSyllableWordKey | utf8_of(text[0]) << 24, wdf);
      }
    }
    add_any(kind, prefix, text, wdf);
  }
  void add_stem(std::u16string_view stem) {
    if (!std::ranges::all_of(stem, is_syllable)) return add_any_stem(stem);
    std::uint64_t left = 0;
    for (std::size_t i = 0; i < stem.size(); ++i) {
      const std::uint64_t right = utf8_of(stem[i]);
      if (i > 0) inverter_.add((left << 24 | right) << 16, 1);
      count(stem[i], 1);
      left = right;
    }
  }
  void add_term(std::string_view term, std::uint32_t wdf) { inverter_.add(term, wdf); }

  /// To be called at the end of each article, before Inverter::end_document().
  void finish_article() {
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      for (std::uint64_t bits = counted_[i] & terms_[i]; bits != 0; bits &= bits - 1) {
        const std::size_t number = 64 * i + static_cast<std::size_t>(std::countr_zero(bits));
        const auto syllable = static_cast<char16_t>(kFirst + number);
        inverter_.add(utf8_of(syllable) << 40, counts_[number]);
        counts_[number] = 0;
      }
      counted_[i] = 0;
    }
  }

 private:
  // Prefixes at the beginning of a key (inverter/term_key.h).
  static constexpr TermKey kLinkKey = ShortTerm(text_prefix(TokenKind::kLink)).key();
  static constexpr TermKey kSyllableWordKey =
      ShortTerm(text_prefix(TokenKind::kSyllableWord)).key();
  static constexpr char16_t kFirst = u'가';
  static constexpr char16_t kLast = u'힣';

  static constexpr bool is_syllable(char16_t unit) { return unit >= kFirst && unit <= kLast; }

  static constexpr std::uint64_t utf8_of(char16_t syllable) {
    return 0xE08080u | (syllable & 0xF000u) << 4 | (syllable & 0xFC0u) << 2 | (syllable & 0x3Fu);
  }

  // Syllables come three times as often as an article has different ones, and there are few enough
  // to count them in an array. Those that are no terms are counted too, which is faster than to
  // ask, and their counts are never looked at.
  void count(char16_t syllable, std::uint32_t wdf) {
    const auto number = static_cast<std::size_t>(syllable - kFirst);
    counts_[number] += wdf;
    counted_[number / 64] |= std::uint64_t{1} << number % 64;
  }

  void add_any_stem(std::u16string_view stem) {
    for_each_token_of_stem(stem, [&](TokenKind kind, std::size_t at, std::size_t size) {
      add_text(kind, "", stem.substr(at, size), 1);
    });
  }

  void add_any(TokenKind kind, std::string_view prefix, std::u16string_view text,
               std::uint32_t wdf) {
    ShortTerm short_term(prefix);
    for (const char c : text_prefix(kind)) short_term.add(c);
    const bool is_short = text.size() <= kLongestShortTerm && std::ranges::all_of(text, is_whole);
    if (is_short) {
      for (const char16_t unit : text) short_term.add_unit(unit);
      if (short_term.fits()) return inverter_.add(short_term.key(), wdf);
    }
    make_text_term(kind, text, text_);
    term_.assign(prefix).append(text_);
    inverter_.add(term_, wdf);
  }

  // A character by itself, and not NUL.
  static constexpr bool is_whole(char16_t unit) {
    return unit != 0 && (unit < 0xD800 || unit > 0xDFFF);
  }

  // A bit for each syllable.
  using Syllables = std::array<std::uint64_t, (kLast - kFirst) / 64 + 1>;
  static Syllables all_terms() {
    Syllables terms{};
    for (std::size_t i = 0; i <= kLast - kFirst; ++i) {
      const bool is_term = has_syllable_term(static_cast<char16_t>(kFirst + i));
      terms[i / 64] |= std::uint64_t{is_term} << i % 64;
    }
    return terms;
  }

  Inverter& inverter_;
  std::array<std::uint32_t, kLast - kFirst + 1> counts_{};  // by syllable
  Syllables counted_{};
  const Syllables terms_ = all_terms();
  std::string text_;
  std::string term_;
};

}  // namespace gisa

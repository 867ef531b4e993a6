/// Feeds an Inverter with an article's terms as numbers, without making strings of them.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/analysis/analyzer.h"
#include "common/database/schema.h"
#include "common/text/hangul.h"
#include "indexer/inverter/inverter.h"

namespace gisa {

/// A sink for ArticleTerms. Threads: one thread at a time.
class InverterFeed {
 public:
  explicit InverterFeed(Inverter& inverter) : inverter_(inverter) {}

  void add_text(TokenKind kind, std::string_view prefix, std::u16string_view text,
                std::uint32_t wdf) {
    // Nearly all tokens of a body are one syllable or two.
    const bool is_short = text.size() == 1 || text.size() == 2;
    if (!is_short || !std::ranges::all_of(text, is_hangul_syllable)) {
      return add_any(kind, prefix, text, wdf);
    }
    const auto before = syllable_prefix(kind, prefix);
    if (!before) return add_any(kind, prefix, text, wdf);
    if (text.size() == 2) return inverter_.add(SyllableTerm(*before, text[0], text[1]), wdf);
    if (kind == TokenKind::kSyllable && prefix.empty()) return count(text[0], wdf);
    inverter_.add(SyllableTerm(*before, text[0]), wdf);
  }
  void add_stem(std::u16string_view stem) {
    if (!std::ranges::all_of(stem, is_hangul_syllable)) return add_any_stem(stem);
    for (std::size_t i = 0; i < stem.size(); ++i) {
      if (i > 0) inverter_.add(SyllableTerm(SyllablePrefix::kNone, stem[i - 1], stem[i]), 1);
      count(stem[i], 1);
    }
  }
  void add_term(std::string_view term, std::uint32_t wdf) { inverter_.add(term, wdf); }

  /// To be called at the end of each article, before Inverter::end_document().
  void finish_article() {
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      for (std::uint64_t bits = counted_[i] & terms_[i]; bits != 0; bits &= bits - 1) {
        const std::size_t number = 64 * i + static_cast<std::size_t>(std::countr_zero(bits));
        const auto syllable = static_cast<char16_t>(kFirstSyllable + number);
        inverter_.add(SyllableTerm(SyllablePrefix::kNone, syllable), counts_[number]);
        counts_[number] = 0;
      }
      counted_[i] = 0;
    }
  }

 private:
  static constexpr std::optional<SyllablePrefix> syllable_prefix(TokenKind kind,
                                                                 std::string_view prefix) {
    const std::string_view of_kind = text_prefix(kind);
    if (prefix == kTitlePrefix && of_kind.empty()) return SyllablePrefix::kTitle;
    if (!prefix.empty()) return std::nullopt;
    if (kind == TokenKind::kLink) return SyllablePrefix::kLink;
    if (kind == TokenKind::kSyllableWord) return SyllablePrefix::kSyllableWord;
    return SyllablePrefix::kNone;
  }

  // Syllables come three times as often as an article has different ones, and there are few enough
  // to count them in an array. Those that are no terms are counted too, which is faster than to
  // ask, and their counts are never looked at.
  void count(char16_t syllable, std::uint32_t wdf) {
    const auto number = static_cast<std::size_t>(syllable - kFirstSyllable);
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
    make_text_term(kind, text, text_);
    term_.assign(prefix).append(text_);
    inverter_.add(term_, wdf);
  }

  // A bit for each syllable.
  using Syllables = std::array<std::uint64_t, (kLastSyllable - kFirstSyllable) / 64 + 1>;
  static Syllables all_terms() {
    Syllables terms{};
    for (std::size_t i = 0; i <= kLastSyllable - kFirstSyllable; ++i) {
      const bool is_term = has_syllable_term(static_cast<char16_t>(kFirstSyllable + i));
      terms[i / 64] |= std::uint64_t{is_term} << i % 64;
    }
    return terms;
  }

  Inverter& inverter_;
  std::array<std::uint32_t, kLastSyllable - kFirstSyllable + 1> counts_{};  // by syllable
  Syllables counted_{};
  const Syllables terms_ = all_terms();
  std::string text_;
  std::string term_;
};

}  // namespace gisa

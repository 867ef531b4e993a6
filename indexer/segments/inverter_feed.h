/// Feeds an Inverter with an article's terms as numbers, without making strings of them.
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "common/analysis/analyzer.h"
#include "common/database/schema.h"
#include "common/system/branch_free.h"
#include "common/text/hangul.h"
#include "indexer/inverter/inverter.h"

namespace gisa {

/// A sink for ArticleTerms. Threads: one thread at a time.
class InverterFeed {
 public:
  explicit InverterFeed(Inverter& inverter) : inverter_(inverter) {}

  void add_text(TokenKind kind, std::string_view prefix, std::u16string_view text,
                std::uint32_t wdf) {
    if (kind == TokenKind::kWord) return add_any(kind, prefix, text, wdf);
    // Nearly all others are one syllable or two.
    const bool is_short = text.size() == 1 || text.size() == 2;
    if (!is_short || !std::ranges::all_of(text, is_hangul_syllable)) {
      return add_any(kind, prefix, text, wdf);
    }
    const auto before = syllable_prefix(kind, prefix);
    if (!before) return add_any(kind, prefix, text, wdf);
    if (text.size() == 2) return inverter_.add(SyllableTerm(*before, text[0], text[1]), wdf);
    if (kind == TokenKind::kSyllable && prefix.empty()) {
      count_of_counted_ = count(text[0], wdf, count_of_counted_);
      return;
    }
    inverter_.add(SyllableTerm(*before, text[0]), wdf);
  }
  void add_stem(std::u16string_view stem) {
    if (!std::ranges::all_of(stem, is_hangul_syllable)) return add_any_stem(stem);
    std::size_t counted = count_of_counted_;
    for (std::size_t i = 0; i < stem.size(); ++i) {
      if (i > 0) inverter_.add(SyllableTerm(SyllablePrefix::kNone, stem[i - 1], stem[i]), 1);
      counted = count(stem[i], 1, counted);
    }
    count_of_counted_ = counted;
  }
  void add_link(char16_t end, char16_t begin) {
    if (is_hangul_syllable(end) && is_hangul_syllable(begin)) {
      return inverter_.add(SyllableTerm(SyllablePrefix::kLink, end, begin), 1);
    }
    const char16_t text[] = {end, begin};
    add_any(TokenKind::kLink, "", {text, 2}, 1);
  }
  void add_term(std::string_view term, std::uint32_t wdf) { inverter_.add(term, wdf); }

  /// To be called at the end of each article, before Inverter::end_document().
  void finish_article() {
    std::size_t terms = 0;
    for (const std::uint16_t number : std::span(counted_).first(count_of_counted_)) {
      const std::uint32_t is_term = branch_free(has_term_[number]);
      counted_[terms] = number;
      terms += is_term;
      counts_[number] &= 0u - is_term;
    }
    for (const std::uint16_t number : std::span(counted_).first(terms)) {
      const auto syllable = static_cast<char16_t>(kFirstSyllable + number);
      inverter_.add(SyllableTerm(SyllablePrefix::kNone, syllable),
                    std::exchange(counts_[number], 0));
    }
    count_of_counted_ = 0;
  }

 private:
  static constexpr std::optional<SyllablePrefix> syllable_prefix(TokenKind kind,
                                                                 std::string_view prefix) {
    if (prefix.empty()) {
      if (kind == TokenKind::kLink) return SyllablePrefix::kLink;
      if (kind == TokenKind::kSyllableWord) return SyllablePrefix::kSyllableWord;
      return SyllablePrefix::kNone;
    }
    if (prefix == kTitlePrefix && text_prefix(kind).empty()) return SyllablePrefix::kTitle;
    return std::nullopt;
  }

  // Syllables come three times as often as an article has different ones, and there are few enough
  // to count them in an array. Those that are no terms are counted too, which is faster than to
  // ask, and their counts are never looked at.
  std::size_t count(char16_t syllable, std::uint32_t wdf, std::size_t counted) {
    const auto number = static_cast<std::size_t>(syllable - kFirstSyllable);
    // Whether it is the first of its kind nobody could foretell.
    counted_[counted] = static_cast<std::uint16_t>(number);
    counted += counts_[number] == 0 ? 1 : 0;
    counts_[number] += wdf;
    return counted;
  }

  void add_any_stem(std::u16string_view stem) {
    for_each_token_of_stem(stem, [&](TokenKind kind, std::size_t at, std::size_t size) {
      add_text(kind, "", stem.substr(at, size), 1);
    });
  }

  void add_any(TokenKind kind, std::string_view prefix, std::u16string_view text,
               std::uint32_t wdf) {
    make_text_term(kind, text, text_);
    if (prefix.empty()) return inverter_.add(text_, wdf);
    term_.assign(prefix).append(text_);
    inverter_.add(term_, wdf);
  }

  static constexpr std::size_t kSyllables = kLastSyllable - kFirstSyllable + 1;
  using Syllables = std::bitset<kSyllables>;
  static Syllables all_terms() {
    Syllables terms;
    for (std::size_t i = 0; i < kSyllables; ++i)
      terms[i] = has_syllable_term(static_cast<char16_t>(kFirstSyllable + i));
    return terms;
  }

  Inverter& inverter_;
  std::array<std::uint32_t, kSyllables> counts_{};       // by syllable
  std::array<std::uint16_t, kSyllables + 1> counted_{};  // those of the article, with room for one
  std::size_t count_of_counted_ = 0;
  const Syllables has_term_ = all_terms();
  std::string text_;
  std::string term_;
};

}  // namespace gisa

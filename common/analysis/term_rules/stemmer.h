/// Takes josa, plural and verb endings off a Hangul word.
///
///     Stemmer::shared().stem(u"금리를", 2)      // 금리
///     Stemmer::shared().stem(u"인상했다", 2)    // 인상
///     Stemmer::shared().stem(u"열렸다", 2)      // 열리
///
/// Rules alone, no dictionary (tables in rule_tables.h): a josa must agree with the final consonant
/// before it, and a stem keeps at least `min_syllables` (two by default, so that 회의, 사과, 나이
/// stay whole; one where letters or digits stand directly before the word, as in K팝의).
///
/// Threads: a Stemmer is immutable; share one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/analysis/term_rules/rule_tables.h"
#include "common/analysis/term_rules/word_table.h"
#include "common/text/hangul.h"

namespace gisa {

/// What is left of a word. The stem is the word's first `kept` syllables followed by `added`, which
/// is empty or the syllables that undo a contraction (열렸다: kept 1, added 리).
struct StemResult {
  static constexpr std::size_t kMostAdded = 2;

  std::uint32_t kept = 0;
  char16_t added_syllables[kMostAdded] = {};
  std::uint8_t added_size = 0;
  /// A single one-syllable josa was all that was taken off, so that the word may have been whole
  /// (제주도, 고양이).
  bool is_ambiguous = false;
  /// A verb ending was taken off.
  bool is_verb = false;
  /// It was one syllable of 하다 or 되다, and the word may be a name: 이진한, and so 유명한.
  bool may_be_name = false;

  std::u16string_view added() const { return {added_syllables, added_size}; }
  std::size_t size() const { return std::size_t{kept} + added_size; }
};

class Stemmer {
 public:
  static const Stemmer& shared();

  /// Stems a word of Hangul syllables.
  StemResult stem(std::u16string_view word, std::size_t min_syllables) const;

  /// True if the whole word is a josa or a stack of them, as after letters: CEO+는, AI+에서도.
  bool is_josa(std::u16string_view word) const;

  /// False if stem(word, 1) surely keeps two syllables or more; `word` has at least two.
  bool may_leave_one_syllable(std::u16string_view word) const {
    return rules_of(word[1]).begins_suffix;
  }

 private:
  Stemmer();

  std::size_t strip_josa(std::u16string_view word, std::size_t min_syllables,
                         bool& ambiguous) const;
  bool strip_light_verb(std::u16string_view word, std::size_t min_syllables, StemResult& out) const;
  bool strip_past(std::u16string_view word, std::size_t min_syllables, StemResult& out) const;
  bool strip_contracted(std::u16string_view word, std::size_t min_syllables, StemResult& out) const;
  bool strip_verb(std::u16string_view word, std::size_t min_syllables, StemResult& out) const;
  bool has_ending(rules::Stem form, std::u16string_view rest) const;

  bool is_whole(std::u16string_view word) const;
  bool ends_with_name_suffix(std::u16string_view word) const;
  bool may_be_name(std::u16string_view word, const StemResult& verb) const;

  // Bit n: strings of n syllables have the syllable at their end, or one before it.
  struct SuffixSizes {
    std::uint8_t last = 0;
    std::uint8_t before_last = 1u << 1;  // there is none in strings of one
  };
  // What a syllable may be of a verb, as bits.
  enum VerbPart : std::uint8_t {
    kLightVerb = 1,      // the first syllable of one
    kPast = 2,           // 았 and what is contracted with it
    kContracted = 4,     // an ending begins inside,
    kContractedEnd = 8,  // and goes on with this one
  };
  // Of a word's syllables but the first, all together: tells most words that they are no verbs.
  unsigned verb_parts(std::u16string_view word) const;

  // Which rules a syllable can have a part in: tells most words that no rule applies to them
  // without a look into the tables of whole strings.
  struct SyllableRules {
    SuffixSizes josa;
    SuffixSizes general_ending;
    SuffixSizes whole;
    bool begins_suffix = false;      // may be the first of what is taken off
    std::uint8_t light_verbs = 0;    // that begin with it
    std::uint8_t first_of_them = 0;  // in light_verbs_
  };
  const SyllableRules& rules_of(char16_t syllable) const {
    static constexpr SyllableRules kNone;
    const std::size_t index = std::size_t{syllable} - kFirstSyllable;
    return index < syllables_.size() ? syllables_[index] : kNone;
  }
  SyllableRules& rules_of(char16_t syllable) { return syllables_.at(syllable - kFirstSyllable); }

  std::span<const rules::LightVerb* const> light_verbs_with(char16_t first) const {
    const SyllableRules& rules = rules_of(first);
    return std::span(light_verbs_).subspan(rules.first_of_them, rules.light_verbs);
  }

  void add_suffix(SuffixSizes SyllableRules::*kind, std::u16string_view text);
  // Sizes of the strings that `word` may end with, none above `most`, as bits.
  unsigned suffix_sizes(SuffixSizes SyllableRules::*kind, std::u16string_view word,
                        std::size_t most) const;

  // What a string of syllables is when it ends a word.
  struct Suffix {
    const rules::Josa* josa = nullptr;
    bool is_general_ending = false;
    bool is_whole_word = false;
    bool is_whole_tail = false;
    bool is_parted_tail = false;
    bool is_title = false;
  };

  WordTable<Suffix> suffixes_;
  std::array<SyllableRules, kLastSyllable - kFirstSyllable + 1> syllables_{};
  std::array<std::uint8_t, kLastSyllable - kFirstSyllable + 1> verb_parts_{};
  SyllableSet surnames_, surnames_of_no_verb_;
  WordTable<std::uint8_t> endings_;                   // a bit for each rules::Stem they may follow
  std::uint8_t bare_forms_ = 0;                       // the same for no ending at all
  std::vector<const rules::LightVerb*> light_verbs_;  // by their first syllable
};

/// Calls `take(entry)` for each entry of a '|'-separated list.
template <typename Take>
void for_each_entry(std::u16string_view list, Take take) {
  while (true) {
    const std::size_t bar = list.find(u'|');
    take(list.substr(0, bar));
    if (bar == std::u16string_view::npos) return;
    list.remove_prefix(bar + 1);
  }
}

}  // namespace gisa

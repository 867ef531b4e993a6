/// Finds the words of a query in a dense text (dense_scan.h), as the Ranker does in decoded ones.
///
/// Only where a word's first syllable stands is anything decoded: the run around it, for its stem.
///
/// Threads: one DenseWordFinder a thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/engine/matching/torn_words.h"
#include "searcher/engine/ranking/dense_scan.h"
#include "searcher/engine/ranking/planner.h"
#include "searcher/engine/ranking/word_fit.h"

namespace gisa {

/// Where a word stands: bytes of the dense text, ordinals of runs.
struct DensePlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_run = 0;
  std::size_t last_run = 0;
  bool is_run_before_glued = false;  ///< the run before the first one, to the one before that
  bool by_chance = false;            ///< its parts stand side by side by chance (word_fit.h)
};

class DenseWordFinder {
 public:
  DenseWordFinder();

  /// Begins a query. `words` must outlive its texts. `torn`: may be null.
  void start(const std::vector<RankedWord>& words, TornWords* torn);

  /// False if one is of Hanja without a reading: then texts have to be decoded.
  bool finds_all() const { return finds_all_; }

  /// Calls `take(word, quality, place)` for each place in the text's order; at one place, in the
  /// order of the words.
  template <typename Take>
  void find(const DenseScan& text, Take take) {
    stem_of_ = end_of_ = DenseScan::kNone;
    for (std::size_t block = 0; block < text.blocks().size(); ++block) {
      std::uint64_t places = find_beginnings(text, block);
      for (; places != 0; places &= places - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(places));
        const std::size_t at = block * DenseScan::kBlock + bit;
        for (std::size_t i = 0; i < beginnings_.size(); ++i) {
          if ((found_[i] >> bit & 1) == 0) continue;
          for (const std::size_t word : beginnings_[i].words) {
            DensePlace place;
            const double quality = match_at(text, at, word, place);
            if (quality > 0) take(word, quality, place);
          }
        }
      }
    }
  }

  /// How many of a word's bigrams stand somewhere in the texts, with or without marks between.
  double bigram_share(std::size_t word, const DenseScan& title, const DenseScan& body) const;

  /// Appends the places where one of `units` stands directly behind a number.
  static void find_units(const DenseScan& text, std::u16string_view units,
                         std::vector<std::size_t>& places);

 private:
  // What words begin with: the code of a syllable, or a letter or digit.
  struct Beginning {
    std::string code;
    std::vector<std::string> seconds;  // codes of the syllables behind it
    bool may_be_alone = false;         // a word of one syllable
    std::vector<std::size_t> words;
  };

  std::uint64_t find_beginnings(const DenseScan& text, std::size_t block);
  std::uint64_t find_readings(const DenseScan& text, std::size_t block);
  double match_at(const DenseScan& text, std::size_t at, std::size_t word, DensePlace& place);
  struct Spelling;
  double match_syllables(const DenseScan& text, std::size_t at, std::size_t word,
                         DensePlace& place);
  bool spell(const DenseScan& text, std::size_t at, const std::vector<std::string>& codes,
             Spelling& out);
  bool is_torn(const DenseScan& text, std::size_t at, const RankedWord& wanted,
               std::size_t run_begin, std::size_t stem, std::size_t run_end);
  bool is_one_word(const DenseScan& text, const Spelling& spelling, const RankedWord& wanted,
                   const WordFit& fit, std::size_t first_begin) const;
  static bool is_whole_run(const DenseScan& text, std::size_t begin, std::size_t end,
                           std::u16string_view word);
  static bool goes_on(const DenseScan& text, std::u16string_view rest, DensePlace& place);
  UnitFit unit_behind(const DenseScan& text, std::size_t end, std::size_t number) const;
  static UnitFit percent_behind(const DenseScan& text, std::size_t end, std::size_t hangul,
                                char16_t wanted);
  std::size_t stem_end(const DenseScan& text, std::size_t begin, std::size_t end);
  std::size_t find_stem_end(const DenseScan& text, std::size_t begin, std::size_t end,
                            std::size_t least);
  void read_run(const DenseScan& text, std::size_t begin, std::size_t end);

  // Stems of the runs that were asked for last: the words of a query stand in a few forms.
  struct KnownStem {
    static constexpr std::size_t kWords = 3;
    std::array<std::uint64_t, kWords> run{};  // its bytes, and zeros
    std::uint8_t size = 0;
    std::uint8_t least = 0;
    std::uint8_t stem = 0;  // bytes
  };
  static constexpr std::size_t kKnownStems = 1024;

  const std::vector<RankedWord>* words_ = nullptr;
  TornWords* torn_ = nullptr;
  std::vector<std::vector<std::string>> codes_;  // of each word's syllables
  std::vector<std::string> units_;               // of each word, the code of its unit
  std::vector<KnownStem> known_stems_;
  std::vector<Beginning> beginnings_;
  bool finds_all_ = true;
  std::vector<std::uint64_t> found_;        // of each beginning, in the block
  std::size_t end_of_ = DenseScan::kNone;   // the run whose end was asked for last
  std::size_t run_end_ = 0;                 // and that
  std::size_t stem_of_ = DenseScan::kNone;  // the run whose stem was asked for last
  std::size_t stem_end_ = 0;
  std::u16string run_;
};

}  // namespace gisa

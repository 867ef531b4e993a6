/// Text as it is written, looked for in articles: phrases and beginnings of words.
///
/// Letters' case and width, commas in numbers and marks between words (kWidestGap, or as many as
/// the pattern has) do not count; josa, endings and spaces do. A phrase may begin and end inside
/// words of Hangul ("금리 인상" stands in `고금리 인상을`), not inside words of letters or digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"

namespace gisa {

/// Units [begin, end) of a normalized text.
struct UnitRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class TextPattern {
 public:
  enum class Kind : std::uint8_t {
    kPhrase,
    kPrefix,  ///< begins where a word begins; its last word may go on
  };

  TextPattern(std::string_view text, Kind kind, Analyzer& analyzer);

  bool empty() const { return words_.empty(); }

  /// False if the pattern stands nowhere in the article's text; true if it may. Costs a fraction of
  /// an analysis.
  bool may_stand_in(std::string_view utf8) const;

  /// The same of a text in dense form (dense_text.h), with DenseView::kPadding bytes behind it that
  /// may be read: says no of fewer, and costs less than decoding.
  bool may_stand_in_dense(std::string_view dense) const;

  /// False if the pattern stands nowhere in the article with this signature (neighbours.h). Costs
  /// next to nothing.
  bool may_stand_with(std::string_view signature) const;

  /// True if the pattern stands in the article's text just as it is, as it nearly always does;
  /// false says nothing. Costs as little.
  bool surely_stands_in(std::string_view utf8) const;

  /// True if it may go on from one sentence to the next, else it stands in one.
  bool spans_sentences() const;

  /// Appends where the pattern stands in the text, in order.
  void find(const Analysis& text, std::vector<UnitRange>& found) const;

 private:
  struct PatternWord {
    Script script = Script::kHangul;
    bool is_glued = false;
    bool starts_sentence = false;
    std::uint32_t widest_gap = 0;  // units between it and the word before, at most
    std::u16string text;
  };

  struct Needle {
    std::string text;
    std::string dense;
    std::uint32_t widest_gap = 0;  // units between it and the one before, at most
    bool is_glued = false;         // to the one before
    bool is_loose = false;         // ASCII letters or digits: in any case, marks between them
  };
  // Bytes [begin, end) of a text; begin is npos if there is none.
  struct Place {
    std::size_t begin = std::string_view::npos;
    std::size_t end = 0;
  };

  // Bytes of a text, and how they are to be read.
  struct Bytes {
    std::string_view text;
    bool is_dense = false;
  };

  void collect_needles();
  void collect_neighbours();
  static Place find_needle(const Needle& needle, const Bytes& bytes, std::size_t from);
  static bool stand_in_row(const std::vector<Needle>& needles, const Bytes& bytes,
                           bool loose_otherwise);
  bool may_stand_in(const Bytes& bytes) const;
  void find_in_word(const Analysis& text, const Word& here, std::vector<UnitRange>& found) const;
  bool begins_at(const Analysis& text, const Word& here) const;
  bool goes_on_at(const Analysis& text, std::size_t at, std::size_t i) const;

  Kind kind_;
  std::vector<PatternWord> words_;
  std::vector<std::uint64_t> neighbours_;     // keys that must be in any signature
  std::vector<std::vector<Needle>> needles_;  // what must stand in any text, in rows of neighbours
  unsigned forms_ = 0;                        // in which its words may stand otherwise (OtherForms)
  std::string literal_;                       // a phrase in its usual form; empty: it has others
};

}  // namespace gisa

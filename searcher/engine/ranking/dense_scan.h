/// Where the words, sentences and characters of a dense text (common/articles/dense_text.h) begin
/// and end, as bits.
///
///     DenseScan scan;
///     if (scan.read(body)) ... scan.run_at(position) ...
///
/// Reading takes 64 bytes at a time, with no branch for a character: a first byte tells what a
/// character is, and which bytes are first ones follows from carries as in the parsing of escapes.
/// So a text is read some ten times faster than it could be decoded.
///
/// A *run* is a longest row of syllables, of letters, or of a number's digits (with . and ,
/// inside, and 천 that counts: common/analysis/spelled_numbers.h). All positions are bytes of the
/// dense text; those of a character of several bytes belong to it.
///
/// Threads: one DenseScan a thread; it reuses its memory.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/byte_block.h"

namespace gisa {

/// The dense code of a character.
std::string dense_code(char16_t character);

class DenseScan {
 public:
  static constexpr std::size_t kBlock = kBlockBytes;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  enum class Kind : std::uint8_t { kHangul, kHanja, kLetter, kNumber };
  /// The bytes of each kind.
  using Kinds = std::array<std::uint64_t, 4>;

  /// A Hanja that has a reading, and the dense code of its first one.
  struct Hanja {
    std::size_t at = 0;
    std::string reading;
  };

  /// What is known of 64 bytes; bit i stands for byte i.
  struct Block {
    std::uint64_t characters = 0;  ///< first bytes
    Kinds kinds{};
    std::uint64_t starts = 0;  ///< of runs
    std::uint64_t ends = 0;    ///< of sentences: marks behind which, or a line's end
    std::uint32_t runs_before = 0;
    std::uint32_t ends_before = 0;

    std::uint64_t of(Kind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
    std::uint64_t words() const { return kinds[0] | kinds[1] | kinds[2] | kinds[3]; }
  };

  /// `text` stays where it is, with DenseView::kPadding zeros behind it or as many other bytes
  /// that may be read. False if it has letters that are not ASCII, or what has to be normalized:
  /// such a text must be decoded.
  bool read(std::string_view text);

  std::string_view text() const { return text_; }
  const std::vector<Block>& blocks() const { return blocks_; }

  const std::vector<Hanja>& hanja() const { return hanja_; }
  /// Whether this syllable, given as its code, or a Hanja that is read so stands at `at`.
  bool is_read(std::size_t at, std::string_view code) const;

  std::size_t runs() const { return runs_; }
  std::size_t sentence_ends() const { return sentence_ends_; }

  bool is(Kind kind, std::size_t at) const { return has(blocks_[at / kBlock].of(kind), at); }
  bool is_word(std::size_t at) const { return has(blocks_[at / kBlock].words(), at); }

  /// The ordinal of the run that `at` is in.
  std::size_t run_at(std::size_t at) const {
    const Block& block = blocks_[at / kBlock];
    return block.runs_before + count(block.starts & up_to(at)) - 1;
  }
  /// How many sentences end before `at`.
  std::size_t sentence_at(std::size_t at) const {
    const Block& block = blocks_[at / kBlock];
    return block.ends_before + count(block.ends & up_to(at));
  }

  /// Where the run that `at` is in begins, and where it ends.
  std::size_t begin_of_run(std::size_t at) const;
  std::size_t end_of_run(std::size_t at, Kind kind) const;
  /// The first byte of the first run, or of a character of one, from `at` on; kNone: there is none.
  std::size_t next_run(std::size_t at) const;
  std::size_t next_word_character(std::size_t at) const;

 private:
  static bool has(std::uint64_t bits, std::size_t at) { return bits >> at % kBlock & 1; }
  static std::uint64_t up_to(std::size_t at) { return ~std::uint64_t{0} >> (63 - at % kBlock); }
  static std::size_t count(std::uint64_t bits) {
    return static_cast<std::size_t>(std::popcount(bits));
  }

  void note_units(std::size_t block, std::uint64_t bits);
  std::size_t join_number(std::size_t at);
  void join_numbers();
  struct Others {
    std::uint64_t hanja = 0;
    std::uint64_t ends = 0;  // of sentences
  };
  bool know_others(std::size_t block, std::uint64_t bits, Others& others);
  bool know_full_width(std::size_t at, char ascii) const;
  bool ends_sentence(std::size_t at, char ascii) const;
  template <typename Bits>
  std::size_t first_from(std::size_t at, Bits bits) const;

  std::string_view text_;
  std::vector<Block> blocks_;
  std::vector<Hanja> hanja_;
  std::vector<std::size_t> units_;  // syllables behind a digit that may be 천 or 백
  std::size_t runs_ = 0;
  std::size_t sentence_ends_ = 0;
};

}  // namespace gisa

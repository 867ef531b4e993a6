#include "searcher/engine/ranking/dense_scan.h"

#include <algorithm>
#include <span>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/normalized_text.h"
#include "common/analysis/spelled_numbers.h"
#include "common/articles/dense_block.h"
#include "common/articles/dense_text.h"
#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

using Bits = std::uint64_t;

const NumberUnits<char>& number_units() {
  static const std::string codes[] = {dense_code(kNumberUnits[0]), dense_code(kNumberUnits[1]),
                                      dense_code(kNumberUnits[2])};
  static const NumberUnits<char> units = {codes[0], codes[1], codes[2]};
  return units;
}

// Bits of the bytes behind those of `bits`; `carry` is the highest bit of the block before, and
// becomes that of this one.
Bits behind(Bits bits, Bits& carry) {
  const Bits moved = bits << 1 | carry;
  carry = bits >> 63;
  return moved;
}

// 64 bytes of a text, or what is left of it, and the byte behind them.
struct Window {
  Window(const char* at, std::size_t left)
      : bytes(at), all(first_bytes(left)), next(left <= kBlockBytes ? '\0' : at[kBlockBytes]) {}

  ByteBlock bytes;
  Bits all;  // that are of the text
  char next;
};

// What the first bytes of characters at the end of a block say of the next block.
struct Carries {
  Bits seconds = 0, thirds = 0, syllables = 0, digits = 0, hanja = 0;
  DenseScan::Kinds kinds{};
};

// Characters by their first bytes.
struct Characters {
  Bits all = 0;
  Bits long_syllables = 0;  // of two bytes
  Bits digits = 0;
  Bits others = 0;  // neither ASCII nor syllables nor frequent
};

Characters find_characters(const Window& window, Carries& carries) {
  const Bits leads = window.bytes.in(dense::kFirstSyllable, 0xFF) & window.all;
  const Bits seconds = dense::second_bytes(leads, carries.seconds);
  const Bits others = window.bytes.in(dense::kFirstOther, 0xFF) & ~seconds & window.all;
  const Bits threes = others & ~window.bytes.equal(static_cast<char>(dense::kEscape));
  const Bits thirds = threes << 2 | carries.thirds;
  carries.thirds = threes >> 62;
  const Bits all = ~(seconds | thirds) & window.all;
  return {all, leads & ~others & all, window.bytes.in('0', '9') & all, others};
}

// The bytes of each kind; `hanja` are the first bytes of Hanja. Marks between digits belong to the
// number.
DenseScan::Kinds find_kinds(const Window& window, const Characters& found, Bits behind_digits,
                            Bits hanja, Carries& carries) {
  const ByteBlock& bytes = window.bytes;
  const Bits short_syllables =
      bytes.in(dense::kFirstFrequent, dense::kLastFrequentSyllable) & found.all;
  const Bits syllables =
      short_syllables | found.long_syllables | behind(found.long_syllables, carries.syllables);
  const Bits all_of_hanja = hanja | hanja << 1 | hanja << 2 | carries.hanja;
  carries.hanja = hanja >> 63 | hanja >> 62;
  const Bits letters = (bytes.in('a', 'z') | bytes.in('A', 'Z')) & found.all;
  const Bits before_digit = found.digits >> 1 | Bits{is_digit(window.next)} << 63;
  const Bits marks = bytes.equal('.', ',') & found.all & behind_digits & before_digit;
  return {syllables & window.all, all_of_hanja & window.all, letters, found.digits | marks};
}

// Where sentences end: marks of ASCII before a blank, and ends of lines.
Bits find_sentence_ends(const Window& window, Bits characters) {
  const ByteBlock& bytes = window.bytes;
  const Bits lines = bytes.equal('\n') & characters;
  const Bits blanks = lines | (bytes.equal(' ') & characters);
  const Bits before_blank = blanks >> 1 | Bits{window.next == ' ' || window.next == '\n'} << 63;
  const Bits marks = bytes.equal('.', '?', '!') & characters;
  return lines | (marks & before_blank);
}

}  // namespace

std::string dense_code(char16_t character) {
  return dense_form(to_utf8(std::u16string_view(&character, 1)));
}

bool DenseScan::read(std::string_view text) {
  text_ = text;
  blocks_.resize((text.size() + kBlock - 1) / kBlock);
  hanja_.clear();
  units_.clear();
  const char thousand = number_units()[0][0], hundred = number_units()[1][0];  // a byte each
  Carries carries;
  std::uint32_t runs = 0, sentence_ends = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Window window(text.data() + i * kBlock, text.size() - i * kBlock);
    const Characters found = find_characters(window, carries);
    Others others;
    if (found.others != 0 && !know_others(i, found.others, others)) return false;

    Block& block = blocks_[i];
    block.characters = found.all;
    const Bits behind_digits = behind(found.digits, carries.digits);
    note_units(i, window.bytes.equal(thousand, hundred) & found.all & behind_digits);
    block.kinds = find_kinds(window, found, behind_digits, others.hanja, carries);
    block.starts = 0;
    for (std::size_t kind = 0; kind < block.kinds.size(); ++kind)
      block.starts |= block.kinds[kind] & ~behind(block.kinds[kind], carries.kinds[kind]);
    block.ends = find_sentence_ends(window, found.all) | others.ends;
    block.runs_before = runs;
    block.ends_before = sentence_ends;
    runs += static_cast<std::uint32_t>(count(block.starts));
    sentence_ends += static_cast<std::uint32_t>(count(block.ends));
  }
  runs_ = runs;
  sentence_ends_ = sentence_ends;
  if (!units_.empty()) join_numbers();
  return true;
}

// Syllables of a block that may be 천 or 백, for join_numbers().
void DenseScan::note_units(std::size_t block, std::uint64_t bits) {
  for (; bits != 0; bits &= bits - 1)
    units_.push_back(block * kBlock + static_cast<std::size_t>(std::countr_zero(bits)));
}

// Makes 천, 백 and 십 a part of the numbers that they count in.
void DenseScan::join_numbers() {
  std::size_t end = 0;  // of the last number
  bool is_changed = false;
  for (const std::size_t at : units_) {
    const std::size_t size = at < end ? 0 : join_number(at);
    if (size == 0) continue;
    end = at + size;
    is_changed = true;
  }
  if (!is_changed) return;
  runs_ = 0;
  for (Block& block : blocks_) {
    block.runs_before = static_cast<std::uint32_t>(runs_);
    runs_ += count(block.starts);
  }
}

// The number whose first digit stands before `at`: how many bytes of it are joined; 0: it is not
// spelled.
std::size_t DenseScan::join_number(std::size_t at) {
  const auto bit = [](std::size_t i) { return std::uint64_t{1} << i % kBlock; };
  const std::size_t digit = at - 1;
  const bool is_lone = has(blocks_[digit / kBlock].starts, digit);
  if (!is_lone || !may_be_counted(static_cast<unsigned char>(text_[digit]))) return 0;
  const std::size_t size = spelled_size(text_.substr(at), number_units());
  for (std::size_t i = at; i < at + size; ++i) {
    Block& block = blocks_[i / kBlock];
    block.kinds[static_cast<std::size_t>(Kind::kHangul)] &= ~bit(i);
    block.kinds[static_cast<std::size_t>(Kind::kNumber)] |= bit(i);
    block.starts &= ~bit(i);
  }
  const std::size_t behind = at + size;
  const bool ends_inside = size > 0 && behind < text_.size() && is(Kind::kHangul, behind);
  if (ends_inside) blocks_[behind / kBlock].starts |= bit(behind);
  return size;
}

// Looks at characters that are neither ASCII nor syllables nor frequent. True if all of them part
// words, and perhaps end sentences, or are Hanja; else the text has to be decoded.
bool DenseScan::know_others(std::size_t block, std::uint64_t bits, Others& others) {
  for (; bits != 0; bits &= bits - 1) {
    const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
    const std::size_t at = block * kBlock + bit;
    if (text_.size() - at < 3) return false;
    const auto byte = [&](std::size_t i) -> unsigned {
      return static_cast<unsigned char>(text_[at + i]);
    };
    if (byte(0) == dense::kEscape) {
      // U+0080 to U+00BF; emoji (F0 9F); the bytes behind the first one.
      const bool is_emoji = byte(1) == 0xF0 && text_.substr(at).starts_with("\xFF\xF0\xFF\x9F");
      const bool parts = byte(1) == 0xC2 || (byte(1) >= 0x80 && byte(1) < 0xC0) || is_emoji;
      if (!parts) return false;
      continue;
    }
    const char32_t written = ((byte(0) - (dense::kFirstOther - 0xE0u)) & 0xFu) << 12 |
                             (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    const char32_t c = plain_form(written);
    if (c < 0x80) {
      if (!know_full_width(at, static_cast<char>(c))) return false;
      if (ends_sentence(at, static_cast<char>(c))) others.ends |= std::uint64_t{1} << bit;
      continue;
    }
    const bool is_kana = c >= 0x3041 && c < 0x3100;
    if (c < 0x2000 || is_kana || is_hangul_syllable(c)) return false;
    if (!is_hanja(c)) continue;
    others.hanja |= std::uint64_t{1} << bit;
    const std::u16string_view readings = hanja_readings(static_cast<char16_t>(c));
    if (!readings.empty()) hanja_.push_back({at, dense_code(readings[0])});
  }
  return true;
}

// True if the full-width form of an ASCII character parts words there: letters, digits and marks
// inside a number do not.
bool DenseScan::know_full_width(std::size_t at, char ascii) const {
  if (is_digit(ascii) || is_ascii_letter(ascii)) return false;
  const std::string_view before = text_.substr(0, at);
  const bool is_behind_number =
      at > 0 &&
      (is_digit(text_[at - 1]) || std::ranges::any_of(number_units(), [&](std::string_view unit) {
         return before.ends_with(unit);
       }));
  const bool in_number = is_behind_number && at + 3 < text_.size() && is_digit(text_[at + 3]);
  return !in_number || (ascii != '.' && ascii != ',');
}

bool DenseScan::ends_sentence(std::size_t at, char ascii) const {
  if (ascii != '.' && ascii != '?' && ascii != '!') return false;
  return at + 3 == text_.size() || text_[at + 3] == ' ' || text_[at + 3] == '\n';
}

bool DenseScan::is_read(std::size_t at, std::string_view code) const {
  if (!is(Kind::kHanja, at)) return text_.substr(at, code.size()) == code;
  const auto found = std::ranges::lower_bound(hanja_, at, {}, &Hanja::at);
  return found != hanja_.end() && found->at == at && found->reading == code;
}

template <typename Bits>
std::size_t DenseScan::first_from(std::size_t at, Bits bits) const {
  std::size_t i = at / kBlock;
  if (i >= blocks_.size()) return kNone;
  std::uint64_t found = bits(blocks_[i]) & ~std::uint64_t{0} << at % kBlock;
  while (found == 0) {
    if (++i == blocks_.size()) return kNone;
    found = bits(blocks_[i]);
  }
  return i * kBlock + static_cast<std::size_t>(std::countr_zero(found));
}

std::size_t DenseScan::begin_of_run(std::size_t at) const {
  std::size_t i = at / kBlock;
  std::uint64_t starts = blocks_[i].starts & up_to(at);
  if (starts == 0) {
    // Of a long run: in the last block before those that have as many runs before them.
    const std::uint32_t run = blocks_[i].runs_before - 1;
    const std::span before(blocks_.data(), i);
    i = static_cast<std::size_t>(std::ranges::upper_bound(before, run, {}, &Block::runs_before) -
                                 before.begin() - 1);
    starts = blocks_[i].starts;
  }
  return i * kBlock + 63 - static_cast<std::size_t>(std::countl_zero(starts));
}

std::size_t DenseScan::end_of_run(std::size_t at, Kind kind) const {
  const std::size_t end = first_from(at, [&](const Block& block) { return ~block.of(kind); });
  return end == kNone || end > text_.size() ? text_.size() : end;
}

std::size_t DenseScan::next_run(std::size_t at) const {
  return first_from(at, [](const Block& block) { return block.starts; });
}

std::size_t DenseScan::next_word_character(std::size_t at) const {
  return first_from(at, [](const Block& block) { return block.words() & block.characters; });
}

}  // namespace gisa

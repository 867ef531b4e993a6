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

}  // namespace

std::string dense_code(char16_t syllable) {
  char code[kMostDenseGrowth * 3];
  char* const end = encode_dense(to_utf8(std::u16string_view(&syllable, 1)), code);
  return {code, end};
}

bool DenseScan::read(std::string_view text) {
  text_ = text;
  blocks_.resize((text.size() + kBlock - 1) / kBlock);
  hanja_.clear();
  units_.clear();
  const NumberUnits<char>& units_of_numbers = number_units();
  Bits second_carry = 0, third_carry = 0, hanja_carry = 0, long_carry = 0, digit_carry = 0;
  Bits kind_carry[static_cast<std::size_t>(Kind::kCount)] = {};
  std::uint32_t runs = 0, sentence_ends = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const char* const at = text.data() + i * kBlock;
    const ByteBlock bytes(at);
    const std::size_t left = text.size() - i * kBlock;
    const Bits all = left >= kBlock ? ~Bits{0} : (Bits{1} << left) - 1;
    const bool is_last = left <= kBlock;
    const char next = is_last ? '\0' : at[kBlock];

    const Bits leads = bytes.in(dense::kFirstSyllable, 0xFF) & all;
    const Bits seconds = dense::second_bytes(leads, second_carry);
    const Bits others = bytes.in(dense::kFirstOther, 0xFF) & ~seconds & all;
    const Bits threes = others & ~bytes.equal(static_cast<char>(dense::kEscape));
    const Bits thirds = threes << 2 | third_carry;
    third_carry = threes >> 62;
    Others known;
    if (others != 0 && !know_others(i, others, known)) return false;
    const Bits hanja = known.hanja;
    const Bits all_of_hanja = hanja | hanja << 1 | hanja << 2 | hanja_carry;
    hanja_carry = hanja >> 63 | hanja >> 62;

    Block& block = blocks_[i];
    const Bits characters = ~(seconds | thirds) & all;
    const Bits long_syllables = leads & ~others & characters;
    const Bits short_syllables =
        bytes.in(dense::kFirstFrequent, dense::kLastFrequentSyllable) & characters;
    const Bits hangul = short_syllables | long_syllables | behind(long_syllables, long_carry);
    const Bits letters = (bytes.in('a', 'z') | bytes.in('A', 'Z')) & characters;
    const Bits digits = bytes.in('0', '9') & characters;
    const Bits dots = bytes.equal('.') & characters;
    const Bits before_digit = digits >> 1 | Bits{is_digit(next)} << 63;
    const Bits behind_digit = behind(digits, digit_carry);
    const Bits in_number = (dots | (bytes.equal(',') & characters)) & behind_digit & before_digit;
    Bits units =
        bytes.equal(units_of_numbers[0][0], units_of_numbers[1][0]) & characters & behind_digit;
    for (; units != 0; units &= units - 1)
      units_.push_back(i * kBlock + static_cast<std::size_t>(std::countr_zero(units)));
    block.characters = characters;
    block.kinds = {hangul & all, all_of_hanja & all, letters, digits | in_number};
    block.starts = 0;
    for (std::size_t kind = 0; kind < block.kinds.size(); ++kind)
      block.starts |= block.kinds[kind] & ~behind(block.kinds[kind], kind_carry[kind]);

    const Bits lines = bytes.equal('\n') & characters;
    const Bits blanks = lines | (bytes.equal(' ') & characters);
    const Bits before_blank = blanks >> 1 | Bits{next == ' ' || next == '\n'} << 63;
    const Bits marks = (dots | bytes.equal('?') | bytes.equal('!')) & characters;
    block.ends = lines | (marks & before_blank) | known.ends;
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

// Of characters that are neither ASCII nor syllables nor frequent: true if they only part words,
// and maybe end sentences, or are Hanja.
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

// Of the full-width form of an ASCII character: true if it parts words, as a letter, a digit and a
// mark in a number do not.
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

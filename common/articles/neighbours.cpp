#include "common/articles/neighbours.h"

#include <utility>

#include "common/text/hangul.h"

namespace gisa {
namespace {

// Eleven bits for two pairs, four of them set for each: the news has 32 pairs an article. So one in
// fourteen of the pairs that an article does not have seems to be there.
constexpr std::size_t kBitsOfTwoPairs = 11;
constexpr unsigned kBitsSet = 4;

// Between two words of Hangul there are links. Words of letters are rare enough in Korean text to
// find what they stand in, and a text in English would have nothing else.
bool are_noted(Script left, Script right) {
  return left != right || left == Script::kNumber || left == Script::kHanja;
}

// FNV-1a, but of units. They are few: calls of XXH3 for each pair made indexing 2 % slower.
std::uint64_t hash_units(std::u16string_view units, std::uint64_t hash) {
  constexpr std::uint64_t kPrime = 0x100000001B3u;
  for (const char16_t unit : units) hash = (hash ^ unit) * kPrime;
  return hash;
}

// Spreads what is in any bit over all of them (the end of MurmurHash3).
std::uint64_t mix(std::uint64_t hash) {
  hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
  hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53u;
  return hash ^ hash >> 33;
}

std::uint64_t key_of(const Neighbour& left, const Neighbour& right, bool is_glued) {
  const std::u16string_view before =
      is_whole_only(left.script) ? left.written : left.written.substr(left.written.size() - 1);
  const std::u16string_view behind =
      is_whole_only(right.script) ? right.written : right.written.substr(0, 1);
  constexpr std::uint64_t kBasis = 0xCBF29CE484222325u;
  const char16_t between[] = {static_cast<char16_t>(left.script),
                              static_cast<char16_t>(right.script), static_cast<char16_t>(is_glued)};
  const std::uint64_t front = hash_units({between, 3}, hash_units(before, kBasis));
  return mix(hash_units(behind, front)) | 1;  // 0 stands for none
}

// Calls `take(byte, bit)` for each bit of a key in a signature of so many bytes. (Kirsch and
// Mitzenmacher, Less hashing, same performance, 2006: two hashes stand for any number of them.)
template <typename Take>
void for_each_bit(std::uint64_t key, std::size_t bytes, Take take) {
  const auto bits = static_cast<std::uint64_t>(bytes) * 8;
  auto hash = static_cast<std::uint32_t>(key);
  const auto step = static_cast<std::uint32_t>(key >> 32) | 1;
  for (unsigned i = 0; i < kBitsSet; ++i, hash += step) {
    const std::uint64_t position = hash * bits >> 32;
    take(static_cast<std::size_t>(position / 8), static_cast<unsigned>(position % 8));
  }
}

}  // namespace

std::u16string_view written(const Analysis& text, const Word& word) {
  if (is_whole_only(word.script)) return text.text(word.stem);
  return text.surface(word);
}

std::optional<std::uint64_t> neighbour_key(const Neighbour& left, const Neighbour& right,
                                           bool is_glued) {
  if (!are_noted(left.script, right.script)) return std::nullopt;
  return key_of(left, right, is_glued);
}

void Neighbours::add(const Analysis& text) {
  for (std::size_t i = 1; i < text.words.size(); ++i) {
    const Word& left = text.words[i - 1];
    const Word& right = text.words[i];
    if (!are_noted(left.script, right.script)) continue;
    // A phrase goes on from one sentence to the next only if it does so itself, and then asks for
    // nothing here.
    if (right.starts_sentence || right.begin - left.end > kWidestGap) continue;
    const Neighbour behind{right.script, written(text, right)};
    add(key_of({left.script, written(text, left)}, behind, right.is_glued));
    // 퍼센트 is % behind a number. Between Hangul and Hanja it is looked for as it is written, too
    // (TextPattern::surely_stands_in()).
    const std::u16string_view units = text.normalized.units;
    const bool is_unit = left.script == Script::kLetter && is_hangul_syllable(units[left.end - 1]);
    if (!is_unit || right.script != Script::kHanja) continue;
    const std::u16string_view unit = units.substr(left.begin, left.end - left.begin);
    add(key_of({Script::kHangul, unit}, behind, right.is_glued));
  }
}

void Neighbours::clear() {
  constexpr std::size_t kSlots = 128;  // enough for most articles
  keys_.clear();
  slots_.assign(kSlots, 0);
}

// False if it has one already.
bool Neighbours::take_slot(std::uint64_t key) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = key >> 32 & mask;
  while (slots_[at] != 0 && slots_[at] != key) at = (at + 1) & mask;
  return std::exchange(slots_[at], key) == 0;
}

void Neighbours::add(std::uint64_t key) {
  if (!take_slot(key)) return;
  keys_.push_back(key);
  if (2 * keys_.size() <= slots_.size()) return;
  slots_.assign(2 * slots_.size(), 0);
  for (const std::uint64_t known : keys_) take_slot(known);
}

void Neighbours::make_signature(std::string& signature) const {
  signature.assign((keys_.size() * kBitsOfTwoPairs + 15) / 16, '\0');
  for (const std::uint64_t key : keys_) {
    for_each_bit(key, signature.size(), [&](std::size_t byte, unsigned bit) {
      signature[byte] = static_cast<char>(signature[byte] | 1 << bit);
    });
  }
}

bool may_have_neighbours(std::string_view signature, std::uint64_t key) {
  bool may_have = !signature.empty();
  if (!may_have) return false;
  for_each_bit(key, signature.size(), [&](std::size_t byte, unsigned bit) {
    may_have = may_have && (signature[byte] >> bit & 1) != 0;
  });
  return may_have;
}

}  // namespace gisa

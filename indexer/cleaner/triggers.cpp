#include "indexer/cleaner/triggers.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

/// How many of four bytes a character leaves over, by the upper half of its first byte.
constexpr std::array<uint8_t, 16> kSurplus = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 1, 0};

constexpr size_t kMaxCharacterBytes = 4;

template <typename Block>
[[gnu::always_inline]] inline ByteMask ascii_triggers(const Block& block) {
  return block.equal('(', '[', '<', '!', 'C', 'X');
}

/// What ascii_triggers() and Triggers::candidates() rely on.
constexpr bool is_looked_for(std::string_view head, size_t hangul_bytes) {
  if (static_cast<unsigned char>(head[0]) < 0x80) return contains("([<!CX", head[0]);
  return !is_hangul_syllable(char_at(head, 0)) || head.size() >= hangul_bytes;
}

}  // namespace

const Triggers& Triggers::instance() {
  static const Triggers triggers;
  return triggers;
}

Triggers::Triggers() {
  static_assert(std::all_of(kNotices.begin(), kNotices.end(), [](const Notice& notice) {
    return is_looked_for(notice.head, kKeyBytes);
  }));
  static_assert(std::all_of(kBrackets.begin(), kBrackets.end(), [](const Bracket& bracket) {
    return is_looked_for(bracket.open, kKeyBytes);
  }));
  for (const Notice& notice : kNotices) {
    buckets_[bucket(notice.head)].push_back(&notice);
    const bool long_enough = notice.head.size() >= kKeyBytes;
    first_[first_slot(notice.head)] |= long_enough ? kMaybe : kCertain;
    if (!long_enough) continue;
    keys_.set(key(notice.head.data()));
    middles_[middle(notice.head.data())] = true;
    const auto group = static_cast<uint8_t>(1u << static_cast<unsigned char>(notice.head[1]) % 8);
    for (size_t i = 0; i < groups_.size(); ++i) {
      const auto byte = static_cast<unsigned char>(notice.head[kGroupBytes[i]]);
      groups_[i][byte % groups_[i].size()] |= group;
    }
  }
  for (const Bracket& bracket : kBrackets) first_[first_slot(bracket.open)] |= kCertain;
  first_[first_slot("!")] |= kCertain;  // of `![alt](address)`
}

/// Reads four bytes at `bytes` and hashes all but the last `surplus` of them. (All but the first on
/// a machine with the other byte order: it is only a hash, and the same for table and text.)
inline size_t Triggers::slot(const char* bytes, unsigned surplus) {
  uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return ((value << (8 * surplus)) * 0x9E3779B1u) >> 18;
}

size_t Triggers::first_slot(std::string_view text) {
  std::array<char, kMaxCharacterBytes> padded{};
  const std::string_view first = char_at(text, 0);
  std::copy(first.begin(), first.end(), padded.begin());
  return slot(padded.data(), static_cast<unsigned>(padded.size() - first.size()));
}

inline size_t Triggers::key(const char* bytes) {
  uint32_t head = 0;
  uint32_t rest = 0;  // overlaps by a byte: two whole loads are faster than one of seven bytes
  std::memcpy(&head, bytes, sizeof head);
  std::memcpy(&rest, bytes + kKeyBytes - sizeof rest, sizeof rest);
  return ((uint64_t{rest} << 32 | head) * 0x9E3779B97F4A7C15u) >> 50;
}

inline size_t Triggers::middle(const char* bytes) {
  uint32_t value = 0;
  std::memcpy(&value, bytes + 2, sizeof value);
  return (value * 0x9E3779B1u) >> 19;
}

/// Of the characters of a block, those that a rule may be worth trying at. Hangul is told by its
/// middle, without a branch; of all else there is little.
inline ByteMask Triggers::candidates(const char* bytes) const {
  const ByteBlock block(bytes);
  const ByteMask hangul = block.less(-0x12) & ~block.less(-0x16);  // EA .. ED
  const ByteMask other = block.less(0) & ~block.less(-0x40) & ~hangul;
  ByteMask found = other | ascii_triggers(block);
  for (ByteMask rest = hangul; rest != 0; rest &= rest - 1) {
    const int at = std::countr_zero(rest);
    found |= ByteMask{middles_[middle(bytes + at)]} << at;
  }
  return found;
}

#if GISA_HAS_WIDE_BLOCKS
/// The same; of Hangul, where a group of notices has all of the bytes (as Hyperscan's Teddy looks
/// for strings).
GISA_WIDE ByteMask Triggers::candidates_wide(const char* bytes) const {
  const wide::Block block(bytes);
  const ByteMask hangul = block.in(0xEA, 0xED);
  const ByteMask other = block.in(0xC0, 0xFF) & ~hangul;
  __m512i groups = _mm512_set1_epi8(-1);
  for (size_t i = 0; i < groups_.size(); ++i) {
    const __m512i at = _mm512_loadu_si512(bytes + kGroupBytes[i]);
    groups = _mm512_and_si512(groups,
                              _mm512_permutexvar_epi8(at, _mm512_loadu_si512(groups_[i].data())));
  }
  return other | (_mm512_test_epi8_mask(groups, groups) & hangul) | ascii_triggers(block);
}
#endif

/// True when what starts at `at`, of which four bytes can be read, is worth a rule.
bool Triggers::may_apply(std::string_view line, size_t at) const {
  const unsigned surplus = kSurplus[static_cast<unsigned char>(line[at]) >> 4];
  const uint8_t hit = first_[slot(line.data() + at, surplus)];
  if (hit & kCertain) return true;
  return hit != 0 && at + kKeyBytes <= line.size() && keys_[key(line.data() + at)];
}

void Triggers::find(std::string_view line, size_t from, std::vector<size_t>& places) const {
  constexpr size_t kReadBytes = kBlockBytes + kKeyBytes;
  const bool is_wide = wide::is_used();
  const size_t limit = std::max(line.size(), kMaxCharacterBytes - 1) - (kMaxCharacterBytes - 1);
  std::array<char, kReadBytes> padded{};  // what it holds behind the rest makes no difference
  for (size_t begin = from; begin < limit; begin += kBlockBytes) {
    const std::string_view rest = line.substr(begin);
    const bool is_last = rest.size() < kReadBytes;
    if (is_last) rest.copy(padded.data(), kReadBytes);
    const char* const block = is_last ? padded.data() : rest.data();
    ByteMask found = is_wide ? candidates_wide(block) : candidates(block);
    for (found &= first_bytes(limit - begin); found != 0; found &= found - 1) {
      const size_t at = begin + static_cast<size_t>(std::countr_zero(found));
      if (may_apply(line, at)) places.push_back(at);
    }
  }
}

}  // namespace gisa::cleaning

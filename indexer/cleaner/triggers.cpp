#include "indexer/cleaner/triggers.h"

#include <algorithm>
#include <cstring>

#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

/// How many of four bytes a character leaves over, by the upper half of its first byte.
constexpr std::array<uint8_t, 16> kSurplus = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 1, 0};

constexpr size_t kParts = 4;          // gone through side by side
constexpr size_t kMinPartBytes = 32;  // shorter ones are not worth the setting up
constexpr size_t kMaxCharacterBytes = 4;

size_t character_begin(std::string_view line, size_t at) {
  while (at < line.size() && is_continuation(line[at])) ++at;
  return at;
}

}  // namespace

const Triggers& Triggers::instance() {
  static const Triggers triggers;
  return triggers;
}

Triggers::Triggers() {
  for (const Notice& notice : kNotices) {
    buckets_[bucket(notice.head)].push_back(&notice);
    const bool long_enough = notice.head.size() >= kKeyBytes;
    first_[first_slot(notice.head)] |= long_enough ? kMaybe : kCertain;
    if (long_enough) keys_.set(key(notice.head.data()));
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

/// Looks at the character at `at`, of which four bytes can be read, and goes on to the next.
inline uint8_t Triggers::step(const char* bytes, size_t& at) const {
  const unsigned surplus = kSurplus[static_cast<unsigned char>(bytes[at]) >> 4];
  const uint8_t hit = first_[slot(bytes + at, surplus)];
  at += kMaxCharacterBytes - surplus;
  return hit;
}

/// Adds `at` when what starts there is worth a rule.
void Triggers::note(std::string_view line, size_t at, uint8_t hit,
                    std::vector<size_t>& places) const {
  const bool whole = at + kKeyBytes <= line.size();
  if ((hit & kCertain) || (hit != 0 && whole && keys_[key(line.data() + at)])) places.push_back(at);
}

void Triggers::find_in_part(std::string_view line, size_t at, size_t end,
                            std::vector<size_t>& places) const {
  while (at < end) {
    const size_t before = at;
    if (const uint8_t hit = step(line.data(), at)) note(line, before, hit, places);
  }
}

void Triggers::find(std::string_view line, size_t from, std::vector<size_t>& places) const {
  if (line.size() < from + kMaxCharacterBytes) return;
  const size_t limit = line.size() - kMaxCharacterBytes + 1;  // four bytes can be read before it
  const size_t part = (limit - from) / kParts;
  if (part < kMinPartBytes) return find_in_part(line, from, limit, places);

  thread_local std::array<std::vector<size_t>, kParts> found;
  for (std::vector<size_t>& list : found) list.clear();
  const char* bytes = line.data();
  const size_t begin1 = character_begin(line, from + part);
  const size_t begin2 = character_begin(line, from + 2 * part);
  const size_t begin3 = character_begin(line, from + 3 * part);
  size_t at0 = from;
  size_t at1 = begin1;
  size_t at2 = begin2;
  size_t at3 = begin3;
  // As many steps as no part can run over its end with.
  const auto safe_steps = [&] {
    return std::min({begin1 - at0, begin2 - at1, begin3 - at2, limit - at3}) / kMaxCharacterBytes;
  };
  for (size_t steps = safe_steps(); steps > 0; steps = safe_steps()) {
    for (; steps > 0; --steps) {
      const std::array<size_t, kParts> before = {at0, at1, at2, at3};
      const std::array<uint8_t, kParts> hits = {step(bytes, at0), step(bytes, at1),
                                                step(bytes, at2), step(bytes, at3)};
      if ((hits[0] | hits[1] | hits[2] | hits[3]) == 0) continue;
      for (size_t i = 0; i < kParts; ++i) note(line, before[i], hits[i], found[i]);
    }
  }
  find_in_part(line, at0, begin1, found[0]);
  find_in_part(line, at1, begin2, found[1]);
  find_in_part(line, at2, begin3, found[2]);
  find_in_part(line, at3, limit, found[3]);
  for (const std::vector<size_t>& list : found)
    places.insert(places.end(), list.begin(), list.end());
}

}  // namespace gisa::cleaning

#include "indexer/inverter/syllable_postings.h"

#include <span>
#include <utility>

#include "common/glass/encoding.h"
#include "common/system/branch_free.h"

namespace gisa {
namespace {

// A term is sorted by its second syllable, then by what stands before that. Of the places there are
// many, but a text has some thousand syllables, most often the same hundred.
constexpr unsigned kLowBits = 14;
constexpr unsigned kHighBits = SyllableTerm::kNumberBits - kLowBits;

std::uint32_t low_digit(SyllableTerm term) { return term.number() & ((1u << kLowBits) - 1); }
std::uint32_t high_digit(SyllableTerm term) { return term.number() >> kLowBits; }

// The counting step of a radix sort: turns how often each digit occurs into where its first one
// goes. Most digits do not occur, so sixteen are passed over at once.
void count_to_places(std::vector<std::uint32_t>& counts) {
  constexpr std::size_t kTogether = 16;
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < counts.size(); i += kTogether) {
    const std::span<std::uint32_t, kTogether> some(&counts[i], kTogether);
    std::uint32_t any = 0;
    for (const std::uint32_t count : some) any |= count;
    if (any == 0) continue;
    for (std::uint32_t& count : some) place += std::exchange(count, place);
  }
}

}  // namespace

void SyllablePostings::begin_document(std::uint32_t id) {
  const bool is_full = occurrences_.size() >= kOccurrencesOfEpoch;
  if (is_in_epoch_ && (is_full || id - epoch_.first_ > kDocuments)) end_epoch();
  if (!is_in_epoch_) epoch_.first_ = id;
  is_in_epoch_ = true;
  epoch_.last_ = id;
  document_ = id - epoch_.first_;
}

void SyllablePostings::end_epoch() {
  discard_document();
  if (!is_in_epoch_) return;
  is_in_epoch_ = false;
  if (!occurrences_.empty()) {
    sort();
    write_lists();
  }
  epochs_.push_back(std::exchange(epoch_, {}));
}

void SyllablePostings::seal() {
  end_epoch();
  occurrences_ = {};
  sorted_ = {};
  low_places_ = {};
  high_places_ = {};
  written_ = {};
}

// Sorts occurrences by term, stably: those of one term stay in the order of documents.
void SyllablePostings::sort() {
  low_places_.assign(std::size_t{1} << kLowBits, 0);
  high_places_.assign(std::size_t{1} << kHighBits, 0);
  for (const Occurrence occurrence : occurrences_) {
    ++low_places_[low_digit(term_of(occurrence))];
    ++high_places_[high_digit(term_of(occurrence))];
  }
  count_to_places(low_places_);
  count_to_places(high_places_);
  const auto pass = [](const std::vector<Occurrence>& from, std::vector<Occurrence>& to,
                       std::vector<std::uint32_t>& places, auto digit) {
    Occurrence* const sorted = to.data();
    std::uint32_t* const next = places.data();
    for (const Occurrence occurrence : from)
      sorted[next[digit(term_of(occurrence))]++] = occurrence;
  };
  sorted_.resize(occurrences_.size());
  pass(occurrences_, sorted_, low_places_, low_digit);
  pass(sorted_, occurrences_, high_places_, high_digit);
}

// Returns the first occurrence that is not in the list. That a document has the term again, or that
// a number takes two bytes, cannot be foreseen, so there are no branches for these.
inline const SyllablePostings::Occurrence* SyllablePostings::write_list(const Occurrence* at,
                                                                        char*& out) {
  constexpr std::ptrdiff_t kLongestPosting = 2 + 5;
  constexpr auto kFull = static_cast<std::ptrdiff_t>(kLongestList) - kLongestPosting;
  const auto head = static_cast<std::uint32_t>(*at >> kWdfBits);
  std::memcpy(out, &head, sizeof head);
  char* const size = out + sizeof head;
  char* const begin = size + 1;
  char* place = begin;
  std::uint32_t wdf = 0;
  while (true) {
    const Occurrence occurrence = *at++;
    wdf += wdf_of(occurrence);
    const Occurrence step = (*at >> kWdfBits) - (occurrence >> kWdfBits);
    // All ones if another document or term follows, else 0.
    const std::ptrdiff_t ends = -std::ptrdiff_t{branch_free(step != 0)};
    if (wdf < 0x80) [[likely]] {
      *place = static_cast<char>(wdf);
      place -= ends;
    } else if (ends != 0) {
      place = glass::write_varint(place, wdf);
    }
    wdf &= static_cast<std::uint32_t>(~ends);
    if (term_of(occurrence) != term_of(*at)) break;
    if (((place - begin) & ends) > kFull) break;
    const auto gap = static_cast<std::uint32_t>(step - 1);
    const std::uint32_t is_long = gap >= 0x80 ? 1 : 0;
    place[0] = static_cast<char>(gap | is_long << 7);
    place[1] = static_cast<char>(gap >> 7);
    place += ends & (1 + is_long);
  }
  *size = static_cast<char>(place - begin);
  out = place;
  return at;
}

void SyllablePostings::write_lists() {
  constexpr std::size_t kMostOfList = List::kHeadBytes + kLongestList;
  epoch_.buckets_.resize(kBuckets);
  const std::size_t count = occurrences_.size();
  occurrences_.push_back(~Occurrence{0});  // of no term
  const Occurrence* at = occurrences_.data();
  const Occurrence* const end = at + count;
  while (at != end) {
    const std::uint32_t bucket = bucket_of(*at);
    std::size_t size = 0;
    while (at != end && bucket_of(*at) == bucket) {
      if (written_.size() - size < kMostOfList) written_.resize(2 * written_.size() + kMostOfList);
      char* out = written_.data() + size;
      at = write_list(at, out);
      size = static_cast<std::size_t>(out - written_.data());
    }
    epoch_.buckets_[bucket] = store_bucket(size);
    bytes_of_buckets_[bucket] += size;
    list_bytes_ += size;
  }
  occurrences_.clear();
  document_begin_ = 0;
}

const char* SyllablePostings::store_bucket(std::size_t size) {
  const auto bytes = static_cast<std::uint32_t>(size);
  char* const place = lists_.reserve(sizeof bytes + size + kBehind);
  std::memcpy(place, &bytes, sizeof bytes);
  std::memcpy(place + sizeof bytes, written_.data(), size);
  return place;
}

std::uint64_t SyllablePostings::memory_bytes() const {
  return lists_.memory_bytes() + epochs_.size() * (sizeof(Epoch) + kBuckets * sizeof(char*)) +
         (occurrences_.capacity() + sorted_.capacity()) * sizeof(Occurrence) +
         (low_places_.capacity() + high_places_.capacity()) * sizeof(std::uint32_t) +
         written_.capacity() + kBuckets * sizeof(std::uint64_t);
}

}  // namespace gisa

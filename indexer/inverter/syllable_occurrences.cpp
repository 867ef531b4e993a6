#include "indexer/inverter/syllable_occurrences.h"

#include <cstring>

namespace gisa {

void SyllableOccurrences::begin_epoch() {
  Counts counts(kBuckets);
  for (std::uint32_t bucket = 0; bucket < kBuckets; ++bucket) counts[bucket] = size(bucket);
  epochs_.push_back(std::move(counts));
}

// For an end at the beginning of a line: the place for the next occurrence.
std::uint32_t* SyllableOccurrences::extend(std::uint32_t number) {
  Bucket& bucket = buckets_[number];
  std::uint32_t* const end = ends_[number];
  const bool is_full = end == nullptr || end == bucket.last + bucket.last_bytes / sizeof *end;
  if (!is_full) return end;
  bucket.before_last = size(number);
  const std::size_t bytes = next_size(bucket.last_bytes);
  auto* const block = reinterpret_cast<std::uint32_t*>(blocks_.reserve(bytes));
  if (bucket.last == nullptr) {
    bucket.first = block;
  } else {
    std::memcpy(bucket.last, &block, sizeof block);
  }
  bucket.last = block;
  bucket.last_bytes = static_cast<std::uint32_t>(bytes);
  return block + kHead;
}

std::uint32_t SyllableOccurrences::size(std::uint32_t number) const {
  const Bucket& bucket = buckets_[number];
  if (bucket.last == nullptr) return 0;
  return bucket.before_last + static_cast<std::uint32_t>(ends_[number] - bucket.last - kHead);
}

std::uint64_t SyllableOccurrences::memory_bytes() const {
  // Vectors have up to twice the room they need.
  const std::uint64_t escaped = 2 * escapes_ * sizeof(std::uint32_t);
  return blocks_.memory_bytes() + escaped + epochs_.size() * kBuckets * sizeof(std::uint32_t) +
         kBuckets * (sizeof(Bucket) + sizeof(std::uint32_t*));
}

SyllableOccurrences::Reader::Reader(const SyllableOccurrences& from, std::uint32_t bucket)
    : from_(from), bucket_(bucket) {
  const auto escaped = from.escaped_.find(bucket);
  if (escaped != from.escaped_.end()) escaped_ = escaped->second.data();
}

void SyllableOccurrences::Reader::enter_next_block() {
  if (block_ == nullptr) {
    block_ = from_.buckets_[bucket_].first;
  } else {
    const void* const head = block_;
    std::memcpy(&block_, head, sizeof block_);
  }
  block_bytes_ = next_size(block_bytes_);
  next_ = block_ + kHead;
  block_end_ = block_ + block_bytes_ / sizeof *block_;
}

}  // namespace gisa

/// Occurrences of syllable terms, 4 bytes each, as they come, in some thousand buckets by first
/// syllable: sorting by term is then a matter of one bucket at a time, most of which the
/// processor's cache holds.
///
/// Postings could be added to each term's list at once instead, found by a hash table; but then
/// each occurrence waits for two or three lines of memory, and takes five times as long as all of
/// this.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "indexer/inverter/byte_arena.h"
#include "indexer/inverter/syllable_term.h"

namespace gisa {

/// Threads: one thread at a time; any number of readers when nobody adds.
class SyllableOccurrences {
 public:
  /// A bucket has the terms of eight first syllables behind the same prefix; what tells them apart
  /// is in the lower bits of their numbers. Buckets ascend as the terms do.
  static constexpr unsigned kRestBits = 17;
  static constexpr std::uint32_t kBuckets = 1u << (SyllableTerm::kNumberBits - kRestBits);

  /// Documents are counted from the beginning of their epoch, up to as many.
  static constexpr std::uint32_t kDocumentsOfEpoch = 1u << 11;

  SyllableOccurrences() : ends_(kBuckets), buckets_(kBuckets) {}

  /// What is added from now on is of later documents.
  void begin_epoch();
  std::size_t epochs() const { return epochs_.size(); }

  void add(SyllableTerm term, std::uint32_t document, std::uint32_t wdf) {
    const std::uint32_t bucket = term.number() >> kRestBits;
    if (wdf >= kEscape) [[unlikely]] {
      escaped_[bucket].push_back(wdf);
      ++escapes_;
      wdf = kEscape;
    }
    std::uint32_t* end = ends_[bucket];
    if (reinterpret_cast<std::uintptr_t>(end) % kLine == 0) end = extend(bucket);
    *end = (term.number() & kRest) << kRestShift | document << kWdfBits | wdf;
    ends_[bucket] = end + 1;
    ++size_;
  }

  /// Occurrences, of all terms and of a bucket's.
  std::uint64_t size() const { return size_; }
  std::uint32_t size(std::uint32_t bucket) const;

  std::uint64_t memory_bytes() const;

  /// Reads a bucket, epoch by epoch.
  class Reader {
   public:
    Reader(const SyllableOccurrences& from, std::uint32_t bucket);

    /// Calls use(rest, document, wdf) for what is in the next epoch, as it came.
    template <typename Use>
    void read_epoch(const Use& use) {
      const std::uint32_t end =
          ++epoch_ < from_.epochs_.size() ? from_.epochs_[epoch_][bucket_] : from_.size(bucket_);
      for (; at_ < end; ++at_) {
        if (next_ == block_end_) enter_next_block();
        const std::uint32_t occurrence = *next_++;
        std::uint32_t wdf = occurrence & kEscape;
        if (wdf == kEscape) wdf = *escaped_++;
        use(occurrence >> kRestShift, occurrence >> kWdfBits & (kDocumentsOfEpoch - 1), wdf);
      }
    }

   private:
    void enter_next_block();

    const SyllableOccurrences& from_;
    const std::uint32_t bucket_;
    std::size_t epoch_ = 0;
    std::uint32_t at_ = 0;
    const std::uint32_t* block_ = nullptr;
    const std::uint32_t* next_ = nullptr;
    const std::uint32_t* block_end_ = nullptr;
    std::size_t block_bytes_ = 0;
    const std::uint32_t* escaped_ = nullptr;
  };

 private:
  static constexpr unsigned kWdfBits = 4;
  static constexpr std::uint32_t kEscape = (1u << kWdfBits) - 1;  // the wdf stands elsewhere
  static constexpr unsigned kRestShift = 32 - kRestBits;
  static constexpr std::uint32_t kRest = (1u << kRestBits) - 1;
  static_assert(kDocumentsOfEpoch == 1u << (kRestShift - kWdfBits));

  // Blocks are chained, each twice as large as the one before, up to a bound, and begin with the
  // address of the next one. All have whole cache lines, so that most of the time it can be seen
  // from the address of an end that it is none of a block's.
  static constexpr std::size_t kLine = 64;
  static constexpr std::size_t kFirstBlock = kLine;
  static constexpr std::size_t kLargestBlock = 2048;
  static constexpr std::size_t kHead = 2;  // places of an address
  static constexpr std::size_t next_size(std::size_t bytes) {
    return bytes == 0 ? kFirstBlock : bytes < kLargestBlock ? 2 * bytes : bytes;
  }

  struct Bucket {
    std::uint32_t* first = nullptr;  // block
    std::uint32_t* last = nullptr;   // block
    std::uint32_t before_last = 0;   // occurrences in the blocks before
    std::uint32_t last_bytes = 0;
  };
  using Counts = std::vector<std::uint32_t>;  // by bucket

  std::uint32_t* extend(std::uint32_t bucket);

  std::vector<std::uint32_t*> ends_;
  std::vector<Bucket> buckets_;
  std::vector<Counts> epochs_;  // what was there before each
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> escaped_;  // by bucket
  std::uint64_t escapes_ = 0;
  ByteArena blocks_;
  std::uint64_t size_ = 0;
};

}  // namespace gisa

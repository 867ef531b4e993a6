/// The terms of an inverter, each with its postings, found by key.
///
/// Inversion is bound by memory, so everything an occurrence needs is in one cache line: the term's
/// record. The hash table beside it is small, 8 bytes a slot.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "common/large_memory.h"
#include "indexer/inverter/large_vector.h"
#include "indexer/inverter/slice_pool.h"
#include "indexer/inverter/term_key.h"

namespace gisa {

/// A term and its postings. The last posting is open: the wdf of its document still grows. Those
/// before are encoded (glass/posting_list.h), the latest of them in the record itself, so that rare
/// terms need no other memory.
struct alignas(64) TermRecord {
  TermKey key = 0;
  std::uint32_t first_document = 0;
  std::uint32_t last_document = 0;  ///< of the open posting
  std::uint32_t last_wdf = 0;
  std::uint32_t documents = 0;
  std::uint32_t collection_frequency = 0;  ///< stays at the largest number when exceeded
  SlicePool::Stream stream;                ///< the encoded postings but the latest
  std::uint8_t tail_size = 0;
  char tail[23];  ///< the latest
};
static_assert(sizeof(TermRecord) == 64);

/// Threads: one thread at a time; any number of readers when nobody writes.
class TermTable {
 public:
  TermTable() : slots_(kLeastSlots) {}

  /// Makes room for `count` more terms.
  void reserve(std::size_t count) {
    while ((records_.size() + count) * 4 > slots_.size() * 3) grow();
  }

  /// Looking up a term takes three steps, best some time apart: the first two ask for the memory
  /// that the next one needs. Multiplying spreads the low bits upwards; the middle depends on all
  /// of them.
  static std::uint32_t hash(TermKey key) {
    return static_cast<std::uint32_t>((key ^ key >> 29) * 0x9E3779B97F4A7C15u >> 32);
  }
  void prefetch(std::uint32_t hash) const {
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }

  /// Number of the record that probably has the key with this hash; 0 if there is none yet.
  std::uint32_t guess(std::uint32_t hash) const {
    for (std::size_t i = hash;; ++i) {
      const Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.number != 0 && slot.hash != hash) continue;
      if (slot.number != 0) __builtin_prefetch(&records_[slot.number - 1], 1);
      return slot.number;
    }
  }

  /// The key's record, a new one if need be. Call reserve() before.
  TermRecord& find_or_add(TermKey key, std::uint32_t guessed) {
    if (guessed != 0 && records_[guessed - 1].key == key) return records_[guessed - 1];
    return search_or_add(key);
  }

  /// Counts an occurrence of the term in `document`, the highest so far. True if it is the first
  /// one there.
  bool add_occurrence(TermRecord& record, std::uint32_t document, std::uint32_t wdf) {
    const bool is_new = record.last_document != document;
    if (is_new) {
      open_posting(record, document);
    }
    record.last_wdf += wdf;
    const std::uint32_t frequency = record.collection_frequency + wdf;
    record.collection_frequency = frequency >= wdf ? frequency : 0xFFFFFFFF;
    return is_new;
  }

  std::size_t size() const { return records_.size(); }
  const TermRecord& record(std::size_t index) const { return records_[index]; }

  /// The largest wdf of any posting.
  std::uint32_t largest_wdf() const;

  /// Overwrites `body` with all postings, encoded.
  void read_postings(const TermRecord& record, std::string& body) const;
  void prefetch_postings(const TermRecord& record) const { pool_.prefetch_first(record.stream); }

  /// Gives the hash table back: no more look-ups.
  void drop_index() { slots_ = Slots(); }

  std::uint64_t memory_bytes() const {
    return slots_.capacity() * sizeof(Slot) + records_.memory_bytes() + pool_.memory_bytes();
  }

 private:
  static constexpr std::size_t kLeastSlots = 1 << 12;

  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // of the record, from 1; 0: free
  };
  using Slots = std::vector<Slot, LargeAllocator<Slot>>;

  void open_posting(TermRecord& record, std::uint32_t document) {
    if (record.documents++ == 0) {
      record.first_document = document;
    } else {
      close_posting(record, document - record.last_document - 1);
    }
    record.last_document = document;
    record.last_wdf = 0;
  }

  // Encodes the open posting and the gap to the next one.
  void close_posting(TermRecord& record, std::uint32_t gap) {
    if (record.last_wdf > largest_closed_wdf_) largest_closed_wdf_ = record.last_wdf;
    if ((record.last_wdf | gap) < 0x80 && record.tail_size + 2u <= sizeof record.tail) {
      record.tail[record.tail_size] = static_cast<char>(record.last_wdf);
      record.tail[record.tail_size + 1] = static_cast<char>(gap);
      record.tail_size = static_cast<std::uint8_t>(record.tail_size + 2);
    } else {
      encode_posting(record, gap);
    }
  }

  void encode_posting(TermRecord& record, std::uint32_t gap);
  TermRecord& search_or_add(TermKey key);
  void grow();

  Slots slots_;
  LargeVector<TermRecord> records_;
  SlicePool pool_;
  std::uint32_t largest_closed_wdf_ = 0;
};

}  // namespace gisa

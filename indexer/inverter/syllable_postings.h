/// Postings of syllable terms, epoch by epoch: an epoch's occurrences are kept as they come, sorted
/// while the processor's cache still holds them, and then written as short lists, one a term.
/// merge/syllable_lists.h joins the lists of all epochs.
///
///     SyllablePostings postings;
///     postings.begin_document(7);
///     postings.add(SyllableTerm(SyllablePrefix::kNone, u'금', u'리'), 1);
///     postings.end_document();
///     postings.seal();
///
/// Postings could be added to each term's list at once instead, found by a hash table; but then
/// each occurrence waits for two or three lines of memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "indexer/inverter/byte_arena.h"
#include "indexer/inverter/syllable_term.h"

namespace gisa {

/// Threads: one thread at a time; any number of readers once it is sealed.
class SyllablePostings {
 public:
  /// A bucket has the terms of 16 first syllables behind the same prefix; what tells them apart,
  /// the rest, is in the lower bits of their numbers. Buckets ascend as the terms do.
  static constexpr unsigned kRestBits = 18;
  static constexpr std::uint32_t kBuckets = 1u << (SyllableTerm::kNumberBits - kRestBits);

  /// Postings of a term in an epoch, as they were written. Lists of one term may follow each other.
  class List {
   public:
    explicit List(const char* place) : place_(place) { std::memcpy(&head_, place, sizeof head_); }

    std::uint32_t rest() const { return head_ >> kDocumentBits; }

    /// The first document, less the epoch's.
    std::uint32_t first() const { return head_ & kDocuments; }

    /// In varints: the wdf of the first document; then of each, its id less the one before less
    /// one, and its wdf. Behind them kBehind bytes may be read.
    std::string_view postings() const { return {place_ + kHeadBytes, size()}; }

    const char* end() const { return place_ + kHeadBytes + size(); }

   private:
    friend class SyllablePostings;
    static constexpr std::size_t kHeadBytes = sizeof(std::uint32_t) + 1;

    std::size_t size() const { return static_cast<unsigned char>(place_[sizeof head_]); }

    const char* place_;
    std::uint32_t head_ = 0;
  };
  static constexpr std::size_t kLongestList = 255;  ///< bytes of postings
  static constexpr std::size_t kBehind = 16;

  /// Documents of which no other inverter's come between, if the caller says so (end_epoch()).
  class Epoch {
   public:
    std::uint32_t first() const { return first_; }  ///< document
    std::uint32_t last() const { return last_; }    ///< document
    bool has_lists() const { return !buckets_.empty(); }

    /// Calls use(place) for each List of a bucket, ascending by term and then by document.
    template <typename Use>
    void for_each_list(std::uint32_t bucket, Use use) const {
      const char* place = buckets_[bucket];
      if (place == nullptr) return;
      std::uint32_t size = 0;
      std::memcpy(&size, place, sizeof size);
      place += sizeof size;
      for (const char* const end = place + size; place != end; place = List(place).end()) {
        use(place);
      }
    }

    /// For who is going to read the bucket soon.
    void prefetch(std::uint32_t bucket) const { __builtin_prefetch(buckets_[bucket]); }

   private:
    friend class SyllablePostings;
    std::uint32_t first_ = 0;
    std::uint32_t last_ = 0;
    std::vector<const char*> buckets_;  // their sizes, and their lists
  };

  /// Ids rise. Another epoch begins where the one before has ended, is full or too far away.
  void begin_document(std::uint32_t id);

  /// An occurrence in that document; the same term may come again and again.
  void add(SyllableTerm term, std::uint32_t wdf) {
    for (; wdf > kLargestWdf; wdf -= kLargestWdf) push(term, kLargestWdf);
    push(term, wdf);
  }

  void end_document() { document_begin_ = occurrences_.size(); }

  /// Forgets what has been added since the last document ended.
  void discard_document() { occurrences_.resize(document_begin_); }

  /// Forgets a document that has not ended.
  void end_epoch();

  /// Ends the last epoch. Nothing can be added any more.
  void seal();

  /// Those that have ended.
  const std::vector<Epoch>& epochs() const { return epochs_; }

  /// Bytes of their lists, of all buckets and of one.
  std::uint64_t list_bytes() const { return list_bytes_; }
  std::uint64_t list_bytes(std::uint32_t bucket) const { return bytes_of_buckets_[bucket]; }

  std::uint64_t memory_bytes() const;

 private:
  // term | document, less the epoch's first | wdf, from the highest bit to the lowest
  using Occurrence = std::uint64_t;
  static constexpr unsigned kDocumentBits = 12;
  static constexpr std::uint32_t kDocuments = (1u << kDocumentBits) - 1;
  static constexpr unsigned kWdfBits = 64 - SyllableTerm::kNumberBits - kDocumentBits;
  static constexpr std::uint32_t kLargestWdf = (1u << kWdfBits) - 1;
  static constexpr std::size_t kOccurrencesOfEpoch = std::size_t{1} << 18;  // about
  static_assert(kRestBits + kDocumentBits <= 32);

  static SyllableTerm term_of(Occurrence occurrence) {
    return SyllableTerm(static_cast<std::uint32_t>(occurrence >> (kDocumentBits + kWdfBits)));
  }
  static std::uint32_t bucket_of(Occurrence occurrence) {
    return term_of(occurrence).number() >> kRestBits;
  }
  static std::uint32_t wdf_of(Occurrence occurrence) {
    return static_cast<std::uint32_t>(occurrence) & kLargestWdf;
  }

  void push(SyllableTerm term, std::uint32_t wdf) {
    occurrences_.push_back((Occurrence{term.number()} << kDocumentBits | document_) << kWdfBits |
                           wdf);
  }
  void sort();
  void write_lists();
  const char* store_bucket(std::size_t size);
  static const Occurrence* write_list(const Occurrence* at, char*& out);

  bool is_in_epoch_ = false;
  Epoch epoch_;
  std::uint32_t document_ = 0;  // the one begun last, less the epoch's first
  std::size_t document_begin_ = 0;
  std::vector<Occurrence> occurrences_;  // of the epoch
  std::vector<Occurrence> sorted_;       // room to sort them
  std::vector<std::uint32_t> low_places_, high_places_;
  std::vector<char> written_;  // lists of a bucket; its size is the capacity

  std::vector<Epoch> epochs_;
  ByteArena lists_;
  std::uint64_t list_bytes_ = 0;
  std::vector<std::uint64_t> bytes_of_buckets_ = std::vector<std::uint64_t>(kBuckets);
};

}  // namespace gisa

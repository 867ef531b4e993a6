/// Posting lists of syllable terms, joined of those in the epochs of inverters, a bucket at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/inverter/inverter.h"

namespace gisa {

/// The epochs of some inverters, in the order of their documents. Threads: may be shared.
class EpochOrder {
 public:
  /// The inverters are sealed and must outlive this.
  explicit EpochOrder(std::span<const Inverter* const> inverters);

  /// Those that have lists.
  const std::vector<const SyllablePostings::Epoch*>& epochs() const { return epochs_; }

  /// False if documents of one epoch lie between those of another.
  bool is_ascending() const { return is_ascending_; }

 private:
  std::vector<const SyllablePostings::Epoch*> epochs_;
  bool is_ascending_ = true;
};

/// Memory: 32 bytes for every list in the bucket of an epoch, and what they become.
/// Threads: one a thread.
class SyllableLists {
 public:
  struct List {
    SyllableTerm term{0};
    std::uint32_t first = 0;  ///< document
    std::uint32_t last = 0;   ///< document
    std::uint32_t documents = 0;
    std::uint64_t collection_frequency = 0;
    std::size_t begin = 0;  ///< of its bytes, see body()
    std::size_t end = 0;
  };

  /// The order must outlive this.
  explicit SyllableLists(const EpochOrder& order) : order_(order) {}

  /// Makes the lists of a bucket, instead of those before.
  void read_bucket(std::uint32_t bucket);

  /// Forgets them.
  void clear() { lists_.clear(); }

  const std::vector<List>& lists() const { return lists_; }  ///< ascending by term
  std::string_view body(const List& list) const {
    return {bytes_.data() + list.begin, list.end - list.begin};
  }

  /// The largest wdf of any posting read so far.
  std::uint32_t largest_wdf() const { return largest_wdf_; }

 private:
  // A list in an epoch.
  struct Part {
    const char* place;
    std::uint32_t rest;            // of its term
    std::uint32_t first_document;  // of the epoch
  };

  void collect(std::uint32_t bucket);
  void sort();
  List join(std::span<const Part> parts);
  List join_interleaved(std::span<const Part> parts);
  char* room();
  void end_at(const char* end) { used_ = static_cast<std::size_t>(end - bytes_.data()); }

  const EpochOrder& order_;
  std::vector<Part> parts_;
  std::vector<Part> sorted_;  // room to sort them
  std::vector<List> lists_;
  std::vector<char> bytes_;  // bodies; its size is the capacity
  std::size_t used_ = 0;     // bytes of them
  std::uint32_t largest_wdf_ = 0;
};

}  // namespace gisa

/// Posting lists of syllable terms, made of the occurrences in inverters, a bucket at a time.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/inverter/inverter.h"

namespace gisa {

/// The epochs of some inverters, in the order of their documents. Threads: may be shared.
class EpochOrder {
 public:
  struct Epoch {
    std::size_t inverter = 0;
    std::uint32_t first_document = 0;  ///< position among the inverter's
  };

  explicit EpochOrder(std::span<const Inverter* const> inverters);

  const std::vector<Epoch>& epochs() const { return epochs_; }

  /// False if documents of one epoch lie between those of another.
  bool is_ascending() const { return is_ascending_; }

 private:
  std::vector<Epoch> epochs_;
  bool is_ascending_ = true;
};

/// Occurrences are sorted by term with two passes over numbers of 8 bytes; documents are in order
/// by then, for epochs are read in order and the passes keep it.
///
/// Memory: 16 bytes an occurrence of the bucket, which are up to a thirtieth of all, and the lists.
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

  /// The sealed inverters and their epochs must outlive this.
  SyllableLists(std::span<const Inverter* const> inverters, const EpochOrder& order)
      : inverters_(inverters), order_(order) {}

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
  // rest of the term | document | wdf, from the highest bit to the lowest
  using Occurrence = std::uint64_t;
  static constexpr unsigned kRestBits = SyllableOccurrences::kRestBits;
  static constexpr unsigned kDocumentBits = 32;
  static constexpr unsigned kWdfBits = 64 - kRestBits - kDocumentBits;
  static constexpr std::uint32_t kLargestWdf = (1u << kWdfBits) - 1;
  static constexpr unsigned kLowBits = 9;
  static constexpr unsigned kHighBits = kRestBits - kLowBits;

  void collect(std::uint32_t bucket);
  void add(std::uint32_t rest, std::uint32_t document, std::uint32_t wdf);
  void sort();
  void make_lists(std::uint32_t bucket);
  void grow();

  const std::span<const Inverter* const> inverters_;
  const EpochOrder& order_;
  std::vector<Occurrence> occurrences_;
  std::vector<Occurrence> sorted_by_low_;
  std::array<std::uint32_t, 1 << kLowBits> low_{};    // how many, then where they go
  std::array<std::uint32_t, 1 << kHighBits> high_{};  // the same
  std::vector<List> lists_;
  std::vector<char> bytes_;  // bodies; its size is the capacity
  std::uint32_t largest_wdf_ = 0;
};

}  // namespace gisa

/// A set of documents of a segment, as bits.
///
///     DocumentSet found = segment.find(expression);
///     found.remove(deleted);
///     if (found.count() < 100) for (std::uint32_t document : found.to_vector()) ...
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gisa {

class DocumentSet {
 public:
  /// Of ids below `size`.
  explicit DocumentSet(std::size_t size, bool is_full = false)
      : words_((size + kBits - 1) / kBits, is_full ? ~std::uint64_t{0} : 0) {}

  void add(std::uint32_t document) {
    words_[document / kBits] |= std::uint64_t{1} << document % kBits;
  }
  void keep(const DocumentSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void join(const DocumentSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  /// Those that are too large for the set are passed over.
  void remove(std::span<const std::uint32_t> documents);

  std::size_t count() const;
  std::vector<std::uint32_t> to_vector() const;  ///< ascending

 private:
  static constexpr std::size_t kBits = 64;
  std::vector<std::uint64_t> words_;
};

}  // namespace gisa

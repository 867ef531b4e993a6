/// Occurrences of terms that are no syllable terms: letters, numbers, Hanja, fields; one in twenty.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/inverter/large_vector.h"
#include "indexer/inverter/term_numbers.h"

namespace gisa {

/// Threads: one thread at a time. Sealed, it may be read by many.
class OtherTerms {
 public:
  struct Occurrence {
    std::uint32_t document = 0;
    std::uint32_t wdf = 0;
  };
  /// A term and where its occurrences stand among all.
  struct Term {
    std::uint64_t prefix = 0;
    std::uint32_t number = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  /// A number for the term, the same for the same bytes.
  std::uint32_t number(std::string_view term, const TermNumbers::Key& key) {
    return numbers_.number(term, key);
  }
  void prefetch(const TermNumbers::Key& key) const { numbers_.prefetch(key); }
  std::string_view text(std::uint32_t number) const { return numbers_.text(number); }

  /// Documents rise.
  void add(std::uint32_t number, std::uint32_t document, std::uint32_t wdf) {
    added_.emplace_back();
    added_[added_.size() - 1] = {number, document, wdf};
  }
  std::uint64_t size() const { return added_.size() + occurrences_.size(); }

  /// Sorts by terms; from now on it can only be read.
  void seal();

  /// Those that occur, ascending by their bytes. Once sealed.
  const std::vector<Term>& terms() const { return terms_; }
  /// By term, those of a term in the order they were added.
  const std::vector<Occurrence>& occurrences() const { return occurrences_; }

  std::uint64_t memory_bytes() const;

 private:
  struct Added {
    std::uint32_t number = 0;
    std::uint32_t document = 0;
    std::uint32_t wdf = 0;
  };

  TermNumbers numbers_;
  LargeVector<Added> added_;
  std::vector<Term> terms_;
  std::vector<Occurrence> occurrences_;
};

}  // namespace gisa

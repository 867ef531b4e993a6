/// The segments of a snapshot as one index.
///
/// Articles have the ids that Xapian gives them in the joined database: document d of segment i of
/// n is (d - 1) * n + i + 1.
///
/// Threads: may be shared; nothing changes but what is read when it is first asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/engine/index/segment_index.h"

namespace gisa {

using ArticleId = std::uint32_t;

class SegmentSet {
 public:
  /// Throws Error (kInvalidArgument) if there are too many articles for these ids.
  explicit SegmentSet(std::vector<std::unique_ptr<const SegmentReader>> segments);

  std::size_t size() const { return segments_.size(); }
  const SegmentReader& operator[](std::size_t segment) const { return *segments_[segment]; }

  /// The same as files, null if it is on a server; and whether all are files.
  const SegmentIndex* files(std::size_t segment) const { return files_[segment]; }
  bool are_files() const { return are_files_; }

  ArticleId article(std::size_t segment, std::uint32_t document) const {
    return static_cast<ArticleId>((document - 1) * size() + segment + 1);
  }
  std::size_t segment_of(ArticleId article) const { return (article - 1) % size(); }
  std::uint32_t document_of(ArticleId article) const {
    return static_cast<std::uint32_t>((article - 1) / size() + 1);
  }

  /// Articles, those that are deleted but not yet merged away included.
  std::uint64_t documents() const { return documents_; }
  double average_length() const { return average_length_; }

  /// Articles that have the term.
  std::uint64_t frequency(std::string_view term) const;

  /// Articles that have the rarest of the terms: no more have all of them. 0 without terms.
  std::uint64_t least_frequency(std::span<const std::string> terms) const;

  /// Tells for which terms that will be asked, or some of them.
  void prefetch_frequencies(const std::vector<std::string>& terms) const;

  /// Sum of the wdf of an article's terms.
  std::uint32_t length(ArticleId article) const {
    return segments_[segment_of(article)]->length(document_of(article));
  }

  /// Of each document of a segment that is files what BM25 divides by besides the wdf: k1 (1 - b +
  /// b L), L the length over the average.
  const std::vector<float>& length_norms(std::size_t segment) const;

 private:
  struct Norms {
    std::once_flag once;
    std::vector<float> values;
  };

  std::vector<std::unique_ptr<const SegmentReader>> segments_;
  std::vector<const SegmentIndex*> files_;
  bool are_files_ = true;
  std::unique_ptr<Norms[]> norms_;
  std::uint64_t documents_ = 0;
  double average_length_ = 0;
};

/// Parameters of BM25 for all text terms, chosen by measurement (ARCHITECTURE.md, "Ranking").
struct Bm25 {
  static constexpr double kK1 = 0.7;
  static constexpr double kB = 0.7;
  static constexpr double kLeastLength = 0.3;  ///< of L: shorter articles count as this long
};

}  // namespace gisa

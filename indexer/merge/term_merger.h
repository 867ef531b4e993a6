/// Merges the posting lists of several sources.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "indexer/glass/leaf_packer.h"
#include "indexer/glass/posting_list.h"
#include "indexer/merge/document_plan.h"
#include "indexer/merge/segment_source.h"

namespace gisa {

/// Merges the terms in a range; ranges can be merged in any order and by several threads, one
/// TermMerger each.
///
/// Most terms are rare, in one source only, or in sources whose documents follow one another: their
/// bytes are copied as they are. The rest is decoded and put together posting by posting.
class TermMerger {
 public:
  /// `maps` belong to `sources`, in the same order. Both must outlive the TermMerger.
  TermMerger(std::span<const MergeSource> sources, std::span<const DocumentMap> maps);
  ~TermMerger();

  /// Packs all terms from `from` up to, not including, `to` (empty: the end). `on_term` is called
  /// after each, so that the packer can be emptied.
  void merge(std::string_view from, std::string_view to, glass::LeafPacker& packer,
             const std::function<void()>& on_term);

  /// A bound of the wdf of all postings merged so far. Exact where documents were dropped;
  /// otherwise what the sources say.
  std::uint32_t largest_wdf() const;

 private:
  struct Input;

  void open_inputs(std::string_view from, std::string_view to);
  static bool advance(Input& input);
  void find_lowest_term();
  void merge_term(glass::LeafPacker& packer);
  bool are_in_order() const;
  void copy_lists(glass::LeafPacker& packer);
  void merge_postings(glass::LeafPacker& packer);
  void note_largest_wdf(const Input& input);

  std::vector<std::unique_ptr<Input>> inputs_;
  std::vector<Input*> open_;   // inputs that have a term
  std::vector<Input*> group_;  // inputs that have the term at hand
  std::vector<Input*> live_;   // of these, inputs that have postings left
  std::string term_;
  std::string body_;
  glass::PostingListWriter writer_;
  std::uint32_t largest_wdf_ = 0;
};

}  // namespace gisa

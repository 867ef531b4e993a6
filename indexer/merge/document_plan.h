/// Which documents a merge takes over, in what order and under which ids.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/merge/segment_source.h"

namespace gisa {

/// How documents get their ids in the new segment.
enum class Numbering : std::uint8_t {
  kKeep,      ///< all sources share one space of ids, which stay as they are
  kBySource,  ///< new ids from 1 without gaps, source after source
};

/// From a source's ids to new ones. Threads: may be shared.
class DocumentMap {
 public:
  DocumentMap() = default;

  /// `old_ids` ascend, and so do `new_ids`, their counterparts. `all_kept`: the source has no other
  /// documents. `is_dense`: the new segment uses every id up to its last.
  DocumentMap(std::vector<std::uint32_t> old_ids, std::vector<std::uint32_t> new_ids, bool all_kept,
              bool is_dense);

  /// The new id, 0 if the document is gone.
  std::uint32_t operator()(std::uint32_t old_id) const {
    if (is_shift_) return old_id + shift_;
    if (!new_ids_by_old_.empty()) {
      const std::uint32_t index = old_id - first_;  // wraps around below first_
      return index < new_ids_by_old_.size() ? new_ids_by_old_[index] : 0;
    }
    return search(old_id);
  }

  /// True if any list from `first` to `last` can be taken over as it is, but for its first id.
  bool keeps_steps(std::uint32_t first, std::uint32_t last) const {
    if (is_shift_) return true;
    if (!is_dense_) return false;
    // Dense ids that are as far apart as the old ones leave no room for a document that went
    // missing.
    const std::uint32_t new_first = (*this)(first);
    const std::uint32_t new_last = (*this)(last);
    return new_first != 0 && new_last != 0 && new_last - new_first == last - first;
  }

  /// True if documents were dropped.
  bool drops() const { return !all_kept_; }

 private:
  std::uint32_t search(std::uint32_t old_id) const;

  bool all_kept_ = true;
  bool is_dense_ = false;
  bool is_shift_ = true;
  std::uint32_t shift_ = 0;  // modulo 2^32
  std::uint32_t first_ = 0;
  std::vector<std::uint32_t> new_ids_by_old_;  // from first_ on, where ids are close together
  std::vector<std::uint32_t> old_ids_;         // else
  std::vector<std::uint32_t> new_ids_;
};

/// One document of the new segment.
struct PlannedDocument {
  std::uint32_t source = 0;
  std::uint32_t old_id = 0;
  std::uint32_t new_id = 0;
  std::uint32_t length = 0;
};

struct DocumentPlan {
  std::vector<PlannedDocument> documents;  ///< ascending by new id
  std::vector<DocumentMap> maps;           ///< one a source
};

/// A source and the ids of documents not to be taken over, ascending.
struct MergeSource {
  const SegmentSource* source = nullptr;
  std::vector<std::uint32_t> deleted;
};

/// Throws Error (kInvalidArgument) if an id occurs twice in a shared space, or there are too many
/// documents.
DocumentPlan plan_documents(std::span<const MergeSource> sources, Numbering numbering);

}  // namespace gisa

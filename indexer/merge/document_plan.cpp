#include "indexer/merge/document_plan.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "gisa/error.h"

namespace gisa {
namespace {

// A table is used unless it would be mostly empty.
constexpr std::uint64_t kTablePerDocument = 8;
constexpr std::uint64_t kSmallTable = 4096;

// Documents of one source that are not deleted; true if none is.
bool add_documents(const MergeSource& source, std::uint32_t index,
                   std::vector<PlannedDocument>& documents) {
  const std::vector<DocumentLength> all = source.source->documents();
  const std::size_t before = documents.size();
  auto deleted = source.deleted.begin();
  for (const auto& [id, length] : all) {
    while (deleted != source.deleted.end() && *deleted < id) ++deleted;
    if (deleted != source.deleted.end() && *deleted == id) continue;
    documents.push_back({index, id, id, length});
  }
  return documents.size() - before == all.size();
}

void sort_by_id(std::vector<PlannedDocument>& documents) {
  if (!std::ranges::is_sorted(documents, {}, &PlannedDocument::old_id)) {
    std::ranges::stable_sort(documents, {}, &PlannedDocument::old_id);
  }
  const auto twice = std::ranges::adjacent_find(documents, {}, &PlannedDocument::old_id);
  if (twice == documents.end()) return;
  throw Error(ErrorCode::kInvalidArgument,
              "document " + std::to_string(twice->old_id) + " is in two segments to be merged");
}

}  // namespace

DocumentMap::DocumentMap(std::vector<std::uint32_t> old_ids, std::vector<std::uint32_t> new_ids,
                         bool all_kept, bool is_dense)
    : all_kept_(all_kept), is_dense_(is_dense) {
  if (old_ids.empty()) {
    is_shift_ = all_kept;
    return;
  }
  first_ = old_ids.front();
  shift_ = new_ids.front() - first_;
  is_shift_ = all_kept;
  for (std::size_t i = 0; i < old_ids.size() && is_shift_; ++i) {
    is_shift_ = new_ids[i] - old_ids[i] == shift_;
  }
  if (is_shift_) return;
  const std::uint64_t range = std::uint64_t{old_ids.back()} - first_ + 1;
  if (range <= kTablePerDocument * old_ids.size() + kSmallTable) {
    new_ids_by_old_.resize(range);
    for (std::size_t i = 0; i < old_ids.size(); ++i)
      new_ids_by_old_[old_ids[i] - first_] = new_ids[i];
  } else {
    old_ids_ = std::move(old_ids);
    new_ids_ = std::move(new_ids);
  }
}

std::uint32_t DocumentMap::search(std::uint32_t old_id) const {
  const auto found = std::ranges::lower_bound(old_ids_, old_id);
  if (found == old_ids_.end() || *found != old_id) return 0;
  return new_ids_[static_cast<std::size_t>(found - old_ids_.begin())];
}

DocumentPlan plan_documents(std::span<const MergeSource> sources, Numbering numbering) {
  DocumentPlan plan;
  std::vector<bool> all_kept;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    all_kept.push_back(add_documents(sources[i], static_cast<std::uint32_t>(i), plan.documents));
  }
  if (plan.documents.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorCode::kInvalidArgument, "too many documents for one segment");
  }
  const bool is_dense = numbering == Numbering::kBySource;
  if (is_dense) {
    std::uint32_t id = 0;
    for (PlannedDocument& document : plan.documents) document.new_id = ++id;
  } else {
    sort_by_id(plan.documents);
  }
  std::vector<std::vector<std::uint32_t>> old_ids(sources.size());
  std::vector<std::vector<std::uint32_t>> new_ids(sources.size());
  for (const PlannedDocument& document : plan.documents) {
    old_ids[document.source].push_back(document.old_id);
    new_ids[document.source].push_back(document.new_id);
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    plan.maps.emplace_back(std::move(old_ids[i]), std::move(new_ids[i]), all_kept[i], is_dense);
  }
  return plan;
}

}  // namespace gisa

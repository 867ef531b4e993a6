/// Sealed inverters as the source of a merge.
///
/// Threads: as SegmentSource has it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/inverter/inverter.h"
#include "indexer/merge/segment_source.h"
#include "indexer/merge/syllable_lists.h"

namespace gisa {

/// Their documents share one space of ids. Several inverters in one source are merged as their
/// occurrences are sorted, which is faster than to merge sources.
class InverterSource final : public SegmentSource {
 public:
  /// Seals the inverters, which must stay as they are while the source is in use.
  explicit InverterSource(const std::vector<Inverter*>& inverters);
  explicit InverterSource(Inverter& inverter) : InverterSource(std::vector{&inverter}) {}

  std::vector<DocumentLength> documents() const override;
  std::unique_ptr<TermCursor> terms(std::string_view from, std::string_view to) const override;
  std::vector<std::string> dividing_terms(std::size_t parts) const override;
  std::uint64_t posting_bytes() const override;
  std::unique_ptr<DocumentCursor> data() const override;
  void for_each_value(const ValueFunction& use) const override;

  /// A term that is no syllable term, in one of the inverters.
  struct OtherTerm {
    std::uint64_t prefix = 0;
    std::string_view text;
    std::span<const OtherTerms::Occurrence> occurrences;
  };

 private:
  std::uint64_t bucket_bytes(std::uint32_t bucket) const;

  std::vector<const Inverter*> inverters_;
  std::unique_ptr<const EpochOrder> epochs_;
  std::vector<const Inverter::Document*> documents_;  // ascending by id
  std::vector<OtherTerm> other_terms_;                // ascending; of several inverters, in a row
};

}  // namespace gisa

/// A sealed Inverter as the source of a merge.
#pragma once

#include "indexer/inverter/inverter.h"
#include "indexer/merge/segment_source.h"

namespace gisa {

class InverterSource final : public SegmentSource {
 public:
  /// Seals the inverter, which must stay as it is while the source is in use.
  explicit InverterSource(Inverter& inverter) : inverter_(&inverter) { inverter.seal(); }

  std::vector<DocumentLength> documents() const override;
  std::uint32_t largest_wdf() const override { return inverter_->largest_wdf(); }
  std::unique_ptr<TermCursor> terms(std::string_view from) const override;
  std::vector<std::string> dividing_terms(std::size_t parts) const override;
  std::uint64_t posting_bytes() const override;
  std::unique_ptr<DocumentCursor> data() const override;
  bool has_term_lists() const override { return inverter_->options().term_lists; }
  std::unique_ptr<DocumentCursor> term_lists() const override;
  void for_each_value(const ValueFunction& use) const override;

 private:
  const Inverter* inverter_;
};

}  // namespace gisa

#include "indexer/glass_segments.h"

#include <string>

#include "common/analyzer.h"
#include "common/schema.h"
#include "indexer/merge/glass_source.h"
#include "indexer/merge/inverter_source.h"

namespace gisa {
namespace {

SegmentOptions segment_options(Numbering numbering, unsigned threads) {
  SegmentOptions options;
  options.numbering = numbering;
  options.threads = threads;
  options.metadata = {{std::string(kFingerprintKey), std::string(Analyzer::fingerprint())},
                      {std::string(kFormatKey), std::to_string(kFormatVersion)}};
  return options;
}

SegmentTotals write_inverters(std::span<Inverter* const> inverters,
                              const std::filesystem::path& segment, const SegmentOptions& options) {
  std::vector<InverterSource> sources;
  sources.reserve(inverters.size());
  for (Inverter* inverter : inverters) sources.emplace_back(*inverter);
  std::vector<MergeSource> merge;
  for (const InverterSource& source : sources) merge.push_back({&source, {}});
  return write_segment(merge, segment, options);
}

class GlassSegmentWriter final : public SegmentWriter {
 public:
  explicit GlassSegmentWriter(const std::filesystem::path& segment) : segment_(segment) {}

  void add(std::uint32_t document_id, const IndexDocument& document) override {
    inverter_.begin_document(document_id);
    for (const auto& [term, wdf] : document.terms) inverter_.add(term, wdf);
    inverter_.add_value(kTimeSlot, document.time_value);
    inverter_.end_document(document.data);
  }

  void finish() override {
    Inverter* const inverters[] = {&inverter_};
    write_inverters(inverters, segment_, segment_options(Numbering::kKeep, 1));
    inverter_.clear();
  }

 private:
  const std::filesystem::path segment_;
  Inverter inverter_;
};

}  // namespace

std::unique_ptr<SegmentWriter> make_glass_segment_writer(const std::filesystem::path& segment) {
  return std::make_unique<GlassSegmentWriter>(segment);
}

SegmentTotals write_glass_segment(std::span<Inverter* const> inverters,
                                  const std::filesystem::path& segment, unsigned threads) {
  return write_inverters(inverters, segment, segment_options(Numbering::kById, threads));
}

SegmentTotals merge_glass_segments(std::span<const SegmentToMerge> sources,
                                   const std::filesystem::path& segment, unsigned threads) {
  std::vector<std::unique_ptr<GlassSource>> opened;
  std::vector<MergeSource> merge;
  for (const SegmentToMerge& source : sources) {
    opened.push_back(std::make_unique<GlassSource>(source.segment));
    merge.push_back({opened.back().get(), source.deleted});
  }
  return write_segment(merge, segment, segment_options(Numbering::kBySource, threads));
}

}  // namespace gisa

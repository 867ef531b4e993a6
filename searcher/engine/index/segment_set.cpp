#include "searcher/engine/index/segment_set.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/messages/messages.h"
#include "gisa/error.h"

namespace gisa {

SegmentSet::SegmentSet(std::vector<std::unique_ptr<const SegmentReader>> segments)
    : segments_(std::move(segments)), norms_(std::make_unique<Norms[]>(segments_.size())) {
  std::uint64_t length = 0, last_document = 0;
  for (const auto& segment : segments_) {
    files_.push_back(dynamic_cast<const SegmentIndex*>(segment.get()));
    are_files_ = are_files_ && files_.back() != nullptr;
    last_document = std::max<std::uint64_t>(last_document, segment->statistics().last_document);
    documents_ += segment->statistics().documents;
    length += segment->statistics().total_length;
  }
  if (last_document * segments_.size() > std::numeric_limits<ArticleId>::max()) {
    throw Error(ErrorCode::kInvalidArgument,
                tr_format("too many articles to be searched as one: {} segments, the largest of {}",
                          segments_.size(), last_document),
                tr("make each database one segment with gisa-index --optimize, or search fewer of "
                   "them at once"));
  }
  if (documents_ > 0)
    average_length_ = static_cast<double>(length) / static_cast<double>(documents_);
}

std::uint64_t SegmentSet::frequency(std::string_view term) const {
  std::uint64_t sum = 0;
  for (const auto& segment : segments_) sum += segment->frequency(term);
  return sum;
}

std::uint64_t SegmentSet::least_frequency(std::span<const std::string> terms) const {
  std::uint64_t least = terms.empty() ? 0 : frequency(terms.front());
  for (std::size_t i = 1; i < terms.size() && least > 0; ++i)
    least = std::min(least, frequency(terms[i]));
  return least;
}

void SegmentSet::prefetch_frequencies(const std::vector<std::string>& terms) const {
  for (const auto& segment : segments_) segment->prefetch_frequencies(terms);
}

const std::vector<float>& SegmentSet::length_norms(std::size_t segment) const {
  Norms& norms = norms_[segment];
  std::call_once(norms.once, [&] {
    const std::vector<std::uint32_t>& lengths = files_[segment]->lengths();
    const double average = average_length_ > 0 ? average_length_ : 1;
    std::vector<float> values(lengths.size());
    std::ranges::transform(lengths, values.begin(), [&](std::uint32_t length) {
      const double share = std::max(length / average, Bm25::kLeastLength);
      return static_cast<float>(Bm25::kK1 * (1 - Bm25::kB + Bm25::kB * share));
    });
    norms.values = std::move(values);
  });
  return norms.values;
}

}  // namespace gisa

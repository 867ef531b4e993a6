#include "indexer/merge/syllable_lists.h"

#include <algorithm>
#include <utility>

#include "common/glass/encoding.h"

namespace gisa {
namespace {

template <std::size_t kSize>
void counts_to_places(std::array<std::uint32_t, kSize>& counts) {
  std::uint32_t place = 0;
  for (std::uint32_t& count : counts) place += std::exchange(count, place);
}

}  // namespace

EpochOrder::EpochOrder(std::span<const Inverter* const> inverters) {
  for (std::size_t i = 0; i < inverters.size(); ++i) {
    for (const std::uint32_t first : inverters[i]->epochs()) epochs_.push_back({i, first});
  }
  const auto id = [&](const Epoch& epoch) {
    return inverters[epoch.inverter]->documents()[epoch.first_document].id;
  };
  std::ranges::sort(epochs_, {}, id);
  std::uint32_t last = 0;
  for (const Epoch& epoch : epochs_) {
    is_ascending_ = is_ascending_ && id(epoch) > last;
    const Inverter& inverter = *inverters[epoch.inverter];
    const auto next = std::ranges::upper_bound(inverter.epochs(), epoch.first_document);
    const std::size_t end = next != inverter.epochs().end() ? *next : inverter.documents().size();
    last = std::max(last, inverter.documents()[end - 1].id);
  }
}

void SyllableLists::read_bucket(std::uint32_t bucket) {
  collect(bucket);
  sort();
  make_lists(bucket);
}

void SyllableLists::collect(std::uint32_t bucket) {
  occurrences_.clear();
  std::vector<SyllableOccurrences::Reader> readers;
  std::uint32_t most = 0;
  for (const Inverter* inverter : inverters_) {
    readers.emplace_back(inverter->syllables(), bucket);
    most += inverter->syllables().size(bucket);
  }
  occurrences_.reserve(most);
  for (const EpochOrder::Epoch& epoch : order_.epochs()) {
    const Inverter::Document* const documents =
        inverters_[epoch.inverter]->documents().data() + epoch.first_document;
    readers[epoch.inverter].read_epoch(
        [&](std::uint32_t rest, std::uint32_t position, std::uint32_t wdf) {
          add(rest, documents[position].id, wdf);
        });
  }
}

void SyllableLists::add(std::uint32_t rest, std::uint32_t document, std::uint32_t wdf) {
  const auto occurrence = (Occurrence{rest} << kDocumentBits | document) << kWdfBits;
  for (; wdf > kLargestWdf; wdf -= kLargestWdf) add(rest, document, kLargestWdf);
  occurrences_.push_back(occurrence | wdf);
  ++low_[rest % low_.size()];
  ++high_[rest / low_.size()];
}

void SyllableLists::sort() {
  counts_to_places(low_);
  counts_to_places(high_);
  const auto rest = [](Occurrence occurrence) {
    return static_cast<std::uint32_t>(occurrence >> (kDocumentBits + kWdfBits));
  };
  if (sorted_by_low_.size() < occurrences_.size()) sorted_by_low_.resize(occurrences_.size());
  for (const Occurrence occurrence : occurrences_) {
    sorted_by_low_[low_[rest(occurrence) % low_.size()]++] = occurrence;
  }
  for (std::size_t i = 0; i < occurrences_.size(); ++i) {
    const Occurrence occurrence = sorted_by_low_[i];
    occurrences_[high_[rest(occurrence) / low_.size()]++] = occurrence;
  }
  low_.fill(0);
  high_.fill(0);
  if (!order_.is_ascending()) std::ranges::sort(occurrences_);
}

void SyllableLists::grow() { bytes_.resize(std::max<std::size_t>(4096, 2 * bytes_.size())); }

void SyllableLists::make_lists(std::uint32_t bucket) {
  lists_.clear();
  std::size_t used = 0;
  const Occurrence* at = occurrences_.data();
  const Occurrence* const end = at + occurrences_.size();
  while (at != end) {
    const Occurrence rest = *at >> (kDocumentBits + kWdfBits);
    List list;
    list.term = SyllableTerm(bucket << kRestBits | static_cast<std::uint32_t>(rest));
    list.begin = used;
    list.first = static_cast<std::uint32_t>(*at >> kWdfBits);
    list.last = list.first;
    for (;;) {
      const Occurrence posting = *at >> kWdfBits;
      std::uint32_t wdf = 0;
      for (; at != end && *at >> kWdfBits == posting; ++at) {
        wdf += static_cast<std::uint32_t>(*at & kLargestWdf);
      }
      if (bytes_.size() - used < 2 * glass::kLongestVarint) grow();
      char* out = glass::write_varint(bytes_.data() + used, wdf);
      ++list.documents;
      list.collection_frequency += wdf;
      largest_wdf_ = std::max(largest_wdf_, wdf);
      const bool has_more = at != end && *at >> (kDocumentBits + kWdfBits) == rest;
      if (has_more) {
        const auto document = static_cast<std::uint32_t>(*at >> kWdfBits);
        out = glass::write_varint(out, document - list.last - 1);
        list.last = document;
      }
      used = static_cast<std::size_t>(out - bytes_.data());
      if (!has_more) break;
    }
    list.end = used;
    lists_.push_back(list);
  }
}

}  // namespace gisa

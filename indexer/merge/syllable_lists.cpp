#include "indexer/merge/syllable_lists.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "common/glass/encoding.h"

namespace gisa {
namespace {

constexpr unsigned kPasses = 2;
constexpr unsigned kDigitBits = SyllablePostings::kRestBits / kPasses;
static_assert(kPasses * kDigitBits == SyllablePostings::kRestBits);

constexpr std::size_t kEpochsAhead = 4;  // of the one that is read

// Reads a varint that this process has written, so no bounds are checked.
std::uint32_t take_varint(const char*& at) {
  std::uint32_t byte = static_cast<unsigned char>(*at++);
  std::uint32_t number = byte & 0x7F;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    byte = static_cast<unsigned char>(*at++);
    number |= (byte & 0x7F) << shift;
  }
  return number;
}

// Calls use(document, wdf); `document` is the first one.
template <typename Use>
void for_each_posting(std::string_view postings, std::uint32_t document, Use use) {
  const char* at = postings.data();
  const char* const end = at + postings.size();
  while (true) {
    use(document, take_varint(at));
    if (at == end) return;
    document += take_varint(at) + 1;
  }
}

// Copies in steps of a fixed size, which is fast as most lists are a few bytes long.
char* copy(std::string_view bytes, char* out) {
  constexpr std::size_t kStep = SyllablePostings::kBehind;
  for (std::size_t i = 0; i < bytes.size(); i += kStep) {
    std::memcpy(out + i, bytes.data() + i, kStep);
  }
  return out + bytes.size();
}

}  // namespace

EpochOrder::EpochOrder(std::span<const Inverter* const> inverters) {
  for (const Inverter* inverter : inverters) {
    for (const SyllablePostings::Epoch& epoch : inverter->syllables().epochs()) {
      if (epoch.has_lists()) epochs_.push_back(&epoch);
    }
  }
  std::ranges::sort(epochs_, {}, &SyllablePostings::Epoch::first);
  std::uint32_t last = 0;
  for (const SyllablePostings::Epoch* epoch : epochs_) {
    is_ascending_ = is_ascending_ && epoch->first() > last;
    last = std::max(last, epoch->last());
  }
}

void SyllableLists::read_bucket(std::uint32_t bucket) {
  collect(bucket);
  sort();
  lists_.clear();
  used_ = 0;
  for (std::size_t begin = 0; begin < parts_.size();) {
    const std::uint32_t rest = parts_[begin].rest;
    std::size_t end = begin + 1;
    while (end < parts_.size() && parts_[end].rest == rest) ++end;
    const auto parts = std::span(parts_).subspan(begin, end - begin);
    const std::size_t body = used_;
    List list = order_.is_ascending() ? join(parts) : join_interleaved(parts);
    list.term = SyllableTerm(bucket << SyllablePostings::kRestBits | rest);
    list.begin = body;
    list.end = used_;
    lists_.push_back(list);
    begin = end;
  }
}

void SyllableLists::collect(std::uint32_t bucket) {
  parts_.clear();
  const auto& epochs = order_.epochs();
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    if (i + kEpochsAhead < epochs.size()) epochs[i + kEpochsAhead]->prefetch(bucket);
    epochs[i]->for_each_list(bucket, [&](const char* place) {
      parts_.push_back({place, SyllablePostings::List(place).rest(), epochs[i]->first()});
    });
  }
}

// Sorts lists by term, stably: those of one term stay in the order of epochs.
void SyllableLists::sort() {
  sorted_.resize(parts_.size());
  for (unsigned pass = 0; pass < kPasses; ++pass) {
    std::array<std::uint32_t, 1 << kDigitBits> places{};  // by digit: how many, then where to
    const auto digit = [pass](const Part& part) {
      return part.rest >> pass * kDigitBits & ((1u << kDigitBits) - 1);
    };
    for (const Part& part : parts_) ++places[digit(part)];
    std::uint32_t place = 0;
    for (std::uint32_t& count : places) place += std::exchange(count, place);
    for (const Part& part : parts_) sorted_[places[digit(part)]++] = part;
    parts_.swap(sorted_);
  }
}

// For the postings of a part, and a number before.
char* SyllableLists::room() {
  constexpr std::size_t kMost =
      SyllablePostings::kLongestList + SyllablePostings::kBehind + glass::kLongestVarint;
  if (bytes_.size() - used_ < kMost) bytes_.resize(2 * bytes_.size() + kMost);
  return bytes_.data() + used_;
}

SyllableLists::List SyllableLists::join(std::span<const Part> parts) {
  List list;
  for (const Part& part : parts) {
    const SyllablePostings::List from(part.place);
    const std::uint32_t first = part.first_document + from.first();
    char* out = room();
    if (list.documents == 0) {
      list.first = first;
    } else {
      out = glass::write_varint(out, first - list.last - 1);
    }
    end_at(copy(from.postings(), out));
    for_each_posting(from.postings(), first, [&](std::uint32_t document, std::uint32_t wdf) {
      ++list.documents;
      list.last = document;
      list.collection_frequency += wdf;
      largest_wdf_ = std::max(largest_wdf_, wdf);
    });
  }
  return list;
}

// Documents of one part may lie between those of another.
SyllableLists::List SyllableLists::join_interleaved(std::span<const Part> parts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> postings;  // document, wdf
  for (const Part& part : parts) {
    const SyllablePostings::List from(part.place);
    for_each_posting(
        from.postings(), part.first_document + from.first(),
        [&](std::uint32_t document, std::uint32_t wdf) { postings.emplace_back(document, wdf); });
  }
  std::ranges::sort(postings);
  List list;
  list.first = postings.front().first;
  for (const auto& [document, wdf] : postings) {
    char* out = room();
    if (list.documents++ > 0) out = glass::write_varint(out, document - list.last - 1);
    end_at(glass::write_varint(out, wdf));
    list.last = document;
    list.collection_frequency += wdf;
    largest_wdf_ = std::max(largest_wdf_, wdf);
  }
  return list;
}

}  // namespace gisa

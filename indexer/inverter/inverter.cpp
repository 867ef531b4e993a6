#include "indexer/inverter/inverter.h"

#include <algorithm>
#include <limits>

#include "common/glass/keys.h"
#include "gisa/error.h"
#include "indexer/glass/term_list.h"

namespace gisa {
namespace {

// How many occurrences ahead memory is asked for: enough to cover a miss, few enough to stay in the
// cache.
constexpr std::size_t kSlotsAhead = 32;
constexpr std::size_t kRecordsAhead = 40;

constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();

}  // namespace

TermKey Inverter::key(std::string_view term) {
  if (is_short_term(term)) return ShortTerm(term).key();
  glass::check_term(term);
  return long_terms_.number(term);
}

void Inverter::begin_document(std::uint32_t id) {
  if (is_sealed_) throw Error(ErrorCode::kInternal, "a sealed inverter takes no documents");
  if (id == 0 || (!documents_.empty() && id <= documents_.back().id)) {
    throw Error(ErrorCode::kInvalidArgument,
                "document ids must begin at 1 and rise, and " + std::to_string(id) + " does not");
  }
  discard_document();
  document_ = id;
}

void Inverter::discard_document() {
  occurrences_.clear();
  length_ = 0;
  pending_values_.clear();
}

void Inverter::add_value(std::uint32_t slot, std::string_view value) {
  if (value.empty()) return;
  pending_values_.push_back({slot, bytes_.store(value), static_cast<std::uint32_t>(value.size())});
}

void Inverter::end_document(std::string_view data) {
  check_length();
  add_postings();
  for (const PendingValue& value : pending_values_) {
    values_[value.slot].push_back({document_, {value.bytes, value.size}});
  }
  Document document{
      document_, static_cast<std::uint32_t>(length_), {bytes_.store(data), data.size()}, {}};
  if (options_.term_lists) document.term_list = encode_term_list();
  documents_.push_back(document);
  discard_document();
}

void Inverter::check_length() const {
  if (length_ <= kMost) return;
  throw Error(ErrorCode::kInvalidArgument, "document " + std::to_string(document_) +
                                               " is too long: its terms count " +
                                               std::to_string(length_) + " times");
}

void Inverter::add_postings() {
  const std::size_t count = occurrences_.size();
  terms_.reserve(count);
  const auto guess = [&](Occurrence& occurrence) {
    occurrence.hash = terms_.guess(occurrence.hash);
  };
  // Three steps a term, some occurrences apart: its slot, its record, its posting.
  for (std::size_t step = 0; step < count + kSlotsAhead + kRecordsAhead; ++step) {
    if (step < count) terms_.prefetch(occurrences_[step].hash);
    if (step < kSlotsAhead) continue;
    if (step - kSlotsAhead < count) guess(occurrences_[step - kSlotsAhead]);
    if (step < kSlotsAhead + kRecordsAhead) continue;
    const Occurrence& occurrence = occurrences_[step - kSlotsAhead - kRecordsAhead];
    TermRecord& record = terms_.find_or_add(occurrence.key, occurrence.hash);
    if (!terms_.add_occurrence(record, document_, occurrence.wdf)) continue;
    ++postings_;
    if (options_.term_lists) document_terms_.push_back(&record);
  }
}

std::string_view Inverter::encode_term_list() {
  std::vector<ShortTermText> short_texts;
  short_texts.reserve(document_terms_.size());
  std::vector<glass::TermCount> terms;
  terms.reserve(document_terms_.size());
  for (const TermRecord* record : document_terms_) {
    if (record->key >> 56 == 0) {
      const auto number = static_cast<std::uint32_t>(record->key);
      terms.push_back({long_terms_.text(number), record->last_wdf});
    } else {
      short_texts.emplace_back(record->key);
      terms.push_back({short_texts.back().view(), record->last_wdf});
    }
  }
  document_terms_.clear();
  std::ranges::sort(terms, {}, &glass::TermCount::term);
  std::string tag;
  glass::append_term_list(tag, static_cast<std::uint32_t>(length_), terms);
  return {bytes_.store(tag), tag.size()};
}

std::uint64_t Inverter::memory_bytes() const {
  std::uint64_t bytes =
      occurrences_.capacity() * sizeof(Occurrence) + document_terms_.capacity() * sizeof(void*) +
      pending_values_.capacity() * sizeof(PendingValue) + documents_.capacity() * sizeof(Document) +
      sorted_.capacity() * sizeof(SortedTerm);
  for (const auto& [slot, values] : values_) bytes += values.capacity() * sizeof(Value);
  return bytes + terms_.memory_bytes() + long_terms_.memory_bytes() + bytes_.memory_bytes();
}

void Inverter::seal() {
  if (is_sealed_) return;
  is_sealed_ = true;
  discard_document();
  terms_.drop_index();
  sorted_.reserve(terms_.size());
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    const TermKey key = terms_.record(i).key;
    const bool is_long = key >> 56 == 0;
    const auto number = static_cast<std::uint32_t>(is_long ? key : 0);
    sorted_.push_back({is_long ? term_prefix(long_terms_.text(number)) : key,
                       static_cast<std::uint32_t>(i), number});
  }
  std::ranges::sort(sorted_, [&](const SortedTerm& a, const SortedTerm& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    std::string scratch_a;
    std::string scratch_b;
    return text(a, scratch_a) < text(b, scratch_b);
  });
}

void Inverter::clear() {
  const InverterOptions options = options_;
  *this = Inverter(options);
}

std::string_view Inverter::text(const SortedTerm& term, std::string& scratch) const {
  if (term.long_number != 0) return long_terms_.text(term.long_number);
  return scratch.assign(ShortTermText(term.prefix).view());
}

void Inverter::read_postings(const SortedTerm& term, glass::PostingList& list) const {
  const TermRecord& record = terms_.record(term.record);
  list.first = record.first_document;
  list.last = record.last_document;
  list.documents = record.documents;
  list.collection_frequency = record.collection_frequency;
  terms_.read_postings(record, list.body);
}

}  // namespace gisa

#include "indexer/merge/inverter_source.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/glass/encoding.h"

namespace gisa {
namespace {

using OtherTerm = InverterSource::OtherTerm;
using Buckets = SyllablePostings;

bool is_below(const OtherTerm& a, const OtherTerm& b) {
  return a.prefix != b.prefix ? a.prefix < b.prefix : a.text < b.text;
}

// The lowest term that may be in a bucket.
SyllableTerm first_term(std::uint32_t bucket) { return SyllableTerm(bucket << Buckets::kRestBits); }

// Bytes that a posting list takes, about.
std::uint64_t list_bytes(const OtherTerm& term) {
  return 2 * term.occurrences.size() + term.text.size() + 8;
}

// Sorts what is runs in ascending order, by merging neighbours: run i ends before ends[i].
template <typename T, typename Less>
void merge_runs(std::vector<T>& all, std::vector<std::ptrdiff_t> ends, Less less) {
  const auto at = [&](std::ptrdiff_t place) { return all.begin() + place; };
  while (ends.size() > 1) {
    std::vector<std::ptrdiff_t> longer;
    for (std::size_t i = 0; i < ends.size(); i += 2) {
      longer.push_back(ends[std::min(i + 1, ends.size() - 1)]);
      if (i + 1 == ends.size()) break;
      const std::ptrdiff_t begin = i == 0 ? 0 : ends[i - 1];
      std::ranges::inplace_merge(at(begin), at(ends[i]), at(ends[i + 1]), less);
    }
    ends = std::move(longer);
  }
}

class SyllableCursor {
 public:
  SyllableCursor(const EpochOrder& epochs, std::string_view from, std::string_view to)
      : to_(to), lists_(epochs) {
    const std::uint64_t prefix = term_prefix(from);
    while (next_bucket_ + 1 < Buckets::kBuckets && first_term(next_bucket_ + 1).bytes() <= prefix) {
      ++next_bucket_;
    }
    for (enter_bucket(); !at_end() && text() < from; next()) continue;
  }

  bool at_end() const { return at_ == lists_.lists().size(); }
  void next() {
    if (++at_ == lists_.lists().size()) return enter_bucket();
    text_ = SyllableTermText(list().term);
  }

  std::uint64_t prefix() const { return text_.prefix(); }
  std::string_view text() const { return text_.view(); }
  void read(glass::PostingList& out) const {
    out.first = list().first;
    out.last = list().last;
    out.documents = list().documents;
    out.collection_frequency = list().collection_frequency;
    out.body = lists_.body(list());
  }
  std::uint32_t largest_wdf() const { return lists_.largest_wdf(); }

 private:
  const SyllableLists::List& list() const { return lists_.lists()[at_]; }

  // The next one that is not empty.
  void enter_bucket() {
    at_ = 0;
    while (next_bucket_ < Buckets::kBuckets && !is_behind_end(next_bucket_)) {
      lists_.read_bucket(next_bucket_++);
      if (lists_.lists().empty()) continue;
      text_ = SyllableTermText(list().term);
      return;
    }
    lists_.clear();
  }

  bool is_behind_end(std::uint32_t bucket) const {
    return !to_.empty() && SyllableTermText(first_term(bucket)).view() >= to_;
  }

  const std::string_view to_;
  SyllableLists lists_;
  std::uint32_t next_bucket_ = 0;
  std::size_t at_ = 0;
  SyllableTermText text_{SyllableTerm(0)};
};

class OtherCursor {
 public:
  OtherCursor(std::span<const OtherTerm> terms, std::string_view from) : terms_(terms) {
    const OtherTerm bound{term_prefix(from), from, {}};
    at_ =
        static_cast<std::size_t>(std::ranges::lower_bound(terms, bound, is_below) - terms.begin());
  }

  bool at_end() const { return at_ == terms_.size(); }
  void next() { at_ = end_of_term(); }

  std::uint64_t prefix() const { return terms_[at_].prefix; }
  std::string_view text() const { return terms_[at_].text; }
  void read(glass::PostingList& out) {
    occurrences_.clear();
    for (std::size_t i = at_; i < end_of_term(); ++i) {
      const auto& added = terms_[i].occurrences;
      occurrences_.insert(occurrences_.end(), added.begin(), added.end());
    }
    if (end_of_term() > at_ + 1) {
      std::ranges::stable_sort(occurrences_, {}, &OtherTerms::Occurrence::document);
    }
    out.first = occurrences_.front().document;
    out.last = out.first;
    out.documents = 0;
    out.collection_frequency = 0;
    out.body.clear();
    for (auto at = occurrences_.begin(); at != occurrences_.end();) {
      const std::uint32_t document = at->document;
      std::uint32_t wdf = 0;
      for (; at != occurrences_.end() && at->document == document; ++at) wdf += at->wdf;
      if (out.documents++ > 0) glass::append_varint(out.body, document - out.last - 1);
      glass::append_varint(out.body, wdf);
      out.last = document;
      out.collection_frequency += wdf;
      largest_wdf_ = std::max(largest_wdf_, wdf);
    }
  }
  std::uint32_t largest_wdf() const { return largest_wdf_; }

 private:
  std::size_t end_of_term() const {
    std::size_t end = at_ + 1;
    while (end < terms_.size() && terms_[end].text == terms_[at_].text) ++end;
    return end;
  }

  const std::span<const OtherTerm> terms_;
  std::size_t at_;
  std::vector<OtherTerms::Occurrence> occurrences_;
  std::uint32_t largest_wdf_ = 0;
};

class InverterTerms final : public TermCursor {
 public:
  InverterTerms(SyllableCursor syllables, OtherCursor others, std::string_view to)
      : syllables_(std::move(syllables)), others_(std::move(others)), to_(to) {}

  bool next() override {
    if (is_started_) is_syllable_ ? syllables_.next() : others_.next();
    is_started_ = true;
    if (syllables_.at_end() && others_.at_end()) return false;
    // Of two terms with the same prefix the syllable term is shorter.
    is_syllable_ =
        others_.at_end() || (!syllables_.at_end() && syllables_.prefix() <= others_.prefix());
    prefix_ = is_syllable_ ? syllables_.prefix() : others_.prefix();
    term_ = is_syllable_ ? syllables_.text() : others_.text();
    return to_.empty() || term_ < to_;
  }

  void read(glass::PostingList& list) override {
    is_syllable_ ? syllables_.read(list) : others_.read(list);
  }

  std::uint32_t largest_wdf() const override {
    return std::max(syllables_.largest_wdf(), others_.largest_wdf());
  }

 private:
  SyllableCursor syllables_;
  OtherCursor others_;
  const std::string_view to_;
  bool is_started_ = false;
  bool is_syllable_ = false;
};

class InverterData final : public DocumentCursor {
 public:
  explicit InverterData(const std::vector<const Inverter::Document*>& documents)
      : documents_(documents) {}

  bool next() override {
    for (; next_ < documents_.size(); ++next_) {
      bytes_ = documents_[next_]->data;
      if (bytes_.empty()) continue;
      id_ = documents_[next_++]->id;
      return true;
    }
    return false;
  }

 private:
  const std::vector<const Inverter::Document*>& documents_;
  std::size_t next_ = 0;
};

}  // namespace

InverterSource::InverterSource(const std::vector<Inverter*>& inverters) {
  std::vector<std::ptrdiff_t> document_ends, term_ends;  // of each
  for (Inverter* inverter : inverters) {
    inverter->seal();
    inverters_.push_back(inverter);
    for (const Inverter::Document& document : inverter->documents()) {
      documents_.push_back(&document);
    }
    document_ends.push_back(std::ssize(documents_));
    const OtherTerms& others = inverter->other_terms();
    for (const OtherTerms::Term& term : others.terms()) {
      other_terms_.push_back(
          {term.prefix, others.text(term.number),
           std::span(others.occurrences()).subspan(term.begin, term.end - term.begin)});
    }
    term_ends.push_back(std::ssize(other_terms_));
  }
  epochs_ = std::make_unique<EpochOrder>(inverters_);
  merge_runs(documents_, std::move(document_ends),
             [](const auto* a, const auto* b) { return a->id < b->id; });
  merge_runs(other_terms_, std::move(term_ends), is_below);
}

std::vector<DocumentLength> InverterSource::documents() const {
  std::vector<DocumentLength> out;
  out.reserve(documents_.size());
  for (const Inverter::Document* document : documents_) {
    out.push_back({document->id, document->length});
  }
  return out;
}

std::unique_ptr<TermCursor> InverterSource::terms(std::string_view from,
                                                  std::string_view to) const {
  return std::make_unique<InverterTerms>(SyllableCursor(*epochs_, from, to),
                                         OtherCursor(other_terms_, from), to);
}

std::uint64_t InverterSource::bucket_bytes(std::uint32_t bucket) const {
  std::uint64_t bytes = 0;
  for (const Inverter* inverter : inverters_) bytes += inverter->syllables().list_bytes(bucket);
  return bytes;
}

// Buckets are not divided, for each is sorted at once.
std::vector<std::string> InverterSource::dividing_terms(std::size_t parts) const {
  std::vector<std::string> out;
  const std::uint64_t part = posting_bytes() / std::max<std::size_t>(parts, 1) + 1;
  std::uint64_t bytes = 0;
  const auto pass = [&](std::string_view term, std::uint64_t own_bytes) {
    if (bytes >= out.size() * part) out.emplace_back(term);
    bytes += own_bytes;
  };
  auto other = other_terms_.begin();
  const auto pass_others = [&](std::uint64_t below) {
    for (; other != other_terms_.end() && other->prefix < below; ++other) {
      pass(other->text, list_bytes(*other));
    }
  };
  for (std::uint32_t bucket = 0; bucket < Buckets::kBuckets; ++bucket) {
    const std::uint64_t own_bytes = bucket_bytes(bucket);
    if (own_bytes == 0) continue;
    pass_others(first_term(bucket).bytes());
    pass(SyllableTermText(first_term(bucket)).view(), own_bytes);
  }
  for (; other != other_terms_.end(); ++other) pass(other->text, list_bytes(*other));
  return out;
}

std::uint64_t InverterSource::posting_bytes() const {
  std::uint64_t bytes = 0;
  for (const Inverter* inverter : inverters_) bytes += inverter->syllables().list_bytes();
  for (const OtherTerm& term : other_terms_) bytes += list_bytes(term);
  return bytes;
}

std::unique_ptr<DocumentCursor> InverterSource::data() const {
  return std::make_unique<InverterData>(documents_);
}

void InverterSource::for_each_value(const ValueFunction& use) const {
  for (const Inverter* inverter : inverters_) {
    for (const auto& [slot, values] : inverter->values()) {
      for (const Inverter::Value& value : values) use(slot, value.document, value.bytes);
    }
  }
}

}  // namespace gisa

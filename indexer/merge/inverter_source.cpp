#include "indexer/merge/inverter_source.h"

#include <algorithm>

namespace gisa {
namespace {

class InverterTerms final : public TermCursor {
 public:
  InverterTerms(const Inverter& inverter, std::size_t begin)
      : inverter_(inverter), terms_(inverter.sorted_terms()), next_(begin) {}

  bool next() override {
    if (next_ == terms_.size()) return false;
    // Terms come in the order of their bytes, their memory lies in the order of their coming.
    if (next_ + kTermAhead < terms_.size()) inverter_.prefetch_term(terms_[next_ + kTermAhead]);
    if (next_ + kPostingsAhead < terms_.size()) {
      inverter_.prefetch_postings(terms_[next_ + kPostingsAhead]);
    }
    prefix_ = terms_[next_].prefix;
    term_ = inverter_.text(terms_[next_++], scratch_);
    return true;
  }

  void read(glass::PostingList& list) override { inverter_.read_postings(terms_[next_ - 1], list); }

 private:
  static constexpr std::size_t kTermAhead = 24;
  static constexpr std::size_t kPostingsAhead = 10;

  const Inverter& inverter_;
  const std::vector<Inverter::SortedTerm>& terms_;
  std::size_t next_;
  std::string scratch_;
};

template <std::string_view Inverter::Document::*kBytes>
class InverterDocuments final : public DocumentCursor {
 public:
  InverterDocuments(const std::vector<Inverter::Document>& documents, bool skip_empty)
      : documents_(documents), skip_empty_(skip_empty) {}

  bool next() override {
    for (; next_ < documents_.size(); ++next_) {
      bytes_ = documents_[next_].*kBytes;
      if (skip_empty_ && bytes_.empty()) continue;
      id_ = documents_[next_++].id;
      return true;
    }
    return false;
  }

 private:
  const std::vector<Inverter::Document>& documents_;
  const bool skip_empty_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<DocumentLength> InverterSource::documents() const {
  std::vector<DocumentLength> out;
  out.reserve(inverter_->documents().size());
  for (const Inverter::Document& document : inverter_->documents()) {
    out.push_back({document.id, document.length});
  }
  return out;
}

std::unique_ptr<TermCursor> InverterSource::terms(std::string_view from) const {
  const auto& terms = inverter_->sorted_terms();
  std::string scratch;
  const auto begin = std::ranges::partition_point(terms, [&](const Inverter::SortedTerm& term) {
    return inverter_->text(term, scratch) < from;
  });
  return std::make_unique<InverterTerms>(*inverter_,
                                         static_cast<std::size_t>(begin - terms.begin()));
}

std::vector<std::string> InverterSource::dividing_terms(std::size_t parts) const {
  const auto& terms = inverter_->sorted_terms();
  std::vector<std::string> out;
  std::string scratch;
  const std::size_t count = std::min(parts, terms.size());
  for (std::size_t i = 0; i < count; ++i) {
    out.emplace_back(inverter_->text(terms[i * terms.size() / count], scratch));
  }
  return out;
}

std::uint64_t InverterSource::posting_bytes() const {
  return 2 * inverter_->postings() + 16 * inverter_->sorted_terms().size();
}

std::unique_ptr<DocumentCursor> InverterSource::data() const {
  return std::make_unique<InverterDocuments<&Inverter::Document::data>>(inverter_->documents(),
                                                                        true);
}

std::unique_ptr<DocumentCursor> InverterSource::term_lists() const {
  return std::make_unique<InverterDocuments<&Inverter::Document::term_list>>(inverter_->documents(),
                                                                             false);
}

void InverterSource::for_each_value(const ValueFunction& use) const {
  for (const auto& [slot, values] : inverter_->values()) {
    for (const Inverter::Value& value : values) use(slot, value.document, value.bytes);
  }
}

}  // namespace gisa

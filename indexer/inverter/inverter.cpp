#include "indexer/inverter/inverter.h"

#include <limits>
#include <string>

#include "common/glass/keys.h"
#include "gisa/error.h"

namespace gisa {

void Inverter::begin_document(std::uint32_t id) {
  if (is_sealed_) throw Error(ErrorCode::kInternal, "a sealed inverter takes no documents");
  if (id == 0 || (!documents_.empty() && id <= documents_.back().id)) {
    throw Error(ErrorCode::kInvalidArgument,
                "document ids must begin at 1 and rise, and " + std::to_string(id) + " does not");
  }
  discard_document();
  document_ = id;
  syllables_.begin_document(id);
}

void Inverter::discard_document() {
  syllables_.discard_document();
  others_of_document_.clear();
  texts_of_others_.clear();
  length_ = 0;
  pending_values_.clear();
}

void Inverter::add(std::string_view term, std::uint32_t wdf) {
  if (const auto syllables = SyllableTerm::parse(term)) return add(*syllables, wdf);
  glass::check_term(term);
  // Numbered when the document ends: until then memory has been asked for where the term stands.
  const TermNumbers::Key key = TermNumbers::key_of(term);
  other_terms_.prefetch(key);
  others_of_document_.push_back({key, static_cast<std::uint32_t>(term.size()), wdf});
  texts_of_others_.insert(texts_of_others_.end(), term.begin(), term.end());
  length_ += wdf;
}

void Inverter::add_value(std::uint32_t slot, std::string_view value) {
  if (value.empty()) return;
  pending_values_.push_back({slot, bytes_.store(value), static_cast<std::uint32_t>(value.size())});
}

void Inverter::end_document(std::string_view data) {
  check_length();
  std::string_view texts(texts_of_others_.data(), texts_of_others_.size());
  for (const TermOfDocument& other : others_of_document_) {
    const std::uint32_t number = other_terms_.number(texts.substr(0, other.size), other.key);
    other_terms_.add(number, document_, other.wdf);
    texts.remove_prefix(other.size);
  }
  for (const PendingValue& value : pending_values_) {
    values_[value.slot].push_back({document_, {value.bytes, value.size}});
  }
  documents_.push_back(
      {document_, static_cast<std::uint32_t>(length_), {bytes_.store(data), data.size()}});
  syllables_.end_document();
  discard_document();
}

void Inverter::check_length() const {
  if (length_ <= std::numeric_limits<std::uint32_t>::max()) return;
  throw Error(ErrorCode::kInvalidArgument, "document " + std::to_string(document_) +
                                               " is too long: its terms count " +
                                               std::to_string(length_) + " times");
}

std::uint64_t Inverter::memory_bytes() const {
  std::uint64_t bytes =
      others_of_document_.capacity() * sizeof(TermOfDocument) + texts_of_others_.capacity() +
      pending_values_.capacity() * sizeof(PendingValue) + documents_.capacity() * sizeof(Document);
  for (const auto& [slot, values] : values_) bytes += values.capacity() * sizeof(Value);
  return bytes + syllables_.memory_bytes() + other_terms_.memory_bytes() + bytes_.memory_bytes();
}

void Inverter::seal() {
  if (is_sealed_) return;
  is_sealed_ = true;
  discard_document();
  syllables_.seal();
  other_terms_.seal();
}

void Inverter::clear() { *this = Inverter(); }

}  // namespace gisa

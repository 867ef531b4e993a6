#include "indexer/inverter/term_table.h"

#include <algorithm>

#include "common/glass/encoding.h"

namespace gisa {

void TermTable::encode_posting(TermRecord& record, std::uint32_t gap) {
  char bytes[2 * glass::kLongestVarint];
  char* end = glass::write_varint(bytes, record.last_wdf);
  end = glass::write_varint(end, gap);
  const auto size = static_cast<std::size_t>(end - bytes);
  if (record.tail_size + size > sizeof record.tail) {
    pool_.append(record.stream, record.tail, record.tail_size);
    record.tail_size = 0;
  }
  std::memcpy(record.tail + record.tail_size, bytes, size);
  record.tail_size = static_cast<std::uint8_t>(record.tail_size + size);
}

TermRecord& TermTable::search_or_add(TermKey key) {
  const std::uint32_t own_hash = hash(key);
  for (std::size_t i = own_hash;; ++i) {
    Slot& slot = slots_[i & (slots_.size() - 1)];
    if (slot.number == 0) {
      records_.emplace_back();
      slot = {own_hash, static_cast<std::uint32_t>(records_.size())};
      records_[records_.size() - 1].key = key;
      return records_[records_.size() - 1];
    }
    if (slot.hash == own_hash && records_[slot.number - 1].key == key) {
      return records_[slot.number - 1];
    }
  }
}

void TermTable::grow() {
  const std::size_t size = slots_.size() * 2;
  slots_ = Slots();  // before the larger one is made: it is made from the records
  slots_.resize(size);
  for (std::size_t index = 0; index < records_.size(); ++index) {
    const std::uint32_t own_hash = hash(records_[index].key);
    std::size_t i = own_hash;
    while (slots_[i & (size - 1)].number != 0) ++i;
    slots_[i & (size - 1)] = {own_hash, static_cast<std::uint32_t>(index + 1)};
  }
}

std::uint32_t TermTable::largest_wdf() const {
  std::uint32_t largest = largest_closed_wdf_;
  for (std::size_t i = 0; i < records_.size(); ++i)
    largest = std::max(largest, records_[i].last_wdf);
  return largest;
}

void TermTable::read_postings(const TermRecord& record, std::string& body) const {
  body.clear();
  pool_.read(record.stream, body);
  body.append(record.tail, record.tail_size);
  glass::append_varint(body, record.last_wdf);
}

}  // namespace gisa

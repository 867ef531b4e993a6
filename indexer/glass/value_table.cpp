#include "indexer/glass/value_table.h"

#include <algorithm>

#include "common/glass/encoding.h"
#include "common/glass/keys.h"
#include "indexer/glass/table_writer.h"

namespace gisa::glass {

void ValueTable::add(std::uint32_t slot, std::uint32_t document, std::string_view value) {
  if (value.empty()) return;
  Slot& into = slots_[slot];
  if (into.count == 0 || value < into.lowest) into.lowest = value;
  if (value > into.highest) into.highest = value;
  const bool starts_chunk =
      into.count == 0 || into.bytes.size() - into.chunks.back().begin >= kValueChunkBytes;
  if (starts_chunk) {
    into.chunks.push_back({document, into.bytes.size()});
  } else {
    append_varint(into.bytes, document - into.last_document - 1);
  }
  append_string(into.bytes, value);
  into.last_document = document;
  ++into.count;
}

std::string_view ValueTable::Slot::chunk(std::size_t i) const {
  const std::size_t end = i + 1 < chunks.size() ? chunks[i + 1].begin : bytes.size();
  return std::string_view(bytes).substr(chunks[i].begin, end - chunks[i].begin);
}

void ValueTable::write(TableWriter& postlist) const {
  // Slots do not sort by number but by their keys: 256 is 00 01 or 80 02, and 1 is 01.
  std::vector<std::pair<std::string, const Slot*>> by_key;
  std::string key;
  std::string tag;
  for (const auto& [number, slot] : slots_) {
    make_value_statistics_key(number, key);
    by_key.emplace_back(key, &slot);
  }
  std::ranges::sort(by_key);
  for (const auto& [statistics_key, slot] : by_key) {
    tag.clear();
    append_varint(tag, slot->count);
    append_string(tag, slot->lowest);
    if (slot->highest != slot->lowest) tag += slot->highest;
    postlist.add(statistics_key, tag);
  }

  std::vector<std::pair<std::string, std::uint32_t>> by_chunk_key;
  for (const auto& [number, slot] : slots_) {
    std::string encoded;
    append_varint(encoded, number);
    by_chunk_key.emplace_back(encoded, number);
  }
  std::ranges::sort(by_chunk_key);
  for (const auto& [encoded, number] : by_chunk_key) {
    const Slot& slot = slots_.at(number);
    for (std::size_t i = 0; i < slot.chunks.size(); ++i) {
      make_value_chunk_key(number, slot.chunks[i].first_document, key);
      postlist.add(key, slot.chunk(i));
    }
  }
}

bool parse_value_statistics(std::string_view tag, ValueStatistics& statistics) {
  if (!take_varint(tag, statistics.count) || !take_string(tag, statistics.lowest)) return false;
  statistics.highest = tag.empty() ? statistics.lowest : tag;
  return true;
}

ValueReader::ValueReader(std::uint32_t first_document, std::string_view chunk)
    : in_(chunk), document_(first_document) {
  if (!take_string(in_, value_)) fail();
}

void ValueReader::next() {
  if (in_.empty()) {
    at_end_ = true;
    return;
  }
  std::uint32_t gap = 0;
  if (!take_varint(in_, gap) || !take_string(in_, value_)) return fail();
  const std::uint32_t before = document_;
  document_ += gap + 1;
  if (document_ <= before) fail();
}

void ValueReader::fail() {
  at_end_ = true;
  is_broken_ = true;
}

}  // namespace gisa::glass

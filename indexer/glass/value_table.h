/// Values: at most one byte string per document and slot, for sorting and ranges.
///
/// A slot has statistics, varint(count) string(lowest) highest (left out if equal to lowest), and
/// chunks of about 2,000 bytes: string(value) of the first document, then varint(step - 1)
/// string(value) for each further one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gisa::glass {

class TableWriter;

/// A chunk is closed after the value that brings it to this many bytes.
inline constexpr std::size_t kValueChunkBytes = 2000;

/// Collects the values of a segment and writes them, statistics first.
/// It holds them encoded, about value + 2 bytes each. Threads: one thread at a time.
class ValueTable {
 public:
  /// Documents must rise within a slot. An empty value is none.
  void add(std::uint32_t slot, std::uint32_t document, std::string_view value);

  /// Packs statistics and chunks of all slots: what stands between metadata and document lengths.
  void write(TableWriter& postlist) const;

 private:
  struct Chunk {
    std::uint32_t first_document;
    std::size_t begin;
  };
  struct Slot {
    std::uint32_t count = 0;
    std::uint32_t last_document = 0;
    std::string lowest;
    std::string highest;
    std::vector<Chunk> chunks;
    std::string bytes;
    std::string_view chunk(std::size_t i) const;
  };
  std::map<std::uint32_t, Slot> slots_;
};

struct ValueStatistics {
  std::uint32_t count = 0;
  std::string_view lowest;
  std::string_view highest;
};
bool parse_value_statistics(std::string_view tag, ValueStatistics& statistics);

/// Reads a chunk from front to back; broken bytes end it early and set is_broken().
class ValueReader {
 public:
  ValueReader(std::uint32_t first_document, std::string_view chunk);
  bool at_end() const { return at_end_; }
  bool is_broken() const { return is_broken_; }
  std::uint32_t document() const { return document_; }
  std::string_view value() const { return value_; }
  void next();

 private:
  void fail();

  std::string_view in_;
  std::uint32_t document_;
  std::string_view value_;
  bool at_end_ = false;
  bool is_broken_ = false;
};

}  // namespace gisa::glass

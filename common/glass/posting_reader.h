/// Posting lists as bytes: the documents a term occurs in, ascending, each with its wdf (how
/// often).
///
/// Body: varint(wdf) of the first document, then for each further one varint(step - 1) varint(wdf).
/// The first document's id stands elsewhere, so a body can be moved to other ids as it is.
///
/// In a table a list is cut into chunks of about 2,000 bytes. Tag of a chunk:
///     [varint(documents) varint(collection frequency) varint(first document - 1)]   first chunk
///     only '1' if it is the last chunk, else '0' varint(last document - first document) body
/// Document lengths are such a list too: the "wdf" is the length, the two totals are written as 0.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "common/glass/encoding.h"

namespace gisa::glass {

/// Reads a body from front to back.
///
///     for (PostingReader it(list.first, list.body); !it.at_end(); it.next()) {
///       use(it.document(), it.wdf());
///     }
///
/// Broken bytes end the list early and set is_broken().
class PostingReader {
 public:
  PostingReader(std::uint32_t first, std::string_view body)
      : in_(body.data()), end_(body.data() + body.size()), document_(first) {
    read_wdf();
  }

  bool at_end() const { return in_ == nullptr; }
  bool is_broken() const { return is_broken_; }
  std::uint32_t document() const { return document_; }
  std::uint32_t wdf() const { return wdf_; }

  /// Where the bytes of the posting end; it has some.
  const char* position() const { return in_; }

  void next() {
    if (in_ == end_) {
      in_ = nullptr;
      return;
    }
    std::uint32_t gap;
    if (static_cast<unsigned char>(*in_) < 0x80) {
      gap = static_cast<unsigned char>(*in_++);
    } else {
      in_ = read_varint(in_, end_, gap);
      if (in_ == nullptr) {
        is_broken_ = true;
        return;
      }
    }
    const std::uint32_t before = document_;
    document_ += gap + 1;
    if (document_ <= before) {
      in_ = nullptr;
      is_broken_ = true;
      return;
    }
    read_wdf();
  }

 private:
  void read_wdf() {
    if (in_ != end_ && static_cast<unsigned char>(*in_) < 0x80) {
      wdf_ = static_cast<unsigned char>(*in_++);
      return;
    }
    in_ = read_varint(in_, end_, wdf_);
    is_broken_ = in_ == nullptr;
  }

  const char* in_;  // null: at the end
  const char* end_;
  std::uint32_t document_;
  std::uint32_t wdf_ = 0;
  bool is_broken_ = false;
};

/// A chunk as it is read.
struct PostingChunk {
  std::uint32_t documents = 0;             ///< of the whole list; first chunk only
  std::uint64_t collection_frequency = 0;  ///< of the whole list; first chunk only
  bool is_last = false;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::string_view body;  ///< into the tag
};

/// Reads the postings of a chunk in pieces: four at a time where steps and wdf have a byte each, as
/// nearly all have.
///
///     ChunkReader reader(chunk);
///     reader.read_until(1000, take);   // those of documents below 1000
///     reader.read_until(2000, take);   // and on
class ChunkReader {
 public:
  explicit ChunkReader(const PostingChunk& chunk)
      : in_(chunk.body.data()),
        end_(in_ + chunk.body.size()),
        document_(chunk.first),
        last_(chunk.last) {}

  bool at_end() const { return in_ == end_; }

  /// Calls `take(document, wdf)` for each posting below `stop` that was not read yet, ascending;
  /// false if the chunk is broken: it has documents beyond its last one, or ends inside a posting.
  template <typename Take>
  bool read_until(std::uint64_t stop, Take& take);

 private:
  const char* in_;
  const char* end_;
  std::uint32_t document_;  // that was read last, or the first one
  std::uint32_t last_;
  bool has_begun_ = false;
};

template <typename Take>
bool ChunkReader::read_until(std::uint64_t stop, Take& take) {
  constexpr std::size_t kTogether = 4;
  if (document_ > last_) return false;
  if (stop <= document_) return true;
  const char* in = in_;
  const char* const end = end_;
  std::uint32_t document = document_, wdf = 0;
  if (!has_begun_) {
    in = read_varint(in, end, wdf);
    if (in == nullptr) return false;
    take(document, wdf);
    has_begun_ = true;
  }
  const auto byte = [&in](std::size_t i) -> std::uint32_t {
    return static_cast<unsigned char>(in[i]);
  };
  // The last document that may be read.
  const auto most = static_cast<std::uint32_t>(std::min<std::uint64_t>(last_, stop - 1));
  while (in != end) {
    while (static_cast<std::size_t>(end - in) >= 2 * kTogether && document < most) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, in, sizeof bytes);
      if ((bytes & 0x8080808080808080u) != 0) break;
      const std::uint32_t steps = byte(0) + byte(2) + byte(4) + byte(6) + kTogether;
      if (steps > most - document) break;
      for (std::size_t i = 0; i < kTogether; ++i) {
        document += byte(2 * i) + 1;
        take(document, byte(2 * i + 1));
      }
      in += 2 * kTogether;
    }
    if (in == end) break;
    std::uint32_t step = 0;
    const char* const behind = read_varint(in, end, step);
    if (behind == nullptr || step >= last_ - document) return false;
    if (step >= most - document) break;
    document += step + 1;
    if ((in = read_varint(behind, end, wdf)) == nullptr) return false;
    take(document, wdf);
  }
  in_ = in;
  document_ = document;
  return true;
}

/// Calls `take(document, wdf)` for each posting of a chunk, ascending; false if it is broken, as
/// above.
template <typename Take>
bool for_each_posting(const PostingChunk& chunk, Take& take) {
  return ChunkReader(chunk).read_until(std::uint64_t{chunk.last} + 1, take);
}

/// Calls `take(i, wdf)` for each posting of a chunk that is of `documents[i]`, from `i` on; they
/// are ascending. `i` goes on to the first document behind the chunk. Passes over four postings at
/// a time, for half a nanosecond each, so it pays where few are sought. False if it met broken
/// bytes.
template <typename Take>
bool for_each_posting_of(const PostingChunk& chunk, std::span<const std::uint32_t> documents,
                         std::size_t& i, Take& take) {
  constexpr std::size_t kTogether = 4;
  const char* in = chunk.body.data();
  const char* const end = in + chunk.body.size();
  std::uint32_t document = chunk.first, wdf = 0;
  if (document > chunk.last || (in = read_varint(in, end, wdf)) == nullptr) return false;
  for (; i < documents.size() && documents[i] <= chunk.last; ++i) {
    const std::uint32_t sought = documents[i];
    while (document < sought && static_cast<std::size_t>(end - in) >= 2 * kTogether) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, in, sizeof bytes);
      if ((bytes & 0x8080808080808080u) != 0) break;
      // The steps are every other byte; the product's highest 16 bits are their sum.
      const auto steps =
          static_cast<std::uint32_t>((bytes & 0x00FF00FF00FF00FFu) * 0x0001000100010001u >> 48);
      if (steps + kTogether >= sought - document) break;
      document += steps + kTogether;
      in += 2 * kTogether;
    }
    while (document < sought) {
      std::uint32_t step = 0;
      if ((in = read_varint(in, end, step)) == nullptr) return false;
      if (step >= chunk.last - document) return false;
      document += step + 1;
      if ((in = read_varint(in, end, wdf)) == nullptr) return false;
    }
    if (document == sought) take(i, wdf);
  }
  return true;
}

/// `first_document` is that of the chunk's key, 0 for the first chunk. False if the tag is damaged.
bool parse_posting_chunk(std::string_view tag, std::uint32_t first_document, PostingChunk& chunk);

}  // namespace gisa::glass

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

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/encoding.h"

namespace gisa::glass {

class LeafPacker;

/// A chunk is closed when its body has this many bytes, before the next document is added. Xapian's
/// figure: smaller chunks skip faster, larger ones take less space.
inline constexpr std::size_t kChunkBytes = 2000;

/// Of document lengths: they are looked up for single documents, and the chunk is scanned for each.
inline constexpr std::size_t kLengthChunkBytes = 500;

/// A whole list.
struct PostingList {
  std::uint32_t first = 0;                 ///< document
  std::uint32_t last = 0;                  ///< document
  std::uint32_t documents = 0;             ///< 0: no list
  std::uint64_t collection_frequency = 0;  ///< sum of all wdf
  std::string body;
};

/// Reads a body from front to back.
///
///     for (PostingReader it(list.first, list.body); !it.at_end(); it.next()) use(it.document(),
///     it.wdf());
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

/// `first_document` is that of the chunk's key, 0 for the first chunk. False if the tag is damaged.
bool parse_posting_chunk(std::string_view tag, std::uint32_t first_document, PostingChunk& chunk);

/// Cuts a list into chunks and packs them.
///
///     PostingListWriter writer;
///     writer.add(3, 2);                 // document 3, wdf 2
///     writer.add(17, 1);
///     writer.write_term("금리", packer);  // and the writer is empty again
///
/// A list is held in memory (about 2 bytes a document) until it is written, since its totals come
/// first. Threads: one writer a thread.
class PostingListWriter {
 public:
  explicit PostingListWriter(std::size_t chunk_bytes = kChunkBytes) : chunk_bytes_(chunk_bytes) {}

  /// Documents must rise.
  void add(std::uint32_t document, std::uint32_t wdf) {
    if (bytes_.size() - used_ < 2 * kLongestVarint) grow();
    char* out = bytes_.data() + used_;
    if (documents_ != 0 && used_ - chunks_.back().begin < chunk_bytes_) {
      out = write_varint(out, document - last_ - 1);
    } else {
      open_chunk(document);
    }
    out = write_varint(out, wdf);
    used_ = static_cast<std::size_t>(out - bytes_.data());
    last_ = document;
    ++documents_;
    collection_frequency_ += wdf;
    if (wdf > largest_wdf_) largest_wdf_ = wdf;
  }

  /// Adds what `reader` has below `limit`, moving it on; `shift` is added to documents, modulo
  /// 2^32.
  void add_run(PostingReader& reader, std::uint32_t shift, std::uint64_t limit);

  bool is_empty() const { return documents_ == 0; }

  /// The largest wdf ever added.
  std::uint32_t largest_wdf() const { return largest_wdf_; }

  /// Packs the list and empties the writer. Nothing is packed if it was empty.
  void write_term(std::string_view term, LeafPacker& packer);

  /// Packs a list that fits one chunk (body of at most chunk_bytes), as it is.
  void write_short_term(std::string_view term, std::uint32_t first, std::uint32_t last,
                        std::uint32_t documents, std::uint64_t collection_frequency,
                        std::string_view body, LeafPacker& packer);

  /// The same for document lengths; `Packer` is a LeafPacker or TableWriter.
  template <typename Packer>
  void write_lengths(Packer& packer);

 private:
  struct Chunk {
    std::uint32_t first;
    std::uint32_t last;
    std::size_t begin;  // of the body, in bytes_
  };

  void grow();
  void open_chunk(std::uint32_t document);
  template <typename MakeKey, typename Packer>
  void write_chunks(std::uint32_t documents, std::uint64_t collection_frequency,
                    const MakeKey& make_key, Packer& packer);

  const std::size_t chunk_bytes_;
  std::string bytes_;  // bodies of all chunks; its size is the capacity
  std::size_t used_ = 0;
  std::vector<Chunk> chunks_;
  std::uint32_t last_ = 0;
  std::uint32_t documents_ = 0;
  std::uint32_t largest_wdf_ = 0;
  std::uint64_t collection_frequency_ = 0;
  std::string key_;
  std::string head_;
};

}  // namespace gisa::glass

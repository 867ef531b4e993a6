/// Makes posting lists: see common/glass/posting_reader.h for what they look like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/glass/posting_reader.h"

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

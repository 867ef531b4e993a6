#include "indexer/glass/posting_list.h"

#include <algorithm>

#include "common/glass/keys.h"
#include "indexer/glass/leaf_packer.h"
#include "indexer/glass/table_writer.h"

namespace gisa::glass {
namespace {

constexpr std::uint64_t kLargestNumber = 0xFFFFFFFF;  // Xapian reads 32 bits

void append_totals(std::string& head, std::uint32_t documents, std::uint64_t collection_frequency,
                   std::uint32_t first) {
  append_varint(head, documents);
  append_varint(head, std::min(collection_frequency, kLargestNumber));
  append_varint(head, first - 1);
}

void append_range(std::string& head, bool is_last, std::uint32_t first, std::uint32_t last) {
  head.push_back(is_last ? '1' : '0');
  append_varint(head, last - first);
}

}  // namespace

// As add() for each posting, but all behind the first one are copied as they are encoded: steps do
// not change. Most postings of a merge come this way.
void PostingListWriter::add_run(PostingReader& reader, std::uint32_t shift, std::uint64_t limit) {
  PostingReader in = reader;
  while (!in.at_end() && in.document() + shift < limit) {
    add(in.document() + shift, in.wdf());  // opens a chunk if one is due
    const std::size_t chunk_end = chunks_.back().begin + chunk_bytes_;
    const std::size_t room = chunk_end > used_ ? chunk_end - used_ : 0;
    const char* const begin = in.position();
    std::size_t copied = 0;
    std::uint32_t documents = 0;
    std::uint64_t frequency = 0;
    std::uint32_t largest = largest_wdf_;
    for (in.next(); copied < room && !in.at_end() && in.document() + shift < limit; in.next()) {
      copied = static_cast<std::size_t>(in.position() - begin);
      last_ = in.document() + shift;
      ++documents;
      frequency += in.wdf();
      largest = std::max(largest, in.wdf());
    }
    while (bytes_.size() - used_ < copied) grow();
    std::copy_n(begin, copied, bytes_.data() + used_);
    used_ += copied;
    documents_ += documents;
    collection_frequency_ += frequency;
    largest_wdf_ = largest;
  }
  reader = in;
}

void PostingListWriter::grow() { bytes_.resize(std::max<std::size_t>(4096, 2 * bytes_.size())); }

void PostingListWriter::open_chunk(std::uint32_t document) {
  if (documents_ != 0) chunks_.back().last = last_;
  chunks_.push_back({document, document, used_});
}

template <typename MakeKey, typename Packer>
void PostingListWriter::write_chunks(std::uint32_t documents, std::uint64_t collection_frequency,
                                     const MakeKey& make_key, Packer& packer) {
  if (documents_ == 0) return;
  chunks_.back().last = last_;
  for (std::size_t i = 0; i < chunks_.size(); ++i) {
    const Chunk& chunk = chunks_[i];
    const bool is_last = i + 1 == chunks_.size();
    const std::size_t end = is_last ? used_ : chunks_[i + 1].begin;
    head_.clear();
    if (i == 0) append_totals(head_, documents, collection_frequency, chunk.first);
    append_range(head_, is_last, chunk.first, chunk.last);
    make_key(i == 0 ? 0 : chunk.first, key_);
    packer.add(key_, head_, std::string_view(bytes_).substr(chunk.begin, end - chunk.begin));
  }
  chunks_.clear();
  used_ = 0;
  documents_ = 0;
  collection_frequency_ = 0;
}

void PostingListWriter::write_term(std::string_view term, LeafPacker& packer) {
  const auto make_key = [&](std::uint32_t document, std::string& key) {
    make_posting_key(term, document, key);
  };
  write_chunks(documents_, collection_frequency_, make_key, packer);
}

void PostingListWriter::write_short_term(std::string_view term, std::uint32_t first,
                                         std::uint32_t last, std::uint32_t documents,
                                         std::uint64_t collection_frequency, std::string_view body,
                                         LeafPacker& packer) {
  head_.clear();
  append_totals(head_, documents, collection_frequency, first);
  append_range(head_, true, first, last);
  make_posting_key(term, 0, key_);
  packer.add(key_, head_, body);
}

template <typename Packer>
void PostingListWriter::write_lengths(Packer& packer) {
  write_chunks(0, 0, make_lengths_key, packer);
}

template void PostingListWriter::write_lengths(LeafPacker&);
template void PostingListWriter::write_lengths(TableWriter&);

}  // namespace gisa::glass

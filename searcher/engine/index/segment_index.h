/// A segment as files here, read without Xapian: postings, frequencies, lengths, stored articles.
///
///     SegmentIndex segment(directory);
///     segment.frequency("금리");                                      // documents that have it
///     segment.for_each_posting("금리", [&](std::uint32_t document, std::uint32_t wdf) { ... });
///
/// Xapian's matcher goes from document to document and asks virtual cursors for the next; who wants
/// a whole posting list gets it here for a nanosecond or two a posting. The tables are mapped, so
/// nothing is copied. Any glass database will do.
///
/// All calls throw Error: kIo, kCorrupt.
/// Threads: may be shared.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/database/checksums.h"
#include "common/glass/keys.h"
#include "common/glass/posting_reader.h"
#include "common/glass/table_reader.h"
#include "common/glass/version_file.h"
#include "searcher/engine/index/segment_reader.h"

namespace gisa {

class SegmentIndex final : public SegmentReader {
 public:
  static constexpr std::uint32_t kNoDocument = 0xFFFFFFFF;

  /// Throws Error: kNotFound, kCorrupt, kNewerVersion, kIo.
  explicit SegmentIndex(const std::filesystem::path& segment);

  std::string uuid() const override;
  const glass::Statistics& statistics() const override { return version_.statistics; }
  std::uint32_t frequency(std::string_view term) const override;
  DocumentSet find(const TermExpression& expression) const override;
  std::uint32_t length(std::uint32_t document) const override;

  /// The postings of a term, read in pieces: all are of documents up to
  /// statistics().last_document. Threads: one a thread.
  class Postings {
   public:
    Postings(const SegmentIndex& segment, std::string_view term);

    /// Calls `take(document, wdf)` for every document below `stop` that has the term and was not
    /// read yet, ascending.
    template <typename Take>
    void read_until(std::uint64_t stop, Take take) {
      while (reader_) {
        if (!reader_->read_until(stop, take)) segment_.fail_damaged();
        if (!reader_->at_end()) return;
        read_next_chunk();
      }
    }

   private:
    void read_next_chunk();
    void begin(const glass::PostingChunk& chunk);

    const SegmentIndex& segment_;
    std::string_view term_;
    glass::TableCursor cursor_;
    std::optional<glass::ChunkReader> reader_;  // nothing: all was read
    bool is_last_ = false;
    std::uint32_t last_ = 0;
  };

  /// The same for all of them.
  template <typename Take>
  void for_each_posting(std::string_view term, Take take) const {
    Postings(*this, term).read_until(std::uint64_t{statistics().last_document} + 1, take);
  }

  /// Calls `take(i, wdf)` for every documents[i] that has the term; they are ascending. Faster than
  /// the above where they are few beside those that have it.
  template <typename Take>
  void for_each_posting_of(std::string_view term, std::span<const std::uint32_t> documents,
                           Take take) const {
    if (documents.empty()) return;
    std::string key;
    glass::make_posting_key(term, 0, key);
    glass::TableCursor cursor(postlist_);
    if (!cursor.seek(key) || cursor.key() != key) return;
    glass::PostingChunk chunk = read_chunk(cursor, 0);
    for (std::size_t i = 0;; chunk = next_chunk(cursor, term, chunk.last)) {
      if (documents[i] <= chunk.last && !glass::for_each_posting_of(chunk, documents, i, take))
        fail_damaged();
      if (chunk.is_last || i == documents.size()) return;
    }
  }

  /// Of each id the document's length, the sum of all wdf; kNoDocument where there is none. Read
  /// when first asked for.
  const std::vector<std::uint32_t>& lengths() const;

  /// For who is going to read through Xapian, which knows no checksums: looks at all blocks that
  /// hold entries whose keys begin so, or the postings of a term, and throws if one is damaged.
  void verify_entries(std::string_view prefix) const;
  void verify_postings(std::string_view term) const;

  /// The same of the block where the documents' table begins, which Xapian reads when it opens.
  void verify_documents() const;

  /// The same of the first `most` terms that begin so, and their postings.
  void verify_terms(std::string_view prefix, std::size_t most) const;

  /// What documents were stored as. Threads: one a thread.
  class StoredDocuments {
   public:
    explicit StoredDocuments(const SegmentIndex& segment) : cursor_(segment.docdata_) {}

    /// Valid until the next call. Nothing if it is compressed by Xapian.
    std::optional<std::string_view> find(std::uint32_t document);

    /// For who will ask for several: asks the processor for the place where a document stands and
    /// tells it, and once that is there, for the document itself. Its bytes stay valid as long as
    /// the segment; nothing if only find() can tell them.
    std::uint32_t prefetch_place(std::uint32_t document);
    std::optional<std::string_view> prefetch(std::uint32_t document, std::uint32_t place);

    /// The same, for who only needs what a document begins with.
    std::optional<std::string_view> prefetch_beginning(std::uint32_t document, std::uint32_t place);

   private:
    glass::TableCursor cursor_;
    std::string key_;
  };

 private:
  SegmentIndex(const std::filesystem::path& segment, const SegmentChecksums& checksums);
  glass::PostingChunk read_chunk(glass::TableCursor& cursor, std::uint32_t first) const;
  glass::PostingChunk next_chunk(glass::TableCursor& cursor, std::string_view term,
                                 std::uint32_t last) const;
  void add_all_with(const std::string& term, DocumentSet& documents) const;
  [[noreturn]] void fail_damaged() const;

  glass::VersionFile version_;
  glass::TableFile postlist_;
  glass::TableFile docdata_;
  mutable std::once_flag lengths_once_;
  mutable std::vector<std::uint32_t> lengths_;
};

}  // namespace gisa

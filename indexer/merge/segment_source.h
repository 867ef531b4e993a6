/// What a merge reads: an index of documents, in memory or on disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/posting_list.h"

namespace gisa {

struct DocumentLength {
  std::uint32_t id = 0;
  std::uint32_t length = 0;  ///< sum of all wdf
};

/// Terms with their posting lists, ascending. Threads: one cursor a thread.
class TermCursor {
 public:
  virtual ~TermCursor() = default;

  /// Moves to the next term, the first one to begin with; false at the end.
  virtual bool next() = 0;

  /// Valid until the cursor moves.
  std::string_view term() const { return term_; }
  std::uint64_t prefix() const { return prefix_; }  ///< see term_prefix()

  /// Overwrites `list` with the term's postings. At most once a term.
  virtual void read(glass::PostingList& list) = 0;

  /// A bound of the wdf of all postings read so far, exact if no document was ever deleted.
  virtual std::uint32_t largest_wdf() const = 0;

 protected:
  std::string_view term_;
  std::uint64_t prefix_ = 0;
};

/// A byte string for each document that has one, ascending. Threads: one cursor a thread.
class DocumentCursor {
 public:
  virtual ~DocumentCursor() = default;

  /// Moves to the next document, the first one to begin with; false at the end.
  virtual bool next() = 0;

  std::uint32_t id() const { return id_; }
  std::string_view bytes() const { return bytes_; }      ///< valid until the cursor moves
  bool is_compressed() const { return is_compressed_; }  ///< `bytes` is a raw deflate stream

 protected:
  std::uint32_t id_ = 0;
  std::string_view bytes_;
  bool is_compressed_ = false;
};

/// Threads: may be shared. Cursors must not outlive their source.
/// All calls, and those of cursors, throw Error (kIo, kCorrupt).
class SegmentSource {
 public:
  virtual ~SegmentSource() = default;

  /// All documents, ascending by id.
  virtual std::vector<DocumentLength> documents() const = 0;

  /// Cursor over the terms from `from` up to, not including, `to` (empty: the end). Both must stay
  /// as they are while it is in use.
  virtual std::unique_ptr<TermCursor> terms(std::string_view from, std::string_view to) const = 0;

  /// At most about `parts` strings, ascending, that cut the terms into parts of similar weight.
  virtual std::vector<std::string> dividing_terms(std::size_t parts) const = 0;

  /// About the bytes that all posting lists take.
  virtual std::uint64_t posting_bytes() const = 0;

  /// What documents have as data.
  virtual std::unique_ptr<DocumentCursor> data() const = 0;

  /// Calls `use` for every value, in any order.
  using ValueFunction =
      std::function<void(std::uint32_t slot, std::uint32_t document, std::string_view value)>;
  virtual void for_each_value(const ValueFunction& use) const = 0;
};

}  // namespace gisa

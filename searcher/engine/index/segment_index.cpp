#include "searcher/engine/index/segment_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/messages/messages.h"

namespace gisa {

using glass::Table;
using glass::TableCursor;
using glass::TableFile;

SegmentIndex::SegmentIndex(const std::filesystem::path& segment)
    : SegmentIndex(segment, read_checksums(segment)) {}

SegmentIndex::SegmentIndex(const std::filesystem::path& segment, const SegmentChecksums& checksums)
    : version_(glass::read_version_file(segment)),
      postlist_(table_file(segment, Table::kPostlist), version_[Table::kPostlist],
                TableFile::Access::kMap, checksums.find("postlist.glass")),
      docdata_(table_file(segment, Table::kDocdata), version_[Table::kDocdata],
               TableFile::Access::kMap, checksums.find("docdata.glass")) {}

std::string SegmentIndex::uuid() const {
  std::string out;
  for (std::size_t i = 0; i < version_.uuid.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", version_.uuid[i]);
  }
  return out;
}

std::uint32_t SegmentIndex::frequency(std::string_view term) const {
  std::string key;
  glass::make_posting_key(term, 0, key);
  TableCursor cursor(postlist_);
  if (!cursor.seek(key) || cursor.key() != key) return 0;
  return read_chunk(cursor, 0).documents;
}

DocumentSet SegmentIndex::find(const TermExpression& expression) const {
  using Kind = TermExpression::Kind;
  const std::size_t size = std::size_t{statistics().last_document} + 1;
  DocumentSet documents(size, expression.kind == Kind::kAll && !expression.parts.empty());
  if (expression.kind == Kind::kTerm) add_all_with(expression.term, documents);
  if (expression.kind == Kind::kEverything) {
    const std::vector<std::uint32_t>& all = lengths();
    for (std::uint32_t document = 0; document < size; ++document) {
      if (all[document] != kNoDocument) documents.add(document);
    }
  }
  for (const TermExpression& part : expression.parts) {
    if (expression.kind == Kind::kAll) {
      documents.keep(find(part));
    } else if (part.kind == Kind::kTerm) {
      add_all_with(part.term, documents);
    } else {
      documents.join(find(part));
    }
  }
  return documents;
}

void SegmentIndex::add_all_with(const std::string& term, DocumentSet& documents) const {
  for_each_posting(term, [&](std::uint32_t document, std::uint32_t) { documents.add(document); });
}

std::uint32_t SegmentIndex::length(std::uint32_t document) const {
  const std::vector<std::uint32_t>& all = lengths();
  return document < all.size() && all[document] != kNoDocument ? all[document] : 0;
}

glass::PostingChunk SegmentIndex::read_chunk(TableCursor& cursor, std::uint32_t first) const {
  glass::PostingChunk chunk;
  if (!glass::parse_posting_chunk(cursor.tag(), first, chunk)) fail_damaged();
  return chunk;
}

glass::PostingChunk SegmentIndex::next_chunk(TableCursor& cursor, std::string_view term,
                                             std::uint32_t last) const {
  std::string of;
  std::uint32_t first = 0;
  const bool is_there = cursor.next() && glass::parse_posting_key(cursor.key(), of, first);
  if (!is_there || of != term || first <= last) fail_damaged();
  return read_chunk(cursor, first);
}

SegmentIndex::Postings::Postings(const SegmentIndex& segment, std::string_view term)
    : segment_(segment), term_(term), cursor_(segment.postlist_) {
  std::string key;
  glass::make_posting_key(term, 0, key);
  if (cursor_.seek(key) && cursor_.key() == key) begin(segment.read_chunk(cursor_, 0));
}

void SegmentIndex::Postings::begin(const glass::PostingChunk& chunk) {
  if (chunk.last > segment_.statistics().last_document) segment_.fail_damaged();
  reader_.emplace(chunk);
  is_last_ = chunk.is_last;
  last_ = chunk.last;
}

void SegmentIndex::Postings::read_next_chunk() {
  if (is_last_) {
    reader_.reset();
  } else {
    begin(segment_.next_chunk(cursor_, term_, last_));
  }
}

void SegmentIndex::fail_damaged() const { postlist_.fail_corrupt(tr("a posting list is damaged")); }

const std::vector<std::uint32_t>& SegmentIndex::lengths() const {
  std::call_once(lengths_once_, [&] {
    std::vector<std::uint32_t> lengths(std::size_t{statistics().last_document} + 1, kNoDocument);
    TableCursor cursor(postlist_);
    std::uint32_t first = 0;
    for (bool there = cursor.seek(glass::kLengthsPrefix); there; there = cursor.next()) {
      if (!glass::parse_lengths_key(cursor.key(), first)) break;
      const glass::PostingChunk chunk = read_chunk(cursor, first);
      const auto take = [&](std::uint32_t document, std::uint32_t length) {
        lengths[document] = length;
      };
      const bool is_whole = chunk.last <= statistics().last_document;
      if (!is_whole || !glass::for_each_posting(chunk, take)) fail_damaged();
    }
    lengths_ = std::move(lengths);
  });
  return lengths_;
}

void SegmentIndex::verify_entries(std::string_view prefix) const {
  TableCursor cursor(postlist_);
  for (bool there = cursor.seek(prefix); there; there = cursor.next()) {
    if (!cursor.key().starts_with(prefix)) break;
    (void)cursor.tag();
  }
}

void SegmentIndex::verify_documents() const {
  if (docdata_.is_empty()) return;
  std::string buffer;
  (void)docdata_.block(docdata_.root().root, docdata_.root().level, buffer);
}

void SegmentIndex::verify_postings(std::string_view term) const {
  std::string key;
  glass::make_posting_key(term, 0, key);
  std::string of;
  std::uint32_t first = 0;
  TableCursor cursor(postlist_);
  for (bool there = cursor.seek(key); there; there = cursor.next()) {
    if (!glass::parse_posting_key(cursor.key(), of, first) || of != term) break;
    (void)cursor.tag();
  }
}

void SegmentIndex::verify_terms(std::string_view prefix, std::size_t most) const {
  std::string begin;
  glass::make_posting_key(prefix, 0, begin);
  std::string term;
  std::uint32_t first = 0;
  TableCursor cursor(postlist_);
  for (bool there = cursor.seek(begin); there; there = cursor.next()) {
    if (!cursor.key().starts_with(begin) || !glass::parse_posting_key(cursor.key(), term, first))
      break;
    if (first == 0 && most-- == 0) break;
    (void)cursor.tag();
  }
}

std::uint32_t SegmentIndex::StoredDocuments::prefetch_place(std::uint32_t document) {
  glass::make_document_key(document, key_);
  return cursor_.prefetch_leaf(key_);
}

std::optional<std::string_view> SegmentIndex::StoredDocuments::prefetch(std::uint32_t document,
                                                                        std::uint32_t place) {
  constexpr std::size_t kLine = 64;  // bytes
  constexpr std::size_t kMost = 16;  // lines; more follow as the first are read
  glass::make_document_key(document, key_);
  const auto stored = cursor_.find_in_leaf(place, key_);
  if (!stored) return std::nullopt;
  for (std::size_t i = 0; i < std::min(stored->size(), kMost * kLine); i += kLine)
    __builtin_prefetch(stored->data() + i);
  return stored;
}

std::optional<std::string_view> SegmentIndex::StoredDocuments::prefetch_beginning(
    std::uint32_t document, std::uint32_t place) {
  glass::make_document_key(document, key_);
  const auto stored = cursor_.find_beginning_in_leaf(place, key_);
  if (stored) __builtin_prefetch(stored->data());
  return stored;
}

std::optional<std::string_view> SegmentIndex::StoredDocuments::find(std::uint32_t document) {
  glass::make_document_key(document, key_);
  if (!cursor_.seek(key_) || cursor_.key() != key_) return std::string_view();
  if (cursor_.is_compressed()) return std::nullopt;
  return cursor_.tag();
}

}  // namespace gisa

#include "indexer/merge/glass_source.h"

#include <algorithm>

#include "common/glass/keys.h"
#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/glass/value_table.h"
#include "indexer/inverter/term_numbers.h"

namespace gisa {
namespace {

using glass::Table;
using glass::TableCursor;
using glass::TableFile;

class GlassTerms final : public TermCursor {
 public:
  GlassTerms(const TableFile& postlist, std::uint32_t largest_wdf, std::string_view from,
             std::string_view to)
      : postlist_(postlist), largest_wdf_(largest_wdf), to_(to), cursor_(postlist) {
    std::string key;
    glass::make_posting_key(from, 0, key);
    has_entry_ = cursor_.seek(std::max<std::string_view>(key, glass::kFirstTermKey));
  }

  bool next() override {
    // Passes over chunks of the term before, if they were not read.
    while (has_entry_) {
      parse_key();
      if (document_ == 0) {
        text_.swap(parsed_);
        term_ = text_;
        prefix_ = term_prefix(term_);
        return to_.empty() || term_ < to_;
      }
      has_entry_ = cursor_.next();
    }
    return false;
  }

  void read(glass::PostingList& list) override {
    glass::PostingChunk chunk = parse_chunk();
    list.first = chunk.first;
    list.documents = chunk.documents;
    list.collection_frequency = chunk.collection_frequency;
    list.body.assign(chunk.body);
    while (!chunk.is_last) {
      const std::uint32_t last = chunk.last;
      has_entry_ = cursor_.next();
      if (!has_entry_) postlist_.fail_corrupt(tr("the end of a posting list is missing"));
      parse_key();
      if (document_ <= last || parsed_ != text_) {
        postlist_.fail_corrupt(tr("a chunk of a posting list is missing"));
      }
      chunk = parse_chunk();
      glass::append_varint(list.body, chunk.first - last - 1);
      list.body.append(chunk.body);
    }
    list.last = chunk.last;
    has_entry_ = cursor_.next();
  }

  std::uint32_t largest_wdf() const override { return largest_wdf_; }

 private:
  void parse_key() {
    if (!glass::parse_posting_key(cursor_.key(), parsed_, document_)) {
      postlist_.fail_corrupt(tr("a key is no term"));
    }
  }
  glass::PostingChunk parse_chunk() {
    glass::PostingChunk chunk;
    if (!glass::parse_posting_chunk(cursor_.tag(), document_, chunk)) {
      postlist_.fail_corrupt(tr("a posting list is damaged"));
    }
    return chunk;
  }

  const TableFile& postlist_;
  const std::uint32_t largest_wdf_;
  const std::string_view to_;
  TableCursor cursor_;
  bool has_entry_ = false;
  std::string text_;
  std::string parsed_;
  std::uint32_t document_ = 0;  // of the entry's key
};

class GlassDocuments final : public DocumentCursor {
 public:
  explicit GlassDocuments(const TableFile& table) : cursor_(table) {}

  bool next() override {
    while (!at_end_ && cursor_.next()) {
      if (!glass::parse_document_key(cursor_.key(), id_)) continue;
      bytes_ = cursor_.tag();
      is_compressed_ = cursor_.is_compressed();
      return true;
    }
    at_end_ = true;
    return false;
  }

 private:
  TableCursor cursor_;
  bool at_end_ = false;
};

}  // namespace

GlassSource::GlassSource(const std::filesystem::path& segment)
    : GlassSource(segment, read_checksums(segment)) {}

GlassSource::GlassSource(const std::filesystem::path& segment, const SegmentChecksums& checksums)
    : version_(glass::read_version_file(segment)),
      postlist_(table_file(segment, Table::kPostlist), version_[Table::kPostlist],
                TableFile::Access::kRead, checksums.find("postlist.glass")),
      docdata_(table_file(segment, Table::kDocdata), version_[Table::kDocdata],
               TableFile::Access::kRead, checksums.find("docdata.glass")) {
  for (const Table table : {Table::kPosition, Table::kSpelling, Table::kSynonym}) {
    if (version_[table].is_fake) continue;
    throw Error(ErrorCode::kInvalidArgument,
                tr_format("{} has a {} table, which gisa does not write", segment.string(),
                          table_name(table)));
  }
}

std::vector<std::pair<std::string, std::string>> GlassSource::metadata() const {
  std::vector<std::pair<std::string, std::string>> out;
  TableCursor cursor(postlist_);
  for (bool there = cursor.seek(glass::kMetadataPrefix); there; there = cursor.next()) {
    if (!cursor.key().starts_with(glass::kMetadataPrefix)) break;
    out.emplace_back(cursor.key().substr(glass::kMetadataPrefix.size()), cursor.tag());
  }
  return out;
}

std::vector<DocumentLength> GlassSource::documents() const {
  std::vector<DocumentLength> out;
  out.reserve(version_.statistics.documents);
  TableCursor cursor(postlist_);
  std::uint32_t first = 0;
  for (bool there = cursor.seek(glass::kLengthsPrefix); there; there = cursor.next()) {
    if (!glass::parse_lengths_key(cursor.key(), first)) break;
    glass::PostingChunk chunk;
    bool good = glass::parse_posting_chunk(cursor.tag(), first, chunk);
    if (good) {
      glass::PostingReader it(chunk.first, chunk.body);
      for (; !it.at_end(); it.next()) out.push_back({it.document(), it.wdf()});
      good = !it.is_broken();
    }
    if (!good) postlist_.fail_corrupt(tr("the document lengths are damaged"));
  }
  if (out.size() != version_.statistics.documents) {
    postlist_.fail_corrupt(tr("document lengths are missing"));
  }
  return out;
}

std::unique_ptr<TermCursor> GlassSource::terms(std::string_view from, std::string_view to) const {
  return std::make_unique<GlassTerms>(postlist_, version_.statistics.largest_wdf, from, to);
}

std::vector<std::string> GlassSource::dividing_terms(std::size_t parts) const {
  std::vector<std::string> out;
  std::string term;
  for (const std::string& key : postlist_.dividing_keys(parts)) {
    if (key < glass::kFirstTermKey) continue;
    std::string_view rest = key;
    bool terminated = false;
    glass::take_escaped(rest, term, terminated);
    if (out.empty() || out.back() < term) out.push_back(term);
  }
  return out;
}

std::uint64_t GlassSource::posting_bytes() const {
  return std::uint64_t{postlist_.root().blocks} * postlist_.root().block_size;
}

std::unique_ptr<DocumentCursor> GlassSource::data() const {
  return std::make_unique<GlassDocuments>(docdata_);
}

void GlassSource::for_each_value(const ValueFunction& use) const {
  TableCursor cursor(postlist_);
  std::uint32_t slot = 0;
  std::uint32_t first = 0;
  for (bool there = cursor.seek(glass::kValueChunkPrefix); there; there = cursor.next()) {
    if (!cursor.key().starts_with(glass::kValueChunkPrefix)) break;
    if (!glass::parse_value_chunk_key(cursor.key(), slot, first)) {
      postlist_.fail_corrupt(tr("a key is no chunk of values"));
    }
    glass::ValueReader it(first, cursor.tag());
    for (; !it.at_end(); it.next()) use(slot, it.document(), it.value());
    if (it.is_broken()) postlist_.fail_corrupt(tr("a chunk of values is damaged"));
  }
}

}  // namespace gisa

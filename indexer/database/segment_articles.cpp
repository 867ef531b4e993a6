#include "indexer/database/segment_articles.h"

#include <xapian.h>

#include <utility>

#include "common/glass/keys.h"
#include "common/glass/posting_reader.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using glass::Table;
using glass::TableFile;

// Runs `read`; what goes wrong is told with the segment's name.
template <typename Read>
auto named(const fs::path& segment, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw segment_error(segment.string(), error);
  }
}

SegmentChecksums checked(const fs::path& segment, std::uint64_t hash) {
  check_segment_files(segment, hash);
  return read_checksums(segment);
}

TableFile open_table(const fs::path& segment, const glass::VersionFile& version, Table table,
                     const SegmentChecksums& checksums) {
  const fs::path file = table_file(segment, table);
  return {file, version[table], TableFile::Access::kRead, checksums.find(file.filename().string())};
}

}  // namespace

SegmentArticles::SegmentArticles(const fs::path& database, const SegmentEntry& entry)
    : SegmentArticles(database / entry.name, checked(database / entry.name, entry.hash)) {}

SegmentArticles::SegmentArticles(fs::path segment, const SegmentChecksums& checksums)
    : segment_(std::move(segment)),
      version_(glass::read_version_file(segment_)),
      postlist_(open_table(segment_, version_, Table::kPostlist, checksums)),
      docdata_(open_table(segment_, version_, Table::kDocdata, checksums)) {}

std::vector<std::uint32_t> SegmentArticles::find(std::string_view term) {
  glass::make_posting_key(term, 0, key_);
  return named(segment_, [&] {
    std::vector<std::uint32_t> found;
    std::string of;
    std::uint32_t first = 0;
    for (bool there = postings_.seek(key_); there; there = postings_.next()) {
      if (!glass::parse_posting_key(postings_.key(), of, first) || of != term) break;
      glass::PostingChunk chunk;
      if (!glass::parse_posting_chunk(postings_.tag(), first, chunk)) {
        postlist_.fail_corrupt(tr("a posting list is damaged"));
      }
      glass::PostingReader it(chunk.first, chunk.body);
      for (; !it.at_end(); it.next()) found.push_back(it.document());
      if (it.is_broken()) postlist_.fail_corrupt(tr("a posting list is damaged"));
    }
    return found;
  });
}

std::string SegmentArticles::data(std::uint32_t document) {
  return named(segment_, [&]() -> std::string {
    glass::make_document_key(document, key_);
    if (!documents_.seek(key_) || documents_.key() != key_) return {};
    return whole(document);
  });
}

void SegmentArticles::for_each(
    const std::function<bool(std::uint32_t document, std::string_view data)>& visit) {
  named(segment_, [&] {
    std::uint32_t document = 0;
    for (bool there = documents_.seek({}); there; there = documents_.next()) {
      if (!glass::parse_document_key(documents_.key(), document)) {
        docdata_.fail_corrupt(tr("a key is damaged"));
      }
      if (!visit(document, whole(document))) return;
    }
  });
}

// The entry at the cursor. What Xapian wrote may be compressed its way.
std::string SegmentArticles::whole(std::uint32_t document) {
  if (!documents_.is_compressed()) return std::string(documents_.tag());
  try {
    return Xapian::Database(segment_.string()).get_document(document).get_data();
  } catch (const Xapian::Error& error) {
    throw segment_error(segment_.string(), error.get_msg(), error.get_error_string());
  }
}

}  // namespace gisa

#include "indexer/merge/segment_merger.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <thread>

#include "common/database/checksums.h"
#include "common/glass/keys.h"
#include "common/glass/version_file.h"
#include "common/system/files.h"
#include "common/system/io_error.h"
#include "indexer/glass/output_file.h"
#include "indexer/glass/table_writer.h"
#include "indexer/glass/value_table.h"
#include "indexer/merge/document_data.h"
#include "indexer/merge/ordered_runs.h"
#include "indexer/merge/term_merger.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using glass::Table;
using glass::TableWriter;

constexpr std::uint64_t kBytesPerRange = 2 << 20;  // of posting lists
constexpr std::size_t kBytesPerRun = 1 << 20;      // of leaves
constexpr std::size_t kRangesAhead = 2;            // per thread
constexpr std::size_t kSamplesPerRange = 8;

class SegmentMerger {
 public:
  SegmentMerger(std::span<const MergeSource> sources, const fs::path& segment,
                const SegmentOptions& options)
      : sources_(sources), segment_(segment), options_(options) {}

  SegmentTotals run();

 private:
  void make_directory() const;
  void write_postlist();
  void write_metadata(TableWriter& postlist) const;
  void collect_values();
  void write_lengths(TableWriter& postlist) const;
  void write_terms(TableWriter& postlist);
  std::vector<std::string> choose_bounds() const;
  void merge_ranges(const std::vector<std::string>& bounds, OrderedRuns& runs);
  void write_docdata();
  void write_termlist();
  void finish(Table table, TableWriter& writer);
  void note_largest_wdf(std::uint32_t wdf);
  glass::Statistics make_statistics() const;

  std::span<const MergeSource> sources_;
  const fs::path segment_;
  const SegmentOptions& options_;
  DocumentPlan plan_;
  glass::ValueTable values_;
  glass::VersionFile version_;
  std::array<FileChecksum, glass::kTables> checksums_;
  std::mutex mutex_;  // guards the next
  std::uint32_t largest_wdf_ = 0;
};

SegmentTotals SegmentMerger::run() {
  make_directory();
  plan_ = plan_documents(sources_, options_.numbering);
  collect_values();
  write_postlist();
  version_.uuid = glass::make_uuid();
  version_.statistics = make_statistics();
  const FileChecksum version_sum =
      glass::write_file(segment_ / glass::kVersionFileName, glass::encode_version_file(version_));
  SegmentChecksums checksums{{version_sum}};
  for (const FileChecksum& table : checksums_) {
    if (!table.name.empty()) checksums.files.push_back(table);
  }
  write_checksums(segment_, checksums);
  return {version_.statistics.documents, version_.statistics.last_document,
          version_.statistics.total_length};
}

void SegmentMerger::make_directory() const {
  std::error_code error;
  if (fs::create_directory(segment_, error)) return;
  throw io_error("cannot make {}: {}", segment_, error ? error.value() : EEXIST);
}

void SegmentMerger::write_postlist() {
  TableWriter postlist(table_file(segment_, Table::kPostlist), options_.block_size);
  write_metadata(postlist);
  values_.write(postlist);
  write_lengths(postlist);
  write_terms(postlist);
  finish(Table::kPostlist, postlist);
}

void SegmentMerger::write_metadata(TableWriter& postlist) const {
  auto sorted = options_.metadata;
  std::ranges::sort(sorted);
  std::string key;
  for (const auto& [name, value] : sorted) {
    glass::make_metadata_key(name, key);
    postlist.add(key, value);
  }
}

void SegmentMerger::collect_values() {
  struct Value {
    std::uint32_t slot;
    std::uint32_t document;
    std::size_t begin;
    std::size_t size;
  };
  std::vector<Value> values;
  std::string bytes;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    sources_[i].source->for_each_value(
        [&](std::uint32_t slot, std::uint32_t old_id, std::string_view value) {
          const std::uint32_t document = plan_.maps[i](old_id);
          if (document == 0) return;
          values.push_back({slot, document, bytes.size(), value.size()});
          bytes.append(value);
        });
  }
  std::ranges::stable_sort(values, [](const Value& a, const Value& b) {
    return a.slot != b.slot ? a.slot < b.slot : a.document < b.document;
  });
  for (const Value& value : values) {
    values_.add(value.slot, value.document,
                std::string_view(bytes).substr(value.begin, value.size));
  }
}

void SegmentMerger::write_lengths(TableWriter& postlist) const {
  glass::PostingListWriter writer(glass::kLengthChunkBytes);
  for (const PlannedDocument& document : plan_.documents) {
    writer.add(document.new_id, document.length);
  }
  writer.write_lengths(postlist);
}

// Terms are merged range by range, by several threads; this one appends what they have packed. The
// first of them begins with the tables that are not about terms.
void SegmentMerger::write_terms(TableWriter& postlist) {
  const std::vector<std::string> bounds = choose_bounds();
  if (options_.threads <= 1) {
    write_docdata();
    write_termlist();
    TermMerger merger(sources_, plan_.maps);
    glass::LeafPacker packer(options_.block_size);
    merger.merge({}, {}, packer, [&] {
      if (packer.bytes() >= kBytesPerRun) postlist.append(packer.take());
    });
    if (!packer.is_empty()) postlist.append(packer.take());
    note_largest_wdf(merger.largest_wdf());
    return;
  }
  OrderedRuns runs(bounds.size() + 1, kRangesAhead * options_.threads);
  std::vector<std::jthread> threads;
  const auto work = [&](bool is_first) {
    try {
      if (is_first) {
        write_docdata();
        write_termlist();
      }
      merge_ranges(bounds, runs);
    } catch (...) {
      runs.fail(std::current_exception());
    }
  };
  try {
    threads.reserve(options_.threads);
    for (unsigned i = 0; i < options_.threads; ++i) {
      threads.emplace_back([&work, i] { work(i == 0); });
    }
    while (const auto run = runs.take()) postlist.append(*run);
  } catch (...) {
    runs.fail(std::current_exception());
    throw;
  }
  threads.clear();  // waits for them
  runs.rethrow();
}

void SegmentMerger::merge_ranges(const std::vector<std::string>& bounds, OrderedRuns& runs) {
  TermMerger merger(sources_, plan_.maps);
  glass::LeafPacker packer(options_.block_size);
  while (const auto number = runs.begin_next()) {
    const std::string_view from = *number == 0 ? std::string_view() : bounds[*number - 1];
    const std::string_view to = *number == bounds.size() ? std::string_view() : bounds[*number];
    merger.merge(from, to, packer, [] {});
    runs.put(*number, packer.take());
  }
  note_largest_wdf(merger.largest_wdf());
}

// Terms that part the work into ranges of about the same size.
std::vector<std::string> SegmentMerger::choose_bounds() const {
  std::uint64_t bytes = 0;
  for (const MergeSource& source : sources_) bytes += source.source->posting_bytes();
  const std::size_t ranges = static_cast<std::size_t>(bytes / kBytesPerRange) + 1;
  std::vector<std::pair<std::string, std::uint64_t>> samples;  // and the bytes each stands for
  for (const MergeSource& source : sources_) {
    const std::uint64_t own = source.source->posting_bytes();
    const auto wanted = static_cast<std::size_t>(own * kSamplesPerRange / kBytesPerRange) + 1;
    const std::vector<std::string> terms = source.source->dividing_terms(wanted);
    for (const std::string& term : terms) samples.emplace_back(term, own / terms.size());
  }
  std::ranges::sort(samples);
  std::vector<std::string> bounds;
  std::uint64_t before = 0;
  for (const auto& [term, weight] : samples) {
    const bool is_due = before >= (bounds.size() + 1) * (bytes / ranges);
    if (is_due && !term.empty() && (bounds.empty() || bounds.back() < term)) bounds.push_back(term);
    before += weight;
  }
  return bounds;
}

void SegmentMerger::write_docdata() {
  if (options_.docdata) {
    move_file(options_.docdata->file, table_file(segment_, Table::kDocdata));
    version_[Table::kDocdata] = options_.docdata->root;
    checksums_[static_cast<std::size_t>(Table::kDocdata)] = options_.docdata->checksum;
    return;
  }
  TableWriter table(table_file(segment_, Table::kDocdata), options_.block_size);
  DocumentData data(sources_);
  std::string key;
  for (const PlannedDocument& document : plan_.documents) {
    const DocumentCursor* const found = data.find(document);
    if (found == nullptr) continue;
    glass::make_document_key(document.new_id, key);
    table.add(key, found->bytes(), {}, found->is_compressed());
  }
  finish(Table::kDocdata, table);
}

// Without entries: see the top of segment_merger.h.
void SegmentMerger::write_termlist() {
  TableWriter table(table_file(segment_, Table::kTermlist), options_.block_size);
  finish(Table::kTermlist, table);
}

void SegmentMerger::finish(Table table, TableWriter& writer) {
  version_[table] = writer.finish();
  checksums_[static_cast<std::size_t>(table)] = writer.checksum();
}

void SegmentMerger::note_largest_wdf(std::uint32_t wdf) {
  const std::lock_guard lock(mutex_);
  largest_wdf_ = std::max(largest_wdf_, wdf);
}

glass::Statistics SegmentMerger::make_statistics() const {
  glass::Statistics statistics;
  statistics.documents = static_cast<std::uint32_t>(plan_.documents.size());
  if (!plan_.documents.empty()) statistics.last_document = plan_.documents.back().new_id;
  for (const PlannedDocument& document : plan_.documents) {
    statistics.total_length += document.length;
    statistics.longest_length = std::max(statistics.longest_length, document.length);
    if (document.length == 0) continue;
    if (statistics.shortest_length == 0 || document.length < statistics.shortest_length) {
      statistics.shortest_length = document.length;
    }
  }
  // No wdf exceeds its document's length, whatever bound a source has.
  statistics.largest_wdf = std::min(largest_wdf_, statistics.longest_length);
  return statistics;
}

}  // namespace

SegmentTotals write_segment(std::span<const MergeSource> sources, const fs::path& segment,
                            const SegmentOptions& options) {
  return SegmentMerger(sources, segment, options).run();
}

}  // namespace gisa

#include "indexer/index_job.h"

#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "common/stored_article.h"
#include "gisa/error.h"
#include "indexer/bounded_queue.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/database_writer.h"
#include "indexer/document_builder.h"
#include "indexer/file_walker.h"
#include "indexer/record_batches.h"
#include "indexer/xapian_segments.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// While a batch is being indexed it takes about this many times its text: terms, Xapian's buffers.
constexpr std::uint64_t kMemoryPerTextByte = 128;
constexpr std::uint64_t kSmallestBatch = 64 << 10;
constexpr std::uint64_t kLargestBatch = 1 << 20;
constexpr std::size_t kBatchesToJoin = 96;  // each is a database with several open files

/// Identity of an article, for finding ids that occur twice in a run.
struct IdHash {
  XXH128_hash_t hash;
  std::uint32_t document = 0;

  static IdHash of(const std::string& id, std::uint32_t document) {
    return {XXH3_128bits(id.data(), id.size()), document};
  }
  bool operator<(const IdHash& other) const {
    if (const int order = XXH128_cmp(&hash, &other.hash); order != 0) return order < 0;
    return document < other.document;
  }
};

/// What one batch came to.
struct BatchOutcome {
  IndexTotals totals;
  std::vector<IdHash> indexed;
  std::vector<ArticleLocation> deletions;               // older versions of articles in this batch
  std::map<const SourceFile*, std::uint64_t> articles;  // read from each file, unchanged ones too
  std::uint64_t input_bytes = 0;
};

class IndexJob {
 public:
  IndexJob(const IndexOptions& options, IndexObserver& observer)
      : options_(options), observer_(observer), database_(options.database) {}

  IndexTotals run();

 private:
  // Reading, in the calling thread.
  std::vector<const SourceFile*> choose_sources();
  bool is_unchanged(const SourceFile& source);
  void read_sources(const std::vector<const SourceFile*>& sources);

  // Indexing, in the workers.
  void work();
  BatchOutcome index_batch(const RecordBatch& batch, const ArticleLookup& lookup,
                           DocumentBuilder& builder);
  bool read_whole_file(const RecordRef& record, std::string& content, BatchOutcome& outcome);
  void index_record(const RecordRef& record, std::string_view bytes, std::uint32_t document,
                    const ArticleLookup& lookup, BatchOutcome& outcome, IndexDocument& built,
                    DocumentBuilder& builder, SegmentWriter& writer);
  Article read_article(const RecordRef& record, std::string_view bytes) const;
  void note(const BatchOutcome& outcome, std::uint64_t number);

  // Joining and publishing, when the workers are done.
  void join_batches(bool all);
  fs::path join_groups();
  std::vector<std::uint32_t> superseded_documents();
  void finish_catalog();

  void report(const SourceFile* source, const Problem& problem);
  void fail(std::exception_ptr error);
  void show_progress(IndexStage stage);
  unsigned count_threads() const {
    return options_.threads != 0 ? options_.threads
                                 : std::max(1u, std::thread::hardware_concurrency());
  }
  fs::path batch_path(std::uint64_t number) const {
    return database_.building_directory() / ("batch-" + std::to_string(number));
  }

  const IndexOptions& options_;
  IndexObserver& observer_;
  DatabaseWriter database_;
  Cleaner cleaner_;
  SourceCatalog catalog_;
  std::vector<SourceFile> sources_;
  Clock::time_point started_ = Clock::now();

  BoundedQueue<RecordBatch> queue_{4};

  std::mutex mutex_;  // guards all below, and calls of the observer
  IndexTotals totals_;
  IndexProgress progress_;
  std::vector<IdHash> indexed_;
  std::vector<ArticleLocation> deletions_;
  std::set<std::uint64_t> finished_batches_;  // not joined yet
  std::set<std::uint64_t> empty_batches_;     // of these, the ones that made no segment
  std::uint64_t next_to_join_ = 0;
  std::vector<fs::path> groups_;                // joined batches, in order
  std::set<const SourceFile*> faulty_sources_;  // with problems: not to be remembered
  std::vector<std::pair<const SourceFile*, std::uint64_t>>
      read_sources_;                                     // and the hash of the content
  std::map<const SourceFile*, std::uint64_t> articles_;  // read from each file
  std::exception_ptr error_;
};

IndexTotals IndexJob::run() {
  catalog_ = database_.load_catalog();
  const std::vector<const SourceFile*> chosen = choose_sources();
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < count_threads(); ++i) workers.emplace_back([this] { work(); });
  try {
    read_sources(chosen);
  } catch (...) {
    fail(std::current_exception());
  }
  queue_.close();
  for (std::thread& worker : workers) worker.join();
  if (error_) std::rethrow_exception(error_);

  show_progress(IndexStage::kMerging);
  join_batches(true);
  const fs::path segment = join_groups();
  finish_catalog();
  const bool found_something = totals_.documents > 0 || totals_.unchanged > 0;
  if (!segment.empty() || catalog_.is_changed() ||
      (found_something && !has_manifest(database_.path()))) {
    std::ranges::sort(deletions_);
    database_.publish(segment, deletions_, catalog_);
    database_.merge_segments();
  }
  totals_.articles = database_.count_articles();
  totals_.database_bytes = database_.count_bytes();
  totals_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  show_progress(IndexStage::kDone);
  return totals_;
}

std::vector<const SourceFile*> IndexJob::choose_sources() {
  const ArticleFormat* forced = nullptr;
  if (!options_.format.empty()) {
    forced = find_article_format(options_.format);
    if (forced == nullptr) {
      throw Error(ErrorCode::kInvalidArgument, "there is no format \"" + options_.format + "\"",
                  "gisa-index --help lists the formats");
    }
  }
  show_progress(IndexStage::kScanning);
  sources_ = find_source_files(options_.paths, forced,
                               [&](const Problem& problem) { report(nullptr, problem); });
  std::vector<const SourceFile*> chosen;
  for (const SourceFile& source : sources_) {
    if (is_unchanged(source)) continue;
    chosen.push_back(&source);
    progress_.input_total += source.size;
  }
  return chosen;
}

bool IndexJob::is_unchanged(const SourceFile& source) {
  if (source.mtime_ns == 0) return false;
  const SourceState* known = catalog_.find(SourceCatalog::key(source.file, source.name));
  if (known == nullptr || known->size != source.size || known->mtime_ns != source.mtime_ns)
    return false;
  totals_.unchanged += known->articles;
  return true;
}

void IndexJob::read_sources(const std::vector<const SourceFile*>& sources) {
  const unsigned threads = count_threads();
  const BatchLimits limits{.bytes = std::clamp(options_.memory / (threads * kMemoryPerTextByte),
                                               kSmallestBatch, kLargestBatch)};
  make_batches(
      sources, limits, [&](RecordBatch batch) { return queue_.push(std::move(batch)); },
      [&](FinishedSource finished) {
        const std::lock_guard lock(mutex_);
        read_sources_.emplace_back(finished.source, finished.hash);
      },
      [&](const Problem& problem) {
        const auto source = std::ranges::find(
            sources_, problem.path, [](const SourceFile& file) { return file.file.string(); });
        report(source == sources_.end() ? nullptr : &*source, problem);
      });
}

void IndexJob::work() {
  try {
    const ArticleLookup lookup(database_.path(), database_.manifest());
    DocumentBuilder builder;
    while (const auto batch = queue_.pop()) {
      note(index_batch(*batch, lookup, builder), batch->number);
    }
  } catch (...) {
    fail(std::current_exception());
  }
}

BatchOutcome IndexJob::index_batch(const RecordBatch& batch, const ArticleLookup& lookup,
                                   DocumentBuilder& builder) {
  BatchOutcome outcome;
  outcome.input_bytes = batch.input_bytes;
  const std::unique_ptr<SegmentWriter> writer =
      make_xapian_segment_writer(batch_path(batch.number));
  IndexDocument built;
  std::string content;
  std::uint32_t document = batch.first_document;
  for (const RecordRef& record : batch.records) {
    const bool whole = record.line == 0;
    if (!whole || read_whole_file(record, content, outcome)) {
      index_record(record, whole ? std::string_view(content) : record.bytes, document, lookup,
                   outcome, built, builder, *writer);
    }
    ++document;
  }
  writer->finish();
  return outcome;
}

bool IndexJob::read_whole_file(const RecordRef& record, std::string& content,
                               BatchOutcome& outcome) {
  const SourceFile& source = *record.source;
  try {
    content = read_file(source.file == "-" ? fs::path("/dev/stdin") : source.file);
  } catch (const Error& error) {
    report(&source, {source.file.string(), 0, error.what()});
    return false;
  }
  const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
  const SourceState* known = catalog_.find(SourceCatalog::key(source.file, source.name));
  const bool unchanged = known != nullptr && known->hash == hash && known->size == content.size();
  const std::lock_guard lock(mutex_);
  read_sources_.emplace_back(&source, hash);
  if (unchanged) {
    outcome.totals.unchanged += known->articles;
    outcome.articles[&source] += known->articles;
  }
  return !unchanged;
}

Article IndexJob::read_article(const RecordRef& record, std::string_view bytes) const {
  const SourceFile& source = *record.source;
  Article article = source.format->parse(bytes, {source.name, record.line});
  article.path = source.name;
  if (!article.id.empty()) return article;
  article.id = source.name;
  if (record.line == 0 && source.mtime_ns != 0) return article;
  // A line of a file is known by its place; what came through a pipe has no lasting place.
  const std::uint64_t mark =
      source.mtime_ns == 0 ? XXH3_64bits(bytes.data(), bytes.size()) : record.line;
  article.id += ":" + std::to_string(mark);
  return article;
}

void IndexJob::index_record(const RecordRef& record, std::string_view bytes, std::uint32_t document,
                            const ArticleLookup& lookup, BatchOutcome& outcome,
                            IndexDocument& built, DocumentBuilder& builder, SegmentWriter& writer) {
  Article raw;
  try {
    raw = read_article(record, bytes);
  } catch (const Error& error) {
    report(record.source, {record.source->file.string(), record.line, error.what()});
    return;
  }
  ++outcome.articles[record.source];
  const std::uint64_t hash = content_hash(raw);
  const auto existing = lookup.find(raw.id);
  if (existing && existing->content_hash == hash) {
    ++outcome.totals.unchanged;
    return;
  }
  if (existing) {
    outcome.deletions.push_back(existing->location);
    ++outcome.totals.replaced;
  }
  ++outcome.totals.documents;
  outcome.totals.text_bytes += raw.title.size() + raw.body.size();
  outcome.indexed.push_back(IdHash::of(raw.id, document));
  builder.build(cleaner_.clean(std::move(raw)), hash, built);
  writer.add(document, built);
}

void IndexJob::note(const BatchOutcome& outcome, std::uint64_t number) {
  {
    const std::lock_guard lock(mutex_);
    totals_.documents += outcome.totals.documents;
    totals_.replaced += outcome.totals.replaced;
    totals_.unchanged += outcome.totals.unchanged;
    totals_.text_bytes += outcome.totals.text_bytes;
    progress_.input_done += outcome.input_bytes;
    std::ranges::copy(outcome.indexed, std::back_inserter(indexed_));
    std::ranges::copy(outcome.deletions, std::back_inserter(deletions_));
    for (const auto& [source, articles] : outcome.articles) articles_[source] += articles;
    finished_batches_.insert(number);
    if (outcome.indexed.empty()) empty_batches_.insert(number);
  }
  show_progress(IndexStage::kIndexing);
  join_batches(false);
}

// Joins the next batches in order as soon as enough of them stand in a row: ids must not
// interleave.
void IndexJob::join_batches(bool all) {
  std::vector<std::uint64_t> row;
  fs::path joined;
  {
    const std::lock_guard lock(mutex_);
    for (std::uint64_t next = next_to_join_; finished_batches_.contains(next); ++next)
      row.push_back(next);
    if (row.empty() || (!all && row.size() < kBatchesToJoin)) return;
    for (const std::uint64_t number : row) finished_batches_.erase(number);
    next_to_join_ = row.back() + 1;
    std::erase_if(row, [&](std::uint64_t number) { return empty_batches_.erase(number) > 0; });
    if (row.empty()) return;
    joined = database_.building_directory() / ("group-" + std::to_string(groups_.size()));
    groups_.push_back(joined);
  }
  std::vector<fs::path> batches;
  for (const std::uint64_t number : row) batches.push_back(batch_path(number));
  join_segments(batches, joined);
  for (const fs::path& batch : batches) fs::remove_all(batch);
}

// The segment of this run, or an empty path if there is nothing in it.
fs::path IndexJob::join_groups() {
  if (groups_.empty()) return {};
  fs::path segment = groups_.front();
  if (groups_.size() > 1) {
    segment = database_.building_directory() / "run";
    join_segments(groups_, segment);
  }
  delete_documents(segment, superseded_documents());
  return segment;
}

// Of articles that occur several times in this run the last one stands.
std::vector<std::uint32_t> IndexJob::superseded_documents() {
  std::vector<std::uint32_t> superseded;
  std::ranges::sort(indexed_, [](const IdHash& a, const IdHash& b) { return a < b; });
  for (std::size_t i = 0; i + 1 < indexed_.size(); ++i) {
    if (XXH128_isEqual(indexed_[i].hash, indexed_[i + 1].hash))
      superseded.push_back(indexed_[i].document);
  }
  totals_.documents -= superseded.size();
  totals_.replaced += superseded.size();
  std::ranges::sort(superseded);
  return superseded;
}

void IndexJob::finish_catalog() {
  for (const auto& [source, hash] : read_sources_) {
    if (source->mtime_ns == 0) continue;
    const std::string key = SourceCatalog::key(source->file, source->name);
    if (faulty_sources_.contains(source)) {
      catalog_.erase(key);
    } else {
      catalog_.set(key, {source->size, source->mtime_ns, hash, articles_[source]});
    }
  }
}

void IndexJob::report(const SourceFile* source, const Problem& problem) {
  const std::lock_guard lock(mutex_);
  ++totals_.skipped;
  if (source != nullptr) faulty_sources_.insert(source);
  observer_.on_problem(problem);
}

void IndexJob::fail(std::exception_ptr error) {
  {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = error;
  }
  queue_.close();
}

void IndexJob::show_progress(IndexStage stage) {
  const std::lock_guard lock(mutex_);
  progress_.stage = stage;
  progress_.documents = totals_.documents;
  progress_.skipped = totals_.skipped;
  progress_.text_bytes = totals_.text_bytes;
  progress_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  observer_.on_progress(progress_);
}

}  // namespace

IndexTotals run_index_job(const IndexOptions& options, IndexObserver& observer) {
  return IndexJob(options, observer).run();
}

}  // namespace gisa

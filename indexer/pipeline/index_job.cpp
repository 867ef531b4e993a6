#include "indexer/pipeline/index_job.h"

#include <xxhash.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_set>

#include "common/articles/stored_article.h"
#include "common/messages/messages.h"
#include "common/system/stop_request.h"
#include "gisa/error.h"
#include "indexer/database/article_scan.h"
#include "indexer/database/database_writer.h"
#include "indexer/database/merge_policy.h"
#include "indexer/pipeline/batch_preparer.h"
#include "indexer/pipeline/bounded_queue.h"
#include "indexer/pipeline/document_numbers.h"
#include "indexer/pipeline/record_batches.h"
#include "indexer/pipeline/run_dictionary.h"
#include "indexer/pipeline/run_tally.h"
#include "indexer/readers/file_walker.h"
#include "indexer/segments/glass_segments.h"
#include "indexer/segments/xapian_segments.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

// While a batch is being indexed it takes about this many times its text: terms, Xapian's buffers.
constexpr std::uint64_t kMemoryPerTextByte = 128;
constexpr std::uint64_t kSmallestBatch = 64 << 10;
constexpr std::uint64_t kLargestBatch = 1 << 20;

// Of the memory given, what is not for the inverters: the program, tables of the analyzer, and for
// each thread batches, buffers of the compressor, blocks on their way to the disk.
constexpr std::uint64_t kMemoryOfProgram = 20 << 20;
constexpr std::uint64_t kMemoryOfThread = 12 << 20;
constexpr std::uint64_t kLeastForInverter = 12 << 20;

std::uint64_t room_for_documents(const Manifest& manifest) {
  std::uint64_t documents = 0;
  for (const SegmentEntry& segment : manifest.segments) documents += segment.documents;
  return kMostDocuments - std::min(documents, kMostDocuments);
}

// A hash of the options that decide how a file is read: a file is read again when they change. 0
// without such options.
std::uint64_t way_of_reading(const IndexOptions& options) {
  if (options.format.empty() && options.names.empty()) return 0;
  const std::string way = options.format + '\n' + options.names;
  return XXH3_64bits(way.data(), way.size());
}

class IndexJob {
 public:
  IndexJob(const IndexOptions& options, IndexObserver& observer)
      : options_(options),
        names_(FieldNames::parse(options.names)),
        way_of_reading_(way_of_reading(options)),
        database_(options.database, options.wait),
        writer_(make_writer()),
        numbers_of_documents_(room_for_documents(database_.manifest())),
        tally_(observer) {}

  IndexTotals run();

 private:
  // Reading, in the calling thread.
  void load_catalog();
  std::vector<const SourceFile*> choose_sources();
  bool is_unchanged(const SourceFile& source);
  void read_sources(const std::vector<const SourceFile*>& sources);
  bool deliver(RecordBatch batch);

  // Indexing, in the workers.
  void work();
  void settle_dictionary(const RecordBatch& batch, const BatchOutcome& outcome);

  // Publishing, when the workers are done.
  void prune();
  void publish(const std::vector<std::uint32_t>& superseded);

  std::unique_ptr<SegmentWriter> make_writer() const;
  std::uint64_t batch_bytes() const;
  void fail(std::exception_ptr error);
  unsigned count_threads() const {
    return options_.threads != 0 ? options_.threads
                                 : std::max(1u, std::thread::hardware_concurrency());
  }

  const IndexOptions& options_;
  const FieldNames names_;
  const std::uint64_t way_of_reading_;
  ReadingOptions reading_{.names = &names_};
  DatabaseWriter database_;
  std::unique_ptr<SegmentWriter> writer_;
  DocumentNumbers numbers_of_documents_;
  std::unique_ptr<RunDictionary> dictionary_;
  SourceCatalog catalog_;
  std::vector<SourceFile> sources_;
  std::vector<ArticleLocation> deletions_;
  RunTally tally_;  // made last: the time of a run does not begin while another writer works

  BoundedQueue<RecordBatch> queue_{4};
  std::uint64_t records_read_ = 0;  // in the reading thread

  std::mutex mutex_;
  std::exception_ptr error_;  // the first one; guarded by mutex_
};

IndexTotals IndexJob::run() {
  load_catalog();
  const std::vector<const SourceFile*> chosen = choose_sources();
  std::uint64_t input_bytes = 0;
  for (const SourceFile* source : chosen) input_bytes += source->size;
  tally_.expect_input(input_bytes);
  dictionary_ = std::make_unique<RunDictionary>(database_.load_dictionary(), input_bytes);
  std::vector<std::jthread> workers;
  try {
    workers.reserve(count_threads());
    for (unsigned i = 0; i < count_threads(); ++i) workers.emplace_back([this] { work(); });
    read_sources(chosen);
  } catch (...) {
    fail(std::current_exception());
  }
  queue_.close();
  workers.clear();  // joins them
  if (error_) std::rethrow_exception(error_);
  if (stop_requested()) tally_.stop({});

  tally_.show(IndexStage::kMerging);
  SettledVersions settled = tally_.settle_versions();
  deletions_ = std::move(settled.replaced);
  if (options_.prune) prune();
  publish(settled.superseded);
  IndexTotals totals = tally_.totals();
  totals.articles = database_.count_articles();
  totals.database_bytes = database_.count_bytes();
  tally_.show(IndexStage::kDone);
  return totals;
}

// Loads what is remembered of files. If that is damaged, all files are read again; articles that
// are the same are known by their hashes.
void IndexJob::load_catalog() {
  try {
    catalog_ = database_.load_catalog();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kIo) throw;
    if (options_.prune) {
      throw Error(error.code(), error.what(),
                  tr("--prune cannot tell which files are gone; run once without it"));
    }
    const std::string reason = tr_format(
        "{}: all files are read again, and articles that were deleted come back", error.what());
    tally_.report(nullptr,
                  {(database_.path() / database_.manifest().sources_file).string(), 0, reason});
  }
}

// The file that an article came from is the longest of the known names that its path begins with:
// the path itself or an archive. Whether it is one of `gone`; `known` are the others.
bool is_from_gone(std::string_view path, const std::unordered_set<std::string>& gone,
                  const std::unordered_set<std::string>& known) {
  std::string name(path);
  while (true) {
    if (known.contains(name)) return false;
    if (gone.contains(name)) return true;
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos || slash == 0) return false;
    name.resize(slash);
  }
}

// Forgets files below the paths that are gone, and deletes the articles that came from them.
void IndexJob::prune() {
  std::unordered_set<std::string> gone_names;
  for (const auto& [key, name] : catalog_.find_gone(options_.paths)) {
    gone_names.insert(name);
    catalog_.erase(key);
  }
  if (gone_names.empty()) return;
  // Another file of the same name may be known from another place.
  std::unordered_set<std::string> known_names;
  for (std::string& name : catalog_.names()) known_names.insert(std::move(name));
  for (const SourceFile& source : sources_) known_names.insert(source.name);
  std::set<ArticleLocation> deleted(deletions_.begin(), deletions_.end());
  scan_articles(database_.path(), database_.manifest(),
                [&](const ArticleLocation& location, const StoredArticle& article) {
                  const bool is_gone = is_from_gone(article.path, gone_names, known_names);
                  if (!is_gone || !deleted.insert(location).second) return true;
                  deletions_.push_back(location);
                  tally_.add_pruned(1);
                  return true;
                });
}

void IndexJob::publish(const std::vector<std::uint32_t>& superseded) {
  const fs::path segment = database_.building_directory() / "run";
  const std::uint64_t documents = writer_->finish(superseded, segment);
  tally_.remember_sources(catalog_, way_of_reading_);
  const IndexTotals totals = tally_.totals();
  const bool found_something = totals.documents > 0 || totals.unchanged > 0;
  if (documents > 0 || catalog_.is_changed() ||
      (found_something && !has_manifest(database_.path()))) {
    std::ranges::sort(deletions_);
    database_.publish(documents > 0 ? segment : fs::path(), documents, deletions_, &catalog_);
  }
  try {
    if (options_.optimize) {
      database_.optimize(count_threads());
    } else if (documents > 0 || !deletions_.empty()) {
      database_.merge_segments(count_threads());
    }
  } catch (const Error& error) {
    // The run itself is published, and the message must not sound as if nothing had been done.
    throw Error(error.code(),
                tr_format("all articles are in the database, but its segments are not merged: {}",
                          error.what()),
                error.hint());
  }
}

std::unique_ptr<SegmentWriter> IndexJob::make_writer() const {
  const fs::path& scratch = database_.building_directory();
  if (options_.writer == WriterKind::kXapian) return make_xapian_segment_writer(scratch);
  const unsigned threads = count_threads();
  const std::uint64_t others = kMemoryOfProgram + threads * kMemoryOfThread;
  const std::uint64_t left = options_.memory > others ? options_.memory - others : 0;
  return make_glass_segment_writer(
      scratch, {.threads = threads, .memory = std::max(left, threads * kLeastForInverter)});
}

std::uint64_t IndexJob::batch_bytes() const {
  return std::clamp(options_.memory / (count_threads() * kMemoryPerTextByte), kSmallestBatch,
                    kLargestBatch);
}

std::vector<const SourceFile*> IndexJob::choose_sources() {
  if (!options_.format.empty()) {
    reading_.forced = find_article_format(options_.format);
    if (reading_.forced == nullptr) {
      throw Error(ErrorCode::kInvalidArgument,
                  tr_format("there is no format \"{}\"", options_.format),
                  tr("gisa-index --help lists the formats"));
    }
  }
  tally_.show(IndexStage::kScanning);
  sources_ = find_source_files(options_.paths, reading_.forced,
                               [&](const Problem& problem) { tally_.report(nullptr, problem); });
  std::vector<const SourceFile*> chosen;
  for (const SourceFile& source : sources_) {
    if (!is_unchanged(source)) chosen.push_back(&source);
  }
  return chosen;
}

bool IndexJob::is_unchanged(const SourceFile& source) {
  if (source.mtime_ns == 0) return false;
  const SourceState* known = catalog_.find(SourceCatalog::key(source.file, source.name));
  if (known == nullptr || known->size != source.size || known->mtime_ns != source.mtime_ns ||
      known->way != way_of_reading_)
    return false;
  tally_.add_unchanged(known->articles);
  return true;
}

void IndexJob::read_sources(const std::vector<const SourceFile*>& sources) {
  const BatchLimits limits{.bytes = batch_bytes(), .total = options_.limit};
  const BatchReceiver receiver{
      .deliver = [&](RecordBatch batch) { return deliver(std::move(batch)); },
      .finished = [&](FinishedSource finished) { tally_.finish(*finished.source, 0); },
      .report = [&](const SourceFile& source,
                    const Problem& problem) { tally_.report(&source, problem); },
      .broken = [&](std::uint64_t characters) { tally_.add_broken(characters); },
      .content = {},
      .note = [&](const SourceFile& source, const Problem& note) { tally_.note(source, note); }};
  make_batches(sources, limits, reading_, receiver);
}

// Hands a batch to the workers. False: no more is wanted.
bool IndexJob::deliver(RecordBatch batch) {
  records_read_ += batch.records.size();
  // Sources that were not read whole are read again the next time.
  if (stop_requested()) {
    tally_.stop(batch.records);
    return false;
  }
  // At the limit: the last source may hold more, so it is not remembered as read.
  if (records_read_ == options_.limit) tally_.leave_open(*batch.records.back().source);
  return queue_.push(std::move(batch));
}

void IndexJob::work() {
  try {
    const ArticleLookup lookup(database_.path(), database_.manifest());
    const BatchPreparer preparer({.options = options_,
                                  .names = names_,
                                  .way = way_of_reading_,
                                  .threads = count_threads(),
                                  .catalog = catalog_,
                                  .tally = tally_});
    ArticleSink* sink = nullptr;
    while (auto batch = queue_.pop()) {
      BatchOutcome outcome = preparer.prepare(*batch, lookup);
      if (batch->number == 0) settle_dictionary(*batch, outcome);
      const auto before = numbers_of_documents_.take(batch->number, outcome.articles.size());
      if (!before) return;
      outcome.number_from(*before);
      if (sink == nullptr) sink = &writer_->add_sink([this] { return dictionary_->get(); });
      sink->add_batch(batch->number, outcome.articles);
      tally_.add(outcome);
      tally_.show(IndexStage::kIndexing);
    }
    if (sink != nullptr) sink->finish();
  } catch (...) {
    fail(std::current_exception());
  }
}

void IndexJob::settle_dictionary(const RecordBatch& batch, const BatchOutcome& outcome) {
  std::vector<const Article*> articles;
  for (const PreparedArticle& prepared : outcome.articles) articles.push_back(&prepared.article);
  const std::uint64_t bytes = std::max(batch.input_bytes, batch.text_bytes);
  dictionary_->settle(articles, bytes, bytes >= batch_bytes() / 2);
}

void IndexJob::fail(std::exception_ptr error) {
  {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = error;
  }
  queue_.close();
  dictionary_->give_up();
  numbers_of_documents_.give_up();
  writer_->give_up();
}

}  // namespace

IndexTotals run_index_job(const IndexOptions& options, IndexObserver& observer) {
  if (options.paths.empty()) read_manifest(options.database);  // throws if there is none
  return IndexJob(options, observer).run();
}

}  // namespace gisa

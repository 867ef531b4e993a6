#include "indexer/pipeline/index_job.h"

#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_set>

#include "common/articles/stored_article.h"
#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/system/stop_request.h"
#include "gisa/error.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/database/article_scan.h"
#include "indexer/database/database_writer.h"
#include "indexer/database/merge_policy.h"
#include "indexer/pipeline/article_versions.h"
#include "indexer/pipeline/bounded_queue.h"
#include "indexer/pipeline/document_numbers.h"
#include "indexer/pipeline/record_batches.h"
#include "indexer/pipeline/run_dictionary.h"
#include "indexer/readers/file_walker.h"
#include "indexer/segments/glass_segments.h"
#include "indexer/segments/xapian_segments.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// While a batch is being indexed it takes about this many times its text: terms, Xapian's buffers.
constexpr std::uint64_t kMemoryPerTextByte = 128;
constexpr std::uint64_t kSmallestBatch = 64 << 10;
constexpr std::uint64_t kLargestBatch = 1 << 20;

// Of the memory given, what is not for the inverters: the program, tables of the analyzer, and for
// each thread batches, buffers of the compressor, blocks on their way to the disk.
constexpr std::uint64_t kMemoryOfProgram = 20 << 20;
constexpr std::uint64_t kMemoryOfThread = 12 << 20;
constexpr std::uint64_t kLeastForInverter = 12 << 20;

// An article takes up to so many times its size while a thread works on it, whatever is given:
// copies as read and as cleaned, characters and where they come from, occurrences of terms.
constexpr std::uint64_t kMemoryPerArticleByte = 40;

std::uint64_t content_mark(const Article& article, std::string_view bytes) {
  if (!bytes.empty()) return XXH3_64bits(bytes.data(), bytes.size());
  const std::string text = article.title + '\n' + article.body;
  return XXH3_64bits(text.data(), text.size());
}

/// What one batch came to.
struct BatchOutcome {
  IndexTotals totals;
  BatchVersions versions;
  std::map<const SourceFile*, std::uint64_t> read;  // from each file, unchanged ones too
  std::uint64_t input_bytes = 0;
  std::vector<PreparedArticle> articles;  // to be indexed

  // Documents are numbered from 1 until it is known how many come before them.
  void number_from(std::uint32_t before) {
    versions.number_from(before);
    for (PreparedArticle& article : articles) article.document += before;
  }
};

std::uint64_t room_for_documents(const Manifest& manifest) {
  std::uint64_t documents = 0;
  for (const SegmentEntry& segment : manifest.segments) documents += segment.documents;
  return kMostDocuments - std::min(documents, kMostDocuments);
}

// How files are read, but for what they are themselves; 0 if nothing was said.
std::uint64_t way_of_reading(const IndexOptions& options) {
  if (options.format.empty() && options.names.empty()) return 0;
  const std::string way = options.format + '\n' + options.names;
  return XXH3_64bits(way.data(), way.size());
}

class IndexJob {
 public:
  IndexJob(const IndexOptions& options, IndexObserver& observer)
      : options_(options),
        observer_(observer),
        names_(FieldNames::parse(options.names)),
        way_of_reading_(way_of_reading(options)),
        database_(options.database, options.wait),
        writer_(make_writer()),
        numbers_of_documents_(room_for_documents(database_.manifest())) {}

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
  BatchOutcome prepare_batch(const RecordBatch& batch, const ArticleLookup& lookup);
  bool read_whole_file(const RecordRef& record, std::string& content, BatchOutcome& outcome);
  void prepare_record(const RecordRef& record, std::string_view bytes, const ArticleLookup& lookup,
                      BatchOutcome& outcome);
  void warn_of_size(const RecordRef& record, std::uint64_t bytes);
  Article read_article(const RecordRef& record, std::string_view bytes, ReadingNotes& notes) const;
  bool is_too_old(const Article& article) const {
    return !options_.since.empty() && !article.date.empty() &&
           article.date.substr(0, options_.since.size()) < options_.since;
  }
  void settle_dictionary(const RecordBatch& batch, const BatchOutcome& outcome);
  void note(const BatchOutcome& outcome);

  // Publishing, when the workers are done.
  void prune();
  void publish(const std::vector<std::uint32_t>& superseded);
  std::vector<std::uint32_t> settle_versions();
  void finish_catalog();

  std::unique_ptr<SegmentWriter> make_writer() const;
  std::uint64_t batch_bytes() const;
  void report(const SourceFile* source, const Problem& problem);
  void tell_note(const SourceFile& source, const Problem& note);
  void fail(std::exception_ptr error);
  void show_progress(IndexStage stage);
  unsigned count_threads() const {
    return options_.threads != 0 ? options_.threads
                                 : std::max(1u, std::thread::hardware_concurrency());
  }

  const IndexOptions& options_;
  IndexObserver& observer_;
  const FieldNames names_;
  const std::uint64_t way_of_reading_;
  ReadingOptions reading_{.names = &names_};
  DatabaseWriter database_;
  std::unique_ptr<SegmentWriter> writer_;
  DocumentNumbers numbers_of_documents_;
  std::unique_ptr<RunDictionary> dictionary_;
  Cleaner cleaner_;
  SourceCatalog catalog_;
  std::vector<SourceFile> sources_;
  Clock::time_point started_ = Clock::now();

  BoundedQueue<RecordBatch> queue_{4};
  std::uint64_t records_read_ = 0;  // in the reading thread

  std::mutex mutex_;  // guards all below, and calls of the observer
  IndexTotals totals_;
  IndexProgress progress_;
  RunVersions versions_;
  std::vector<ArticleLocation> deletions_;
  std::set<const SourceFile*> faulty_sources_;  // not read whole: not to be remembered
  std::set<const SourceFile*> noted_sources_;   // of which a note was told
  std::vector<std::pair<const SourceFile*, std::uint64_t>>
      read_sources_;                                     // and the hash of the content
  std::map<const SourceFile*, std::uint64_t> articles_;  // read from each file
  std::exception_ptr error_;
};

IndexTotals IndexJob::run() {
  load_catalog();
  const std::vector<const SourceFile*> chosen = choose_sources();
  dictionary_ = std::make_unique<RunDictionary>(database_.load_dictionary(), progress_.input_total);
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
  totals_.was_stopped |= stop_requested();

  show_progress(IndexStage::kMerging);
  const std::vector<std::uint32_t> superseded = settle_versions();
  if (options_.prune) prune();
  publish(superseded);
  totals_.articles = database_.count_articles();
  totals_.database_bytes = database_.count_bytes();
  totals_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  show_progress(IndexStage::kDone);
  return totals_;
}

// Without it all files are read again: articles that are the same are known by their hashes.
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
    report(nullptr, {(database_.path() / database_.manifest().sources_file).string(), 0, reason});
  }
}

// Whether it is one of `names`, or stands in one that is a directory or an archive.
bool is_below(const std::string& path, const std::unordered_set<std::string>& names) {
  for (std::size_t end = path.find('/', 1); end != std::string::npos;
       end = path.find('/', end + 1)) {
    if (names.contains(path.substr(0, end))) return true;
  }
  return names.contains(path);
}

// Forgets files below the paths that are gone, and deletes the articles that came from them.
void IndexJob::prune() {
  std::unordered_set<std::string> gone_names;
  for (const auto& [key, name] : catalog_.find_gone(options_.paths)) {
    gone_names.insert(name);
    catalog_.erase(key);
  }
  // Another file of the same name may be known from another place.
  for (const std::string& name : catalog_.names()) gone_names.erase(name);
  for (const SourceFile& source : sources_) gone_names.erase(source.name);
  if (gone_names.empty()) return;
  std::set<ArticleLocation> deleted(deletions_.begin(), deletions_.end());
  scan_articles(database_.path(), database_.manifest(),
                [&](const ArticleLocation& location, const StoredArticle& article) {
                  const bool is_gone = is_below(std::string(article.path), gone_names);
                  if (!is_gone || !deleted.insert(location).second) return true;
                  deletions_.push_back(location);
                  ++totals_.pruned;
                  return true;
                });
}

void IndexJob::publish(const std::vector<std::uint32_t>& superseded) {
  const fs::path segment = database_.building_directory() / "run";
  const std::uint64_t documents = writer_->finish(superseded, segment);
  finish_catalog();
  const bool found_something = totals_.documents > 0 || totals_.unchanged > 0;
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
    // What the run read stays; it must not be told that nothing has happened.
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
  show_progress(IndexStage::kScanning);
  sources_ = find_source_files(options_.paths, reading_.forced,
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
  if (known == nullptr || known->size != source.size || known->mtime_ns != source.mtime_ns ||
      known->way != way_of_reading_)
    return false;
  totals_.unchanged += known->articles;
  return true;
}

void IndexJob::read_sources(const std::vector<const SourceFile*>& sources) {
  const BatchLimits limits{.bytes = batch_bytes(), .total = options_.limit};
  const BatchReceiver receiver{
      .deliver = [&](RecordBatch batch) { return deliver(std::move(batch)); },
      .finished =
          [&](FinishedSource finished) {
            const std::lock_guard lock(mutex_);
            read_sources_.emplace_back(finished.source, 0);
          },
      .report = [&](const SourceFile& source, const Problem& problem) { report(&source, problem); },
      .broken =
          [&](std::uint64_t characters) {
            const std::lock_guard lock(mutex_);
            totals_.broken_characters += characters;
          },
      .content = {},
      .note = [&](const SourceFile& source, const Problem& note) { tell_note(source, note); }};
  make_batches(sources, limits, reading_, receiver);
}

// Hands a batch to the workers. False: no more is wanted.
bool IndexJob::deliver(RecordBatch batch) {
  records_read_ += batch.records.size();
  // Sources that were not read whole are read again the next time.
  if (stop_requested()) {
    const std::lock_guard lock(mutex_);
    for (const RecordRef& record : batch.records) faulty_sources_.insert(record.source);
    totals_.was_stopped = true;
    return false;
  }
  if (records_read_ == options_.limit) {
    const std::lock_guard lock(mutex_);
    faulty_sources_.insert(batch.records.back().source);  // there may be more in it
  }
  return queue_.push(std::move(batch));
}

void IndexJob::work() {
  try {
    const ArticleLookup lookup(database_.path(), database_.manifest());
    ArticleSink* sink = nullptr;
    while (auto batch = queue_.pop()) {
      BatchOutcome outcome = prepare_batch(*batch, lookup);
      if (batch->number == 0) settle_dictionary(*batch, outcome);
      const auto before = numbers_of_documents_.take(batch->number, outcome.articles.size());
      if (!before) return;
      outcome.number_from(*before);
      if (sink == nullptr) sink = &writer_->add_sink([this] { return dictionary_->get(); });
      sink->add_batch(batch->number, outcome.articles);
      note(outcome);
    }
    if (sink != nullptr) sink->finish();
  } catch (...) {
    fail(std::current_exception());
  }
}

// Reads and cleans the articles of a batch that are new or have changed.
BatchOutcome IndexJob::prepare_batch(const RecordBatch& batch, const ArticleLookup& lookup) {
  BatchOutcome outcome;
  outcome.input_bytes = batch.input_bytes;
  outcome.articles.reserve(batch.records.size());
  std::string content;
  for (const RecordRef& record : batch.records) {
    const bool is_file = record.article == nullptr && record.bytes.data() == nullptr;
    if (is_file && !read_whole_file(record, content, outcome)) continue;
    prepare_record(record, is_file ? std::string_view(content) : record.bytes, lookup, outcome);
  }
  return outcome;
}

void IndexJob::settle_dictionary(const RecordBatch& batch, const BatchOutcome& outcome) {
  std::vector<const Article*> articles;
  for (const PreparedArticle& prepared : outcome.articles) articles.push_back(&prepared.article);
  const std::uint64_t bytes = std::max(batch.input_bytes, batch.text_bytes);
  dictionary_->settle(articles, bytes, bytes >= batch_bytes() / 2);
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
  const bool unchanged = known != nullptr && known->hash == hash && known->size == content.size() &&
                         known->way == way_of_reading_;
  const std::lock_guard lock(mutex_);
  read_sources_.emplace_back(&source, hash);
  if (unchanged) {
    outcome.totals.unchanged += known->articles;
    outcome.read[&source] += known->articles;
  }
  return !unchanged;
}

Article IndexJob::read_article(const RecordRef& record, std::string_view bytes,
                               ReadingNotes& notes) const {
  const SourceFile& source = *record.source;
  const std::string name = record.name();
  Article article = record.article != nullptr
                        ? std::move(*record.article)
                        : record.format->parse(bytes, {name, record.line, &notes, &names_});
  article.path = name;
  std::ranges::replace(article.id, '\0', ' ');  // no term may have many of them
  if (!article.id.empty()) return article;
  article.id = name;
  if (record.line == 0 && source.mtime_ns != 0) return article;
  // A record of a file is known by its place; what came through a pipe has no lasting place.
  const std::uint64_t mark = source.mtime_ns == 0 ? content_mark(article, bytes) : record.line;
  article.id += ":" + std::to_string(mark);
  return article;
}

void IndexJob::prepare_record(const RecordRef& record, std::string_view bytes,
                              const ArticleLookup& lookup, BatchOutcome& outcome) {
  Article raw;
  ReadingNotes notes;
  try {
    raw = read_article(record, bytes, notes);
  } catch (const Error& error) {
    report(record.source, {record.shown_path(), record.line, error.what()});
    return;
  }
  outcome.totals.broken_characters += notes.broken_characters;
  if (!notes.remark.empty())
    tell_note(*record.source, {record.shown_path(), record.line, notes.remark});
  ++outcome.read[record.source];
  const std::uint64_t hash = content_hash(raw);
  const auto before = static_cast<std::uint32_t>(outcome.articles.size());
  const auto existing = lookup.find(raw.id);
  if (existing && existing->content_hash == hash) {
    ++outcome.totals.unchanged;
    outcome.versions.add_unchanged(raw.id, before);
    return;
  }
  const std::uint64_t text_bytes = raw.title.size() + raw.body.size();
  // What an article is known by stays as it was given: cleaned, two could become one, and it would
  // not be found the next time.
  std::string given_id = raw.id;
  Article article = cleaner_.clean(std::move(raw));
  article.id = std::move(given_id);
  if (is_too_old(article)) {
    ++outcome.totals.older;
    const std::lock_guard lock(mutex_);
    faulty_sources_.insert(record.source);  // without the option there is more in it
    return;
  }
  warn_of_size(record, text_bytes);
  outcome.versions.add_indexed(article.id, before + 1,
                               existing ? std::optional(existing->location) : std::nullopt);
  ++outcome.totals.documents;
  outcome.totals.text_bytes += text_bytes;
  outcome.articles.push_back({before + 1, hash, std::move(article)});
}

void IndexJob::warn_of_size(const RecordRef& record, std::uint64_t bytes) {
  const std::uint64_t needed = bytes * kMemoryPerArticleByte;
  if (needed * count_threads() <= options_.memory) return;
  tell_note(*record.source,
            {record.shown_path(), record.line,
             tr_format("an article of {} takes up to {} of memory on each thread, whatever "
                       "--memory says; with fewer --threads it is less in all",
                       format_bytes(static_cast<double>(bytes), 1),
                       format_bytes(static_cast<double>(needed), 1))});
}

void IndexJob::note(const BatchOutcome& outcome) {
  {
    const std::lock_guard lock(mutex_);
    totals_.documents += outcome.totals.documents;
    totals_.unchanged += outcome.totals.unchanged;
    totals_.text_bytes += outcome.totals.text_bytes;
    totals_.older += outcome.totals.older;
    totals_.broken_characters += outcome.totals.broken_characters;
    progress_.input_done += outcome.input_bytes;
    versions_.add(outcome.versions);
    for (const auto& [source, articles] : outcome.read) articles_[source] += articles;
  }
  show_progress(IndexStage::kIndexing);
}

// The documents of the run that do not stand.
std::vector<std::uint32_t> IndexJob::settle_versions() {
  SettledVersions settled = versions_.settle();
  totals_.documents -= settled.superseded.size();
  totals_.repeated = settled.superseded.size();
  totals_.replaced = settled.replaced.size();
  deletions_ = std::move(settled.replaced);
  return std::move(settled.superseded);
}

void IndexJob::finish_catalog() {
  for (const auto& [source, hash] : read_sources_) {
    if (source->mtime_ns == 0) continue;
    const std::string key = SourceCatalog::key(source->file, source->name);
    if (faulty_sources_.contains(source)) {
      catalog_.erase(key);
    } else {
      catalog_.set(key, {source->size, source->mtime_ns, hash, articles_[source], way_of_reading_});
    }
  }
}

void IndexJob::report(const SourceFile* source, const Problem& problem) {
  const std::lock_guard lock(mutex_);
  ++totals_.skipped;
  if (source != nullptr) faulty_sources_.insert(source);
  observer_.on_problem(problem);
}

void IndexJob::tell_note(const SourceFile& source, const Problem& note) {
  const std::lock_guard lock(mutex_);
  if (noted_sources_.insert(&source).second) observer_.on_note(note);
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
  if (options.paths.empty()) read_manifest(options.database);  // throws if there is none
  return IndexJob(options, observer).run();
}

}  // namespace gisa

#include "indexer/database/database_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <set>
#include <thread>

#include "common/articles/stored_article.h"
#include "common/database/checksums.h"
#include "common/database/file_names.h"
#include "common/database/schema.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "common/system/stop_request.h"
#include "gisa/error.h"
#include "indexer/database/merge_policy.h"
#include "indexer/database/segment_articles.h"
#include "indexer/segments/glass_segments.h"
#include "indexer/segments/segment_writer.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

// Absolute and without a slash at its end.
fs::path full_path(const fs::path& path) {
  fs::path full = fs::absolute(path).lexically_normal();
  return full.has_filename() ? full : full.parent_path();
}

// Files a writer may leave in a directory that is not yet a database.
bool holds_only_leftovers(const fs::path& directory) {
  std::error_code error;
  const fs::directory_iterator entries(directory, error);
  if (error) throw io_error("cannot read {}: {}", directory, error.value());
  return std::ranges::all_of(entries, [](const fs::directory_entry& entry) {
    return is_database_file_name(entry.path().filename().string());
  });
}

}  // namespace

struct ArticleLookup::Segment {
  Segment(const fs::path& database, const SegmentEntry& entry)
      : articles(database, entry), deleted(read_deleted(database, entry)) {}

  SegmentArticles articles;
  std::vector<std::uint32_t> deleted;
};

ArticleLookup::ArticleLookup(const fs::path& database, const Manifest& manifest) {
  for (const SegmentEntry& entry : manifest.segments) {
    segments_.push_back(std::make_unique<Segment>(database, entry));
  }
}

ArticleLookup::~ArticleLookup() = default;

std::optional<ArticleLookup::Found> ArticleLookup::find(std::string_view id) const {
  const std::string term = make_field_term(Field::kId, id);
  for (std::size_t i = segments_.size(); i-- > 0;) {
    Segment& segment = *segments_[i];
    for (const std::uint32_t document : segment.articles.find(term)) {
      if (std::ranges::binary_search(segment.deleted, document)) continue;
      return Found{{i, document}, stored_content_hash(segment.articles.data(document))};
    }
  }
  return std::nullopt;
}

DatabaseWriter::DatabaseWriter(const fs::path& database, std::chrono::milliseconds wait)
    : database_(database), building_(database / kBuildingName) {
  lock(wait);
  try {
    open_or_start();
  } catch (...) {
    ::close(lock_fd_);
    throw;
  }
}

DatabaseWriter::~DatabaseWriter() {
  std::error_code ignored;
  fs::remove_all(building_, ignored);
  if (is_new_directory_ && manifest_.generation == 0) fs::remove_all(database_, ignored);
  ::close(lock_fd_);
}

void DatabaseWriter::make_directory() {
  std::error_code error;
  refuse_dangling_link(database_);
  if (!fs::exists(database_, error)) {
    for (fs::path made = full_path(database_); !fs::exists(made, error);
         made = made.parent_path()) {
      new_directories_.push_back(made);
    }
    is_new_directory_ = fs::create_directories(database_, error);
    if (error) throw io_error("cannot make {}: {}", database_, error.value());
  }
  if (is_stub_of_others(database_)) throw stub_error(database_);
  if (!fs::is_directory(database_, error)) {
    throw Error(ErrorCode::kNotADatabase, tr_format("{} is not a directory", database_.string()),
                tr("name a directory that does not exist yet, or a gisa database"));
  }
  if (has_manifest(database_)) return;
  if (!holds_only_leftovers(database_)) {
    throw Error(ErrorCode::kNotADatabase,
                tr_format("{} holds other files and is no gisa database", database_.string()),
                tr("name a directory that does not exist yet, or a gisa database"));
  }
  refuse_lost_manifest(database_);
}

void DatabaseWriter::lock(std::chrono::milliseconds wait) {
  constexpr std::chrono::milliseconds kLook{20};
  const auto end = std::chrono::steady_clock::now() + wait;
  while (!try_lock()) {
    const bool is_late = wait.count() >= 0 && std::chrono::steady_clock::now() >= end;
    if (is_late || stop_requested()) {
      throw Error(
          ErrorCode::kLocked, tr_format("another gisa-index is writing to {}", database_.string()),
          tr("wait until it has finished, or give --wait-lock; searching goes on meanwhile"));
    }
    std::this_thread::sleep_for(kLook);
  }
}

// False if another writer has the lock.
bool DatabaseWriter::try_lock() {
  make_directory();
  const fs::path file = database_ / kLockName;
  lock_fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_fd_ < 0 && errno == ENOENT) return false;  // removed by a writer whose first run failed
  if (lock_fd_ < 0) throw io_error("cannot open {}: {}", file, errno);
  if (::flock(lock_fd_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(lock_fd_);
    if (error == EWOULDBLOCK || error == EINTR) return false;
    throw io_error("cannot lock {}: {}", file, error);
  }
  // Whoever held the lock may have removed the file, with its directory. Then a file that nobody
  // else will find is locked, which is no lock.
  struct stat held {};
  struct stat named {};
  const bool is_named = ::fstat(lock_fd_, &held) == 0 && ::stat(file.c_str(), &named) == 0 &&
                        held.st_ino == named.st_ino && held.st_dev == named.st_dev;
  if (!is_named) ::close(lock_fd_);
  return is_named;
}

void DatabaseWriter::open_or_start() {
  if (has_manifest(database_)) {
    manifest_ = read_manifest(database_);
    if (manifest_.analyzer != Analyzer::fingerprint()) {
      throw Error(ErrorCode::kAnalyzerMismatch,
                  tr_format("{} was indexed under other analysis rules ({}, this version has {})",
                            database_.string(), manifest_.analyzer, Analyzer::fingerprint()),
                  tr("index the articles again into a new directory"));
    }
  } else {
    manifest_.analyzer = Analyzer::fingerprint();
  }
  remove_unnamed_files();
  std::error_code error;
  fs::create_directories(building_, error);
  if (error) throw io_error("cannot make {}: {}", building_, error.value());
}

SourceCatalog DatabaseWriter::load_catalog() const {
  if (manifest_.sources_file.empty()) return {};
  return SourceCatalog::deserialize(read_file(database_ / manifest_.sources_file));
}

std::shared_ptr<const TextDictionary> DatabaseWriter::load_dictionary() const {
  const auto largest = std::ranges::max_element(manifest_.segments, {}, &SegmentEntry::documents);
  if (largest == manifest_.segments.end()) return nullptr;
  check_segment_files(database_ / largest->name, largest->hash);
  const TextDictionaries dictionaries = read_dictionaries(database_ / largest->name);
  const auto best = std::ranges::max_element(
      dictionaries, {}, [](const auto& entry) { return entry.second->size(); });
  return best == dictionaries.end() ? nullptr : best->second;
}

std::string DatabaseWriter::next_segment_name() const {
  std::uint64_t highest = 0;
  for (const SegmentEntry& entry : manifest_.segments) {
    highest = std::max(highest, segment_number(entry.name).value_or(0));
  }
  return segment_name(highest + 1);
}

fs::path DatabaseWriter::adopt(const fs::path& segment, const std::string& name) const {
  sync_segment(segment);
  move_file(segment, database_ / name);
  sync_directory(database_);  // before a manifest names it
  return database_ / name;
}

void DatabaseWriter::publish(const fs::path& segment, std::uint64_t documents,
                             const std::vector<ArticleLocation>& deletions,
                             const SourceCatalog* catalog) {
  Manifest next = manifest_;
  ++next.generation;
  std::map<std::size_t, std::vector<std::uint32_t>> by_segment;
  for (const ArticleLocation& deletion : deletions)
    by_segment[deletion.segment].push_back(deletion.document);
  for (auto& [index, deleted] : by_segment) {
    SegmentEntry& entry = next.segments[index];
    std::ranges::copy(read_deleted(database_, entry), std::back_inserter(deleted));
    std::ranges::sort(deleted);
    deleted.erase(std::unique(deleted.begin(), deleted.end()), deleted.end());
    entry.deleted_file = deleted_file_name(entry.name, next.generation);
    write_deleted(database_, entry.deleted_file, deleted);
  }
  if (!segment.empty()) {
    const std::string name = next_segment_name();
    adopt(segment, name);
    next.segments.push_back({name, documents, segment_hash(database_ / name), {}});
  }
  if (catalog != nullptr) {
    next.sources_file = sources_file_name(next.generation);
    write_file_durably(database_ / next.sources_file, catalog->serialize());
  }
  commit(std::move(next));
}

void DatabaseWriter::commit(Manifest next) {
  // The first commit: the directory itself must be on the disk before its manifest is.
  if (manifest_.generation == 0) {
    sync_directory(full_path(database_).parent_path());
    for (const fs::path& made : new_directories_) sync_directory(made.parent_path());
  }
  write_manifest(database_, next);
  manifest_ = std::move(next);
  remove_unnamed_files();
}

void DatabaseWriter::merge_segments(unsigned threads) {
  std::vector<SegmentSize> sizes;
  for (const SegmentEntry& entry : manifest_.segments) {
    sizes.push_back({entry.documents, read_deleted(database_, entry).size()});
  }
  const std::vector<std::size_t> chosen = choose_segments_to_merge(sizes);
  if (!chosen.empty()) merge(chosen, threads);
}

void DatabaseWriter::optimize(unsigned threads) {
  const auto& segments = manifest_.segments;
  const bool is_optimal =
      segments.empty() || (segments.size() == 1 && segments.front().deleted_file.empty());
  if (is_optimal) return;
  std::vector<std::size_t> all(segments.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  merge(all, threads);
}

// `chosen`: indexes into the manifest's segments, ascending.
void DatabaseWriter::merge(const std::vector<std::size_t>& chosen, unsigned threads) {
  Manifest next = manifest_;
  ++next.generation;
  std::vector<SegmentToMerge> sources;
  for (const std::size_t i : chosen) {
    const SegmentEntry& entry = manifest_.segments[i];
    check_segment_files(database_ / entry.name, entry.hash);
    sources.push_back({database_ / entry.name, read_deleted(database_, entry)});
  }
  const fs::path merged = building_ / "merged";
  const std::uint64_t documents = merge_glass_segments(sources, merged, threads);
  for (std::size_t k = chosen.size(); k-- > 0;) {
    next.segments.erase(next.segments.begin() + static_cast<std::ptrdiff_t>(chosen[k]));
  }
  if (documents > 0) {
    const std::string name = next_segment_name();
    adopt(merged, name);
    next.segments.push_back({name, documents, segment_hash(database_ / name), {}});
  }
  commit(std::move(next));
}

void DatabaseWriter::remove_unnamed_files() const {
  std::set<std::string> named = {kLockName, kManifestName, kBuildingName, manifest_.sources_file};
  for (const SegmentEntry& entry : manifest_.segments) {
    named.insert(entry.name);
    named.insert(entry.deleted_file);
  }
  std::error_code ignored;  // what stays behind, the next writer removes
  const auto remove_if = [&](const fs::path& directory, const auto& is_unwanted) {
    for (auto it = fs::directory_iterator(directory, ignored); it != fs::directory_iterator();
         it.increment(ignored)) {
      if (is_unwanted(it->path().filename().string())) fs::remove_all(it->path(), ignored);
    }
  };
  // What has another name is the user's.
  remove_if(database_, [&](const std::string& name) {
    return is_database_file_name(name) && !named.contains(name);
  });
  remove_if(building_, [](const std::string&) { return true; });
}

std::uint64_t DatabaseWriter::count_articles() const {
  std::uint64_t articles = 0;
  for (const SegmentEntry& entry : manifest_.segments) {
    articles += entry.documents - read_deleted(database_, entry).size();
  }
  return articles;
}

std::uint64_t DatabaseWriter::count_bytes() const {
  std::uint64_t bytes = 0;
  std::error_code error;  // searchers' leftovers may vanish meanwhile
  for (auto it = fs::recursive_directory_iterator(database_, error);
       it != fs::recursive_directory_iterator(); it.increment(error)) {
    const std::uint64_t size = it->is_regular_file(error) ? it->file_size(error) : 0;
    if (!error) bytes += size;
  }
  return bytes;
}

}  // namespace gisa

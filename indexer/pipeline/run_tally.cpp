#include "indexer/pipeline/run_tally.h"

#include <string>

#include "indexer/pipeline/batch_preparer.h"

namespace gisa {

void RunTally::expect_input(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  progress_.input_total += bytes;
}

void RunTally::add_unchanged(std::uint64_t articles) {
  const std::lock_guard lock(mutex_);
  totals_.unchanged += articles;
}

void RunTally::add_broken(std::uint64_t characters) {
  const std::lock_guard lock(mutex_);
  totals_.broken_characters += characters;
}

void RunTally::add_pruned(std::uint64_t articles) {
  const std::lock_guard lock(mutex_);
  totals_.pruned += articles;
}

void RunTally::add(const BatchOutcome& batch) {
  const std::lock_guard lock(mutex_);
  totals_.documents += batch.totals.documents;
  totals_.unchanged += batch.totals.unchanged;
  totals_.text_bytes += batch.totals.text_bytes;
  totals_.older += batch.totals.older;
  totals_.broken_characters += batch.totals.broken_characters;
  progress_.input_done += batch.input_bytes;
  versions_.add(batch.versions);
  for (const auto& [source, articles] : batch.read) articles_[source] += articles;
}

void RunTally::report(const SourceFile* source, const Problem& problem) {
  const std::lock_guard lock(mutex_);
  ++totals_.skipped;
  if (source != nullptr) open_.insert(source);
  observer_.on_problem(problem);
}

void RunTally::note(const SourceFile& source, const Problem& note) {
  const std::lock_guard lock(mutex_);
  if (noted_.insert(&source).second) observer_.on_note(note);
}

void RunTally::finish(const SourceFile& source, std::uint64_t hash) {
  const std::lock_guard lock(mutex_);
  read_.push_back({&source, hash});
}

void RunTally::leave_open(const SourceFile& source) {
  const std::lock_guard lock(mutex_);
  open_.insert(&source);
}

void RunTally::stop(std::span<const RecordRef> records) {
  const std::lock_guard lock(mutex_);
  for (const RecordRef& record : records) open_.insert(record.source);
  totals_.was_stopped = true;
}

void RunTally::show(IndexStage stage) {
  const std::lock_guard lock(mutex_);
  progress_.stage = stage;
  progress_.documents = totals_.documents;
  progress_.skipped = totals_.skipped;
  progress_.text_bytes = totals_.text_bytes;
  progress_.seconds = seconds();
  observer_.on_progress(progress_);
}

SettledVersions RunTally::settle_versions() {
  const std::lock_guard lock(mutex_);
  SettledVersions settled = versions_.settle();
  totals_.documents -= settled.superseded.size();
  totals_.repeated = settled.superseded.size();
  totals_.replaced = settled.replaced.size();
  return settled;
}

void RunTally::remember_sources(SourceCatalog& catalog, std::uint64_t way) const {
  for (const auto& [source, hash] : read_) {
    if (source->mtime_ns == 0) continue;
    const std::string key = SourceCatalog::key(source->file, source->name);
    if (open_.contains(source)) {
      catalog.erase(key);
      continue;
    }
    const auto found = articles_.find(source);
    const std::uint64_t articles = found == articles_.end() ? 0 : found->second;
    catalog.set(key, {source->size, source->mtime_ns, hash, articles, way});
  }
}

IndexTotals RunTally::totals() const {
  IndexTotals totals = totals_;
  totals.seconds = seconds();
  return totals;
}

}  // namespace gisa

#include "indexer/pipeline/batch_preparer.h"

#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "common/articles/stored_article.h"
#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/system/files.h"
#include "common/text/composition.h"
#include "gisa/error.h"

namespace gisa {
namespace {

// An article takes up to so many times its size while a thread works on it, whatever is given:
// copies as read and as cleaned, characters and where they come from, occurrences of terms.
constexpr std::uint64_t kMemoryPerArticleByte = 40;

std::uint64_t content_mark(const Article& article, std::string_view bytes) {
  if (!bytes.empty()) return XXH3_64bits(bytes.data(), bytes.size());
  const std::string text = article.title + '\n' + article.body;
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace

BatchOutcome BatchPreparer::prepare(const RecordBatch& batch, const ArticleLookup& lookup) const {
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

bool BatchPreparer::read_whole_file(const RecordRef& record, std::string& content,
                                    BatchOutcome& outcome) const {
  const SourceFile& source = *record.source;
  try {
    content = read_file(source.file);
  } catch (const Error& error) {
    run_.tally.report(&source, {source.file.string(), 0, error.what()});
    return false;
  }
  const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
  const SourceState* known = run_.catalog.find(SourceCatalog::key(source.file, source.name));
  const bool unchanged = known != nullptr && known->hash == hash && known->size == content.size() &&
                         known->way == run_.way;
  run_.tally.finish(source, hash);
  if (unchanged) {
    outcome.totals.unchanged += known->articles;
    outcome.read[&source] += known->articles;
  }
  return !unchanged;
}

Article BatchPreparer::read_article(const RecordRef& record, std::string_view bytes,
                                    ReadingNotes& notes) const {
  const SourceFile& source = *record.source;
  const std::string name = record.name();
  Article article = record.article != nullptr
                        ? std::move(*record.article)
                        : record.format->parse(bytes, {name, record.line, &notes, &run_.names});
  article.path = name;
  std::ranges::replace(article.id, '\0', ' ');  // no term may have many of them
  if (!article.id.empty()) return article;
  article.id = name;
  compose_hangul(article.id);  // file systems of Apple take names apart; nobody types them so
  if (record.line == 0 && source.mtime_ns != 0) return article;
  // A record of a file is known by its place; what came through a pipe has no lasting place.
  const std::uint64_t mark = source.mtime_ns == 0 ? content_mark(article, bytes) : record.line;
  article.id += ":" + std::to_string(mark);
  return article;
}

void BatchPreparer::prepare_record(const RecordRef& record, std::string_view bytes,
                                   const ArticleLookup& lookup, BatchOutcome& outcome) const {
  Article raw;
  ReadingNotes notes;
  try {
    raw = read_article(record, bytes, notes);
  } catch (const Error& error) {
    run_.tally.report(record.source, {record.shown_path(), record.line, error.what()});
    return;
  }
  outcome.totals.broken_characters += notes.broken_characters;
  if (!notes.remark.empty())
    run_.tally.note(*record.source, {record.shown_path(), record.line, notes.remark});
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
    run_.tally.leave_open(*record.source);  // without the option there is more in it
    return;
  }
  if (article.title.empty() && article.body.empty()) {
    run_.tally.note(*record.source,
                    {record.shown_path(), record.line,
                     tr("no text is left without markup and boilerplate; the article is found by "
                        "its id, date and press only")});
  }
  warn_of_size(record, text_bytes);
  outcome.versions.add_indexed(article.id, before + 1,
                               existing ? std::optional(existing->location) : std::nullopt);
  ++outcome.totals.documents;
  outcome.totals.text_bytes += text_bytes;
  outcome.articles.push_back({before + 1, hash, std::move(article)});
}

bool BatchPreparer::is_too_old(const Article& article) const {
  const std::string& since = run_.options.since;
  return !article.date.empty() && article.date.substr(0, since.size()) < since;
}

void BatchPreparer::warn_of_size(const RecordRef& record, std::uint64_t bytes) const {
  const std::uint64_t needed = bytes * kMemoryPerArticleByte;
  if (needed * run_.threads <= run_.options.memory) return;
  run_.tally.note(*record.source,
                  {record.shown_path(), record.line,
                   tr_format("an article of {} takes up to {} of memory on each thread, whatever "
                             "--memory says; with fewer --threads it is less in all",
                             format_bytes(static_cast<double>(bytes), 1),
                             format_bytes(static_cast<double>(needed), 1))});
}

}  // namespace gisa

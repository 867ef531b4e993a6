/// Makes of a batch of records the articles that are to be indexed: reads them, leaves out what the
/// database has as it is, and cleans the others.
///
///     const BatchPreparer preparer({.options = options, .names = names, ...});
///     BatchOutcome outcome = preparer.prepare(batch, lookup);
///     outcome.number_from(documents_of_batches_before);
///
/// Threads: one preparer for all workers; each has an ArticleLookup of its own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/articles/article.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/database/database_writer.h"
#include "indexer/database/source_catalog.h"
#include "indexer/pipeline/article_versions.h"
#include "indexer/pipeline/index_job.h"
#include "indexer/pipeline/record_batches.h"
#include "indexer/pipeline/run_tally.h"
#include "indexer/segments/segment_writer.h"

namespace gisa {

/// What one batch came to.
struct BatchOutcome {
  IndexTotals totals;
  BatchVersions versions;
  std::map<const SourceFile*, std::uint64_t> read;  ///< from each file, unchanged ones too
  std::uint64_t input_bytes = 0;
  std::vector<PreparedArticle> articles;  ///< to be indexed

  /// Documents are numbered from 1 until it is known how many come before them.
  void number_from(std::uint32_t before) {
    versions.number_from(before);
    for (PreparedArticle& article : articles) article.document += before;
  }
};

class BatchPreparer {
 public:
  /// What all batches of a run have in common; must outlive the preparer.
  struct Run {
    const IndexOptions& options;
    const FieldNames& names;
    std::uint64_t way = 0;  ///< of reading: SourceState::way
    unsigned threads = 1;
    const SourceCatalog& catalog;
    RunTally& tally;  ///< told of problems, notes and files that were read
  };
  explicit BatchPreparer(const Run& run) : run_(run) {}

  BatchOutcome prepare(const RecordBatch& batch, const ArticleLookup& lookup) const;

 private:
  bool read_whole_file(const RecordRef& record, std::string& content, BatchOutcome& outcome) const;
  void prepare_record(const RecordRef& record, std::string_view bytes, const ArticleLookup& lookup,
                      BatchOutcome& outcome) const;
  Article read_article(const RecordRef& record, std::string_view bytes, ReadingNotes& notes) const;
  bool is_too_old(const Article& article) const;
  void warn_of_size(const RecordRef& record, std::uint64_t bytes) const;

  const Run run_;
  Cleaner cleaner_;
};

}  // namespace gisa

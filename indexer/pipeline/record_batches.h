/// Cuts the input into batches of records: the unit of work of the indexing threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/file_walker.h"
#include "indexer/readers/source_reading.h"

namespace gisa {

/// One record: an article that is read already, bytes that are one article, or a file still to be
/// read.
struct RecordRef {
  const SourceFile* source = nullptr;
  std::uint64_t line = 0;  ///< 1-based line, row or number; 0: the whole content
  std::string_view bytes =
      {};  ///< the line, or the whole content; unset for a file still to be read
  const ArticleFormat* format = nullptr;           ///< of `bytes` or the file
  std::shared_ptr<const std::string> member = {};  ///< inside an archive; null: the source itself
  std::shared_ptr<const std::string> contents =
      {};                                 ///< what `bytes` points into, if it is a content
  std::unique_ptr<Article> article = {};  ///< if it is read already

  /// What the article is known by if it has no id: the source's name, and the member's behind it.
  std::string name() const;
  /// The same as the user would write it, for messages.
  std::string shown_path() const;
};

struct RecordBatch {
  std::uint64_t number = 0;  ///< from 0, in the order of the input
  std::vector<RecordRef> records;
  std::shared_ptr<const std::string> buffer;  ///< what the lines' `bytes` point into
  std::uint64_t input_bytes = 0;              ///< of files, for progress
  std::uint64_t text_bytes = 0;               ///< of records, about
};

/// A source of many records that was read to its end.
struct FinishedSource {
  const SourceFile* source = nullptr;
};

struct BatchLimits {
  std::uint64_t bytes = 1 << 20;  ///< of text a batch, about
  std::size_t records = 512;
  std::uint64_t total = 0;  ///< records of all batches: nothing behind them is read; 0: all
};

/// Told what becomes of the sources. Calls come from the thread that calls make_batches().
struct BatchReceiver {
  /// False: no more is wanted.
  std::function<bool(RecordBatch)> deliver;
  /// A source of many records was read to its end; its last ones may be in a batch to come. May be
  /// empty.
  std::function<void(FinishedSource)> finished;
  /// A source, or a record in it, that cannot be read.
  std::function<void(const SourceFile&, Problem)> report;
  /// Characters that were broken and became U+FFFD. May be empty.
  std::function<void(std::uint64_t)> broken;
  /// A content (a file, or a member of an archive) begins. May be empty.
  std::function<void(const ArticleFormat&)> content;
  /// A source begins. May be empty.
  std::function<void(const SourceFile&)> source = {};
  /// What the user should know of records that are read all the same. May be empty.
  std::function<void(const SourceFile&, Problem)> note = {};
};

/// Feeds `receiver` with batches of everything in `sources`, in order, until it wants no more.
/// Files that are one record are only named: whoever works on the batch reads them.
void make_batches(const std::vector<const SourceFile*>& sources, const BatchLimits& limits,
                  const ReadingOptions& options, const BatchReceiver& receiver);

}  // namespace gisa

/// Writing the segment of a run: an immutable index of its articles.
///
/// The interface between the pipeline and the ways a segment can be made: glass_segments.h, and
/// xapian_segments.h as the reference.
///
///     ArticleSink& sink = writer.add_sink();           // each thread one
///     sink.add_batch(0, articles);                     // batches rise, and each goes to one sink
///     ...
///     if (writer.finish({}, directory) > 0) ...        // when all threads are done
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/articles/article.h"
#include "common/articles/text_dictionary.h"

namespace gisa {

/// A cleaned article on its way into the index.
struct PreparedArticle {
  std::uint32_t document = 0;      ///< its id
  std::uint64_t content_hash = 0;  ///< of the record it was made from
  Article article;
};

/// Takes cleaned articles. Threads: one thread at a time.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;

  /// Batches are numbered from 0, and none is left out; those given to one sink rise. Document ids
  /// rise within a batch and from batch to batch.
  virtual void add_batch(std::uint64_t number, std::span<const PreparedArticle> articles) = 0;

  /// There are no more batches: time to do what the thread can do by itself. May be left out.
  virtual void finish() {}
};

/// Tells the dictionary to compress articles by, null for none, and may make who asks wait for it.
/// An empty function: none.
using DictionarySource = std::function<std::shared_ptr<const TextDictionary>()>;

/// Threads: add_sink() may be called by any.
class SegmentWriter {
 public:
  virtual ~SegmentWriter() = default;

  /// A sink, which lives as long as the writer. It asks for the dictionary as late as it can.
  virtual ArticleSink& add_sink(DictionarySource dictionary) = 0;

  /// The run has failed: sinks that wait for each other go on, and finish() will not be called.
  virtual void give_up() {}

  /// Makes one segment of everything but the documents `dropped` (ascending), under the ids given,
  /// in a directory that does not exist yet; none if there are no documents. Returns their number.
  /// Not durable yet: see sync_segment(). Throws Error (kIo).
  virtual std::uint64_t finish(const std::vector<std::uint32_t>& dropped,
                               const std::filesystem::path& segment) = 0;
};

/// What every segment says of itself, as Xapian metadata: name and value.
std::vector<std::pair<std::string, std::string>> segment_metadata(
    const TextDictionaries& dictionaries);

/// Flushes every file of a finished segment, and its directory, to the disk. Throws Error (kIo).
void sync_segment(const std::filesystem::path& segment);

}  // namespace gisa

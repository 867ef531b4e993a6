/// The articles of a run as they are kept, written to the table of their segment while the run goes
/// on: they need no memory, and are on their way to the disk before the end.
///
///     ArticleStore store(scratch);
///     store.add(0, batch);                              // by any thread
///     ...
///     const FinishedTable table = store.finish({});     // when all are done
///
/// The table is in the order of document ids, so a batch that comes early waits in memory until
/// those before it have come. When many wait, so do their threads.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/glass/table_writer.h"
#include "indexer/merge/segment_merger.h"

namespace gisa {

/// Threads: add() and give_up() may be called by any.
class ArticleStore {
 public:
  /// What the articles of a batch are kept as. Document ids rise in it and from batch to batch.
  struct Batch {
    std::vector<std::uint32_t> documents;
    std::vector<std::size_t> ends;  ///< of each one's bytes
    std::string bytes;              ///< of all of them, in a row
  };

  /// The table is made in `scratch`, a directory.
  explicit ArticleStore(std::filesystem::path scratch) : scratch_(std::move(scratch)) {}

  /// Takes a batch, and leaves it empty. Numbers are from 0, each once; where one is left out,
  /// those behind it wait for finish(). Throws Error (kIo).
  void add(std::uint64_t number, Batch& batch);

  /// Nobody has to wait any more: the run has failed.
  void give_up();

  /// Makes the table of everything but the documents `dropped` (ascending). Throws Error (kIo,
  /// kCorrupt).
  FinishedTable finish(std::span<const std::uint32_t> dropped);

 private:
  void write(const Batch& batch);

  const std::filesystem::path scratch_;
  std::mutex mutex_;  // guards all below
  std::condition_variable has_room_;
  std::optional<glass::TableWriter> table_;  // once there is something in it
  std::map<std::uint64_t, Batch> waiting_;   // by number
  std::uint64_t waiting_bytes_ = 0;
  std::uint64_t next_ = 0;  // the batch to be written
  bool is_given_up_ = false;
};

}  // namespace gisa

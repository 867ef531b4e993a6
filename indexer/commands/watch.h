/// Keeping a database current with directories: --watch.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/pipeline/index_job.h"

namespace gisa {

/// Tells when files below some paths change, by inotify.
///
///     DirectoryWatch watch(paths, database);
///     while (watch.wait()) { watch.refresh(); index(paths); }
///
/// Threads: one thread.
class DirectoryWatch {
 public:
  /// Watches the directories among `paths` with everything below, and the files. What lies in
  /// `left_out` (the database itself) is none of it. Throws Error (kIo).
  DirectoryWatch(std::vector<std::string> paths, std::string left_out);
  ~DirectoryWatch();
  DirectoryWatch(const DirectoryWatch&) = delete;
  DirectoryWatch& operator=(const DirectoryWatch&) = delete;

  /// Takes in directories that are new. Call before looking at the files, so that no change falls
  /// between. Throws Error (kIo) if there are more than the system can watch.
  void refresh();

  /// Waits for a change, and then until no other has come for half a second, at most ten seconds:
  /// files come in flocks. False when request_stop() was called.
  bool wait();

 private:
  void add(const std::string& directory);
  bool drain();
  bool is_complete(int watch, const char* name) const;

  const std::vector<std::string> paths_;
  const std::string left_out_;
  int fd_ = -1;
  std::unordered_map<int, std::string> directories_;  // by their watches
};

/// Indexes `options.paths`, and again whatever changes below them, until request_stop(). `done` is
/// given the totals of each run that changed something. Problems are told once each. Throws Error.
void watch_sources(const IndexOptions& options, IndexObserver& observer,
                   const std::function<void(const IndexTotals&)>& done);

}  // namespace gisa

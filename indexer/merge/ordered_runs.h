/// Hands runs of leaves from the threads that pack them to the one that writes them, in order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>

#include "indexer/glass/leaf_packer.h"

namespace gisa {

/// Threads: all functions may be called by any.
class OrderedRuns {
 public:
  /// `count` runs, numbered from 0; at most `ahead` more are begun than were taken.
  OrderedRuns(std::size_t count, std::size_t ahead) : count_(count), ahead_(ahead) {}

  /// Number of the next run to pack; nothing if all are begun or the work has failed. Waits until
  /// the writer has caught up.
  std::optional<std::size_t> begin_next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return error_ || begun_ == count_ || begun_ < taken_ + ahead_; });
    if (error_ || begun_ == count_) return std::nullopt;
    return begun_++;
  }

  void put(std::size_t number, glass::LeafRun run) {
    const std::lock_guard lock(mutex_);
    runs_.emplace(number, std::move(run));
    changed_.notify_all();
  }

  /// Ends the work with an error.
  void fail(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    changed_.notify_all();
  }

  /// Throws what ended the work, if it has failed.
  void rethrow() {
    const std::lock_guard lock(mutex_);
    if (error_) std::rethrow_exception(error_);
  }

  /// The next run in order, when it is there; nothing after the last. Rethrows what ended the work.
  std::optional<glass::LeafRun> take() {
    std::unique_lock lock(mutex_);
    if (taken_ == count_ && !error_) return std::nullopt;
    changed_.wait(lock, [&] { return error_ || runs_.contains(taken_); });
    if (error_) std::rethrow_exception(error_);
    auto node = runs_.extract(taken_++);
    changed_.notify_all();
    return std::move(node.mapped());
  }

 private:
  const std::size_t count_;
  const std::size_t ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t begun_ = 0;
  std::size_t taken_ = 0;
  std::map<std::size_t, glass::LeafRun> runs_;
  std::exception_ptr error_;
};

}  // namespace gisa

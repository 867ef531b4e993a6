/// The dictionary that a run compresses its articles by: one that the database has, or one made of
/// the run's first batch, before which the other threads can compress nothing (some 20 ms).
///
/// That it is always the first batch, whichever thread works on it, keeps databases independent of
/// timing.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>

#include "common/articles/article.h"
#include "common/articles/text_dictionary.h"

namespace gisa {

/// Threads: any.
class RunDictionary {
 public:
  /// `existing` may be null. `input_bytes`: of the run, 0 if that is not known.
  RunDictionary(std::shared_ptr<const TextDictionary> existing, std::uint64_t input_bytes);

  /// The dictionary, null for none; waits until it is known.
  std::shared_ptr<const TextDictionary> get();

  /// Settles which it is, if that is still open. `articles` are those of the first batch,
  /// `input_bytes` their input; `is_full`: there may be more batches.
  void settle(std::span<const Article* const> articles, std::uint64_t input_bytes, bool is_full);

  /// Settles that there is none, if that is still open: the run has failed.
  void give_up();

 private:
  void set(std::shared_ptr<const TextDictionary> dictionary);

  const std::shared_ptr<const TextDictionary> existing_;
  const std::uint64_t input_bytes_;
  std::mutex mutex_;
  std::condition_variable settled_;
  bool is_settled_ = false;
  std::shared_ptr<const TextDictionary> dictionary_;
};

}  // namespace gisa

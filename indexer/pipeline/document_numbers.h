/// Numbers the articles of a run: document ids from 1, without gaps, in the order of the input,
/// whichever thread prepares them. A record that is unchanged or left out takes no number, so a
/// small segment has small ids however large the file that was read.
///
///     DocumentNumbers numbers(most);
///     const auto before = numbers.take(batch.number, articles.size());  // documents before it
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>

namespace gisa {

/// Threads: any.
class DocumentNumbers {
 public:
  /// `most`: documents a run may have.
  explicit DocumentNumbers(std::uint64_t most) : most_(most) {}

  /// Takes the next numbers for the documents of a batch, and tells how many the batches before it
  /// have; waits until these are prepared, so batches must be begun in order. Nothing if the run
  /// has failed. Throws Error (kInvalidArgument) if there are too many.
  std::optional<std::uint32_t> take(std::uint64_t batch, std::uint64_t documents);

  /// Nobody has to wait any more: the run has failed.
  void give_up();

 private:
  const std::uint64_t most_;
  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::uint64_t next_batch_ = 0;
  std::uint64_t documents_ = 0;  // of the batches before it
  bool is_given_up_ = false;
};

}  // namespace gisa

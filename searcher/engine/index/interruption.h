/// Whether a search has to end before it is through: its time is up, or somebody asked.
///
/// Steps that may take long ask reached() now and then, a clock's reading each, and leave with what
/// they have.
///
/// Threads: one Interruption a search; the stop token may be triggered from anywhere.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <stop_token>

#include "gisa/searcher.h"

namespace gisa {

class Interruption {
 public:
  Interruption() = default;
  explicit Interruption(const SearchRequest& request)
      : has_deadline_(request.time_limit > std::chrono::nanoseconds::zero()),
        deadline_(std::chrono::steady_clock::now() +
                  std::min<std::chrono::nanoseconds>(request.time_limit, kLongest)),
        stop_(request.stop) {}

  bool is_possible() const { return has_deadline_ || stop_.stop_possible(); }

  /// True from the first time on that it is.
  bool reached() {
    if (!was_reached_ && is_possible()) {
      was_reached_ = stop_.stop_requested() ||
                     (has_deadline_ && std::chrono::steady_clock::now() >= deadline_);
    }
    return was_reached_;
  }

  /// Whether anybody was told so.
  bool was_reached() const { return was_reached_; }

  bool is_stopped() const { return stop_.stop_requested(); }

 private:
  static constexpr std::chrono::hours kLongest{24 * 365};  // a point in time must not overflow

  bool has_deadline_ = false;
  bool was_reached_ = false;
  std::chrono::steady_clock::time_point deadline_;
  std::stop_token stop_;
};

/// Takes no further article in once the search has to end, so that Xapian's match is soon over.
class StopDecider final : public Xapian::MatchDecider {
 public:
  explicit StopDecider(Interruption& interruption) : interruption_(interruption) {}

  bool operator()(const Xapian::Document& /*document*/) const override {
    constexpr unsigned kEvery = 16;
    if (++asked_ % kEvery != 0) return !interruption_.was_reached();
    return !interruption_.reached();
  }

 private:
  Interruption& interruption_;
  mutable unsigned asked_ = 0;
};

}  // namespace gisa

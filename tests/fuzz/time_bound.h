/// The time oracle of the fuzzers: work that takes more of the processor's time than its input's
/// size allows is a finding.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>

#include "tests/fuzz/require.h"

namespace gisa {

/// What this thread had of the processor, since fuzzers run beside others.
inline std::chrono::nanoseconds processor_time() {
  timespec now{};
  require(::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

/// Does `work`, in this thread, on an input of `size` bytes. It may take so much for each byte,
/// with room for what a sanitizer costs, and .1 s besides. What takes longer is tried again, since
/// tables are filled the first time and others may push data out of the processor's caches: it is a
/// finding the third time.
template <typename Work>
void require_linear_time(std::size_t size, std::chrono::microseconds for_a_byte, const Work& work) {
  constexpr std::chrono::milliseconds kForAny{100};
  constexpr int kTries = 3;
  const std::chrono::nanoseconds most = kForAny + size * for_a_byte;
  for (int i = 0; i < kTries; ++i) {
    const std::chrono::nanoseconds start = processor_time();
    work();
    const std::chrono::nanoseconds taken = processor_time() - start;
    if (taken <= most) return;
    std::fprintf(stderr, "slow: %zu bytes took %.3f s of %.3f\n", size,
                 std::chrono::duration<double>(taken).count(),
                 std::chrono::duration<double>(most).count());
  }
  require(false);
}

}  // namespace gisa

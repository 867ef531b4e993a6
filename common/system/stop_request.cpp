#include "common/system/stop_request.h"

#include <atomic>

namespace gisa {
namespace {

std::atomic<int> stop_flag = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler sets it");

}  // namespace

void request_stop() noexcept { stop_flag = 1; }
bool stop_requested() noexcept { return stop_flag != 0; }

}  // namespace gisa

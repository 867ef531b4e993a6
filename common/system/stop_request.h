#pragma once

namespace gisa {

/// Makes the running job, if there is one, read no further: what it has read is indexed and
/// published as usual. Safe in a signal handler and from any thread. It holds for the process.
void request_stop() noexcept;
bool stop_requested() noexcept;

}  // namespace gisa

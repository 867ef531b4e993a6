#include "common/system/standard_streams.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

// Standard output may have been left non-blocking by whoever else holds the terminal or pipe.
void wait_until_writable(int descriptor) {
  pollfd request{.fd = descriptor, .events = POLLOUT, .revents = 0};
  poll(&request, 1, -1);
}

// 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      wait_until_writable(descriptor);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

}  // namespace

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }

void reserve_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // open() takes the lowest free number, which is this one. Input is opened for writing and
    // output for reading, so that using them is an error.
    const int flags = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (open("/dev/null", flags) < 0) return;
  }
}

void check_input() {
  const int error = errno;
  if (std::ferror(stdin) == 0) return;
  throw Error(ErrorCode::kIo,
              tr_format("cannot read standard input: {}", std::generic_category().message(error)),
              io_hint(error));
}

void write_output(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0) return;
  if (error == EPIPE) throw BrokenPipe();
  throw Error(
      ErrorCode::kIo,
      tr_format("cannot write to standard output: {}", std::generic_category().message(error)),
      io_hint(error));
}

void write_message(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

}  // namespace gisa

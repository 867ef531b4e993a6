#include "indexer/readers/bytes/byte_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "common/messages/messages.h"
#include "common/system/stop_request.h"
#include "gisa/error.h"

namespace gisa {
namespace {

constexpr std::size_t kBlock = 64 << 10;  // bytes

std::string error_text(int error) { return std::generic_category().message(error); }

}  // namespace

FileStream::FileStream(const std::filesystem::path& file) {
  owned_ = file != "-";
  fd_ = owned_ ? ::open(file.c_str(), O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  if (fd_ < 0) throw Error(ErrorCode::kIo, error_text(errno));
  struct stat status = {};
  is_regular_file_ = owned_ && ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode);
}

FileStream::~FileStream() {
  if (owned_) ::close(fd_);
}

std::size_t FileStream::read(char* out, std::size_t size) {
  while (true) {
    if (!is_regular_file_ && stop_requested()) return 0;  // do not wait for a pipe any more
    const ssize_t got = ::read(fd_, out, size);
    if (got >= 0) {
      position_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR)
      throw Error(ErrorCode::kIo, tr_format("reading failed: {}", error_text(errno)));
  }
}

std::size_t FileStream::read_at(std::uint64_t offset, char* out, std::size_t size) {
  while (true) {
    const ssize_t got = ::pread(fd_, out, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(ErrorCode::kIo, tr_format("reading failed: {}", error_text(errno)));
    position_ = offset + static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }
}

std::uint64_t FileStream::size() const {
  struct stat status = {};
  return ::fstat(fd_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::string_view HeadStream::head(std::size_t size) {
  head_.erase(0, taken_);
  taken_ = 0;
  while (head_.size() < size) {
    const std::size_t had = head_.size();
    head_.resize(size);
    std::size_t got = 0;
    try {
      got = source_.read(head_.data() + had, size - had);
    } catch (...) {
      head_.resize(had);
      if (had == 0) throw;
      break;  // what was read is of use; the next read throws again
    }
    head_.resize(had + got);
    if (got == 0) break;
  }
  return std::string_view(head_).substr(0, size);
}

std::size_t HeadStream::read(char* out, std::size_t size) {
  if (taken_ == head_.size()) return source_.read(out, size);
  const std::size_t count = std::min(size, head_.size() - taken_);
  std::memcpy(out, head_.data() + taken_, count);
  taken_ += count;
  return count;
}

std::size_t MemoryStream::read(char* out, std::size_t size) {
  const std::size_t count = std::min(size, rest_.size());
  std::memcpy(out, rest_.data(), count);
  rest_.remove_prefix(count);
  return count;
}

std::string read_all(ByteStream& stream, std::size_t limit) {
  std::string bytes;
  while (true) {
    const std::size_t had = bytes.size();
    bytes.resize(had + std::max(kBlock, had / 2));
    const std::size_t got = stream.read(bytes.data() + had, bytes.size() - had);
    bytes.resize(had + got);
    if (got == 0) return bytes;
    if (bytes.size() > limit) {
      throw Error(ErrorCode::kBadInput,
                  tr_format("larger than {} MB, which no article is", limit >> 20));
    }
  }
}

}  // namespace gisa

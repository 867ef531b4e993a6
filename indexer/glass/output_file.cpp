#include "indexer/glass/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa::glass {
namespace {

// Starting to write back early leaves less to wait for when the segment is synced.
constexpr std::uint64_t kWritebackStep = 8 << 20;

}  // namespace

OutputFile::OutputFile(const std::filesystem::path& path) : path_(path) {
  fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd_ < 0) fail(to_translate("cannot create {}: {}"));
}

OutputFile::~OutputFile() {
  if (fd_ >= 0) ::close(fd_);
}

void OutputFile::write(std::string_view bytes) {
  checksum_.add(bytes);
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(to_translate("cannot write {}: {}"));
    written_ += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (written_ - writing_back_ >= kWritebackStep) start_writeback();
}

void OutputFile::start_writeback() {
#ifdef SYNC_FILE_RANGE_WRITE
  // A hint: what goes wrong here, sync_segment() reports.
  (void)::sync_file_range(fd_, static_cast<off_t>(writing_back_),
                          static_cast<off_t>(written_ - writing_back_), SYNC_FILE_RANGE_WRITE);
#endif
  writing_back_ = written_;
}

FileChecksum OutputFile::close() {
  const int fd = fd_;
  fd_ = -1;
  if (::close(fd) != 0) fail(to_translate("cannot write {}: {}"));
  return checksum_.finish(path_.filename().string());
}

void OutputFile::fail(const char* what) const { throw io_error(what, path_, errno); }

FileChecksum write_file(const std::filesystem::path& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  return file.close();
}

}  // namespace gisa::glass

#include "common/system/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 64 << 10;  // bytes

[[noreturn]] void throw_io(const char* what, const fs::path& file) {
  throw io_error(what, file, errno);
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int get() const { return fd_; }
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool sync(int fd) {
  int result = 0;
  do {
    result = ::fsync(fd);
  } while (result != 0 && errno == EINTR);
  return result == 0;
}

void write_and_sync(const fs::path& file, std::string_view content, bool is_synced) {
  FileDescriptor fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (fd.get() < 0 || !write_all(fd.get(), content) || (is_synced && !sync(fd.get())) ||
      !fd.close()) {
    throw_io(to_translate("cannot write {}: {}"), file);
  }
}

FileDescriptor open_for_reading(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) return FileDescriptor(fd);
  if (errno == ENOENT)
    throw Error(ErrorCode::kNotFound, tr_format("{} does not exist", file.string()));
  throw_io(to_translate("cannot open {}: {}"), file);
}

void read_in_pieces(int fd, const fs::path& file,
                    const std::function<void(std::string_view piece)>& use) {
  std::string buffer(kPiece, '\0');
  while (true) {
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_io(to_translate("cannot read {}: {}"), file);
    if (got == 0) return;
    use(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
  }
}

}  // namespace

void read_file_in_pieces(const fs::path& file,
                         const std::function<void(std::string_view piece)>& use) {
  const FileDescriptor fd = open_for_reading(file);
  read_in_pieces(fd.get(), file, use);
}

std::string read_file(const fs::path& file) {
  std::string content;
  read_file_in_pieces(file, [&](std::string_view piece) { content += piece; });
  return content;
}

void write_file(const fs::path& file, std::string_view content) {
  write_and_sync(file, content, false);
}

void write_file_durably(const fs::path& file, std::string_view content) {
  const fs::path temporary = file.string() + ".new";
  write_and_sync(temporary, content, true);
  if (::rename(temporary.c_str(), file.c_str()) != 0)
    throw_io(to_translate("cannot replace {}: {}"), file);
  sync_directory(file.parent_path());
}

// By hand: std::filesystem::copy_file() of libstdc++ 12 takes a disk that fills up, and every copy
// that the system makes in parts, for a failing disk (EIO).
std::uint64_t copy_file_durably(const fs::path& source, const fs::path& target) {
  const FileDescriptor from = open_for_reading(source);  // first: without it no target is made
  struct stat status = {};
  if (::fstat(from.get(), &status) != 0) throw_io(to_translate("cannot read {}: {}"), source);
  FileDescriptor to(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  const auto check = [&](bool is_done) {
    if (!is_done) throw_io(to_translate("cannot write {}: {}"), target);
  };
  check(to.get() >= 0);
  std::uint64_t bytes = 0;
  read_in_pieces(from.get(), source, [&](std::string_view piece) {
    check(write_all(to.get(), piece));
    bytes += piece.size();
  });
  check(::fchmod(to.get(), status.st_mode & 0777) == 0 && sync(to.get()) && to.close());
  return bytes;
}

void move_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw io_error("cannot move to {}: {}", to, error.value());
}

void sync_file(const fs::path& file) {
  const FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0 || !sync(fd.get())) throw_io(to_translate("cannot sync {}: {}"), file);
}

void sync_directory(const fs::path& directory) {
  const char* const name = directory.empty() ? "." : directory.c_str();
  const FileDescriptor fd(::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0 || !sync(fd.get())) throw_io(to_translate("cannot sync {}: {}"), directory);
}

}  // namespace gisa

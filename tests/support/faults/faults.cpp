// A library to be loaded before all others (LD_PRELOAD): makes the system calls of a program fail,
// falter or be its last, as far as they concern files below one directory. For tests only.
//
//   FAULTS_UNDER=DIR            the directory, an absolute path
//   FAULTS_KILL=OPS:N           SIGKILL right after the Nth of these operations, from 1
//   FAULTS_FAIL=OPS:N:ERRNO:K   the Nth of these operations and K - 1 behind it fail; K 0: all
//   FAULTS_SPACE=BYTES          so much can be written, then the disk is full (ENOSPC)
//   FAULTS_FALTER=1             calls are interrupted (EINTR), and write and read too little
//   FAULTS_JOURNAL=FILE         what was done, a line each, for simulating a loss of power
//   FAULTS_COUNT=1              every call is in the journal, too
//   FAULTS_VAULT=DIR            keeps a link to every file made, named by its inode
//
// OPS: names with commas between, of: open (to write), peek (open to read), read, write, fsync,
// rename, unlink, mkdir, close, link.
//
// Lines of the journal: make INODE PATH; mkdir PATH; sync INODE SIZE; syncdir PATH; move FROM TO;
// link FROM TO; remove PATH; call NAME. Operations on the directory are done one at a time, so that
// the journal tells their order.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

namespace {

enum Operation {
  kOpen,
  kPeek,
  kRead,
  kWrite,
  kFsync,
  kRename,
  kUnlink,
  kMkdir,
  kClose,
  kLink,
  kOperations
};
constexpr const char* kNames[kOperations] = {"open",   "peek",   "read",  "write", "fsync",
                                             "rename", "unlink", "mkdir", "close", "link"};

// The Nth of some operations.
struct Trigger {
  bool of[kOperations] = {};
  long first = 0;  // 0: never
  long times = 1;  // 0: all from the first on
  int error = 0;
  long seen = 0;

  static Trigger parse(const char* text) {
    Trigger trigger;
    if (text == nullptr) return trigger;
    char names[256] = {};
    std::sscanf(text, "%255[^:]:%ld:%d:%ld", names, &trigger.first, &trigger.error, &trigger.times);
    const std::string list = std::string(",") + names + ",";
    for (int i = 0; i < kOperations; ++i) {
      trigger.of[i] = list.find(std::string(",") + kNames[i] + ",") != std::string::npos;
    }
    return trigger;
  }
  bool fires(Operation operation) {
    if (first == 0 || !of[operation]) return false;
    ++seen;
    return seen >= first && (times == 0 || seen < first + times);
  }
};

struct State {
  const char* under = std::getenv("FAULTS_UNDER");
  Trigger kill = Trigger::parse(std::getenv("FAULTS_KILL"));
  Trigger fail = Trigger::parse(std::getenv("FAULTS_FAIL"));
  long space = std::getenv("FAULTS_SPACE") != nullptr ? std::atol(std::getenv("FAULTS_SPACE")) : -1;
  bool falters = std::getenv("FAULTS_FALTER") != nullptr;
  bool counts = std::getenv("FAULTS_COUNT") != nullptr;
  const char* vault = std::getenv("FAULTS_VAULT");
  int journal = -1;
  unsigned calls = 0;
  std::recursive_mutex mutex;

  State() {
    if (const char* file = std::getenv("FAULTS_JOURNAL")) {
      journal = static_cast<int>(
          syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    }
  }
};

State& state() {
  static State state;
  return state;
}

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

bool is_below(const char* path) {
  const char* under = state().under;
  if (under == nullptr) return false;
  const std::size_t size = std::strlen(under);
  return std::strncmp(path, under, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

// The absolute path of an open file; empty if it has none.
void path_of(int fd, char (&path)[PATH_MAX]) {
  char link[32];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const long size = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
  path[size > 0 ? size : 0] = '\0';
}

void absolute(int directory, const char* name, char (&path)[PATH_MAX]) {
  char base[PATH_MAX] = "";
  if (name[0] == '/') {
    std::snprintf(path, sizeof path, "%s", name);
    return;
  }
  if (directory != AT_FDCWD) {
    path_of(directory, base);
  } else if (getcwd(base, sizeof base) == nullptr) {
    base[0] = '\0';
  }
  std::snprintf(path, sizeof path, "%.2000s/%.2000s", base, name);
}

void record(const char* format, ...) {
  if (state().journal < 0) return;
  char line[2 * PATH_MAX + 64];
  va_list arguments;
  va_start(arguments, format);
  const int size = std::vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  syscall(SYS_write, state().journal, line, size);
}

// One operation on a file below the directory; nothing for all others.
class Call {
 public:
  Call(Operation operation, const char* path)
      : operation_(operation), is_watched_(state().under != nullptr && is_below(path)) {
    if (!is_watched_) return;
    state().mutex.lock();
    if (state().fail.fires(operation)) error_ = state().fail.error;
    const bool can_falter = operation == kRead || operation == kWrite || operation == kFsync;
    if (state().falters && can_falter && ++state().calls % 3 == 0) error_ = EINTR;
  }
  ~Call() {
    const int error = errno;
    if (is_watched_) {
      if (state().counts) record("call %s\n", kNames[operation_]);
      if (state().kill.fires(operation_)) syscall(SYS_kill, getpid(), SIGKILL);
      state().mutex.unlock();
    }
    errno = error;
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  bool is_watched() const { return is_watched_; }
  // True if it is to fail; errno is set.
  bool fails() const {
    if (error_ != 0) errno = error_;
    return error_ != 0;
  }

 private:
  const Operation operation_;
  const bool is_watched_;
  int error_ = 0;
};

void note_made(int fd, const char* path) {
  struct stat status {};
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
  record("make %lu %s\n", static_cast<unsigned long>(status.st_ino), path);
  if (state().vault == nullptr) return;
  char kept[PATH_MAX];
  std::snprintf(kept, sizeof kept, "%.4000s/%lu", state().vault,
                static_cast<unsigned long>(status.st_ino));
  syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, kept, 0);
}

int open_at(int directory, const char* name, int flags, mode_t mode) {
  static auto* const real = next<int(int, const char*, int, ...)>("openat");
  char path[PATH_MAX];
  absolute(directory, name, path);
  const bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
  const Call call(writes ? kOpen : kPeek, path);
  if (call.fails()) return -1;
  struct stat before {};
  const bool is_made =
      call.is_watched() && writes &&
      ((flags & O_TRUNC) != 0 || ((flags & O_CREAT) != 0 && stat(path, &before) != 0));
  const int fd = real(directory, name, flags, mode);
  if (is_made && fd >= 0) note_made(fd, path);
  return fd;
}

int sync_fd(int fd) {
  static auto* const real = next<int(int)>("fsync");
  char path[PATH_MAX];
  path_of(fd, path);
  const Call call(kFsync, path);
  if (call.fails()) return -1;
  const int result = real(fd);
  struct stat status {};
  if (!call.is_watched() || result != 0 || fstat(fd, &status) != 0) return result;
  if (S_ISDIR(status.st_mode)) {
    record("syncdir %s\n", path);
  } else {
    record("sync %lu %ld\n", static_cast<unsigned long>(status.st_ino),
           static_cast<long>(status.st_size));
  }
  return result;
}

int unlink_at(int directory, const char* name, int flags) {
  static auto* const real = next<int(int, const char*, int)>("unlinkat");
  char path[PATH_MAX];
  absolute(directory, name, path);
  const Call call(kUnlink, path);
  if (call.fails()) return -1;
  const int result = real(directory, name, flags);
  if (call.is_watched() && result == 0) record("remove %s\n", path);
  return result;
}

// How much of a write or read is carried out; -1: none, errno is set.
ssize_t allowed(const Call& call, std::size_t size, bool is_write) {
  if (call.fails()) return -1;
  auto wanted = static_cast<ssize_t>(size);
  if (!call.is_watched()) return wanted;
  if (state().falters) wanted = wanted > 1 ? (wanted + 1) / 2 : wanted;
  if (!is_write || state().space < 0) return wanted;
  if (state().space == 0 && wanted > 0) {
    errno = ENOSPC;
    return -1;
  }
  if (wanted > state().space) wanted = state().space;
  state().space -= wanted;
  return wanted;
}

}  // namespace

extern "C" {

#define FAULTS_MODE(flags)                                  \
  mode_t mode = 0;                                          \
  if (((flags)&O_CREAT) != 0 || ((flags)&O_TMPFILE) != 0) { \
    va_list arguments;                                      \
    va_start(arguments, flags);                             \
    mode = static_cast<mode_t>(va_arg(arguments, int));     \
    va_end(arguments);                                      \
  }

int open(const char* path, int flags, ...) {
  FAULTS_MODE(flags)
  return open_at(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  FAULTS_MODE(flags)
  return open_at(AT_FDCWD, path, flags, mode);
}
int openat(int directory, const char* path, int flags, ...) {
  FAULTS_MODE(flags)
  return open_at(directory, path, flags, mode);
}
int openat64(int directory, const char* path, int flags, ...) {
  FAULTS_MODE(flags)
  return open_at(directory, path, flags, mode);
}

ssize_t write(int fd, const void* bytes, size_t size) {
  static auto* const real = next<ssize_t(int, const void*, size_t)>("write");
  if (state().under == nullptr) return real(fd, bytes, size);
  char path[PATH_MAX];
  path_of(fd, path);
  const Call call(kWrite, path);
  const ssize_t wanted = allowed(call, size, true);
  return wanted < 0 ? -1 : real(fd, bytes, static_cast<size_t>(wanted));
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t offset) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  char path[PATH_MAX];
  path_of(fd, path);
  const Call call(kWrite, path);
  const ssize_t wanted = allowed(call, size, true);
  return wanted < 0 ? -1 : real(fd, bytes, static_cast<size_t>(wanted), offset);
}

ssize_t read(int fd, void* bytes, size_t size) {
  static auto* const real = next<ssize_t(int, void*, size_t)>("read");
  if (state().under == nullptr) return real(fd, bytes, size);
  char path[PATH_MAX];
  path_of(fd, path);
  const Call call(kRead, path);
  const ssize_t wanted = allowed(call, size, false);
  return wanted < 0 ? -1 : real(fd, bytes, static_cast<size_t>(wanted));
}

ssize_t pread(int fd, void* bytes, size_t size, off_t offset) {
  static auto* const real = next<ssize_t(int, void*, size_t, off_t)>("pread");
  char path[PATH_MAX];
  path_of(fd, path);
  const Call call(kRead, path);
  const ssize_t wanted = allowed(call, size, false);
  return wanted < 0 ? -1 : real(fd, bytes, static_cast<size_t>(wanted), offset);
}

int fsync(int fd) { return sync_fd(fd); }
int fdatasync(int fd) { return sync_fd(fd); }

int rename(const char* from, const char* to) {
  static auto* const real = next<int(const char*, const char*)>("rename");
  char old_path[PATH_MAX];
  char new_path[PATH_MAX];
  absolute(AT_FDCWD, from, old_path);
  absolute(AT_FDCWD, to, new_path);
  const Call call(kRename, new_path);
  if (call.fails()) return -1;
  const int result = real(from, to);
  if (call.is_watched() && result == 0) record("move %s\t%s\n", old_path, new_path);
  return result;
}

int unlink(const char* path) { return unlink_at(AT_FDCWD, path, 0); }
int rmdir(const char* path) { return unlink_at(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int directory, const char* path, int flags) {
  return unlink_at(directory, path, flags);
}
int remove(const char* path) {
  struct stat status {};
  const bool is_directory = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
  return unlink_at(AT_FDCWD, path, is_directory ? AT_REMOVEDIR : 0);
}

// Of interest is what is linked.
int link(const char* from, const char* to) {
  static auto* const real = next<int(const char*, const char*)>("link");
  char path[PATH_MAX];
  absolute(AT_FDCWD, from, path);
  const Call call(kLink, path);
  if (call.fails()) return -1;
  const int result = real(from, to);
  if (!call.is_watched() || result != 0) return result;
  char new_path[PATH_MAX];
  absolute(AT_FDCWD, to, new_path);
  record("link %s\t%s\n", path, new_path);
  return result;
}

int mkdir(const char* name, mode_t mode) {
  static auto* const real = next<int(const char*, mode_t)>("mkdir");
  char path[PATH_MAX];
  absolute(AT_FDCWD, name, path);
  const Call call(kMkdir, path);
  if (call.fails()) return -1;
  const int result = real(name, mode);
  if (call.is_watched() && result == 0) record("mkdir %s\n", path);
  return result;
}

// A failing close() has closed the file all the same.
int close(int fd) {
  static auto* const real = next<int(int)>("close");
  if (state().under == nullptr) return real(fd);
  char path[PATH_MAX];
  path_of(fd, path);
  const Call call(kClose, path);
  const int result = real(fd);
  return call.fails() ? -1 : result;
}

}  // extern "C"

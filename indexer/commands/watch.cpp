#include "indexer/commands/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "common/messages/messages.h"
#include "common/system/stop_request.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kQuiet{500};
constexpr std::chrono::seconds kLongest{10};
constexpr int kLookForStop = 500;  // ms; a signal that comes just before poll() does not end it
// Its own removal too: the next run looks for another directory of the name.
constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                   IN_CREATE | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR;

std::string error_text(int error) { return std::generic_category().message(error); }

// Passes on a problem the first time it comes up only: files with problems are read again in every
// run.
class NewProblems final : public IndexObserver {
 public:
  explicit NewProblems(IndexObserver& next) : next_(next) {}
  void on_progress(const IndexProgress& progress) override { next_.on_progress(progress); }
  void on_problem(const Problem& problem) override {
    if (is_new(problem)) next_.on_problem(problem);
  }
  void on_note(const Problem& note) override {
    if (is_new(note)) next_.on_note(note);
  }

 private:
  bool is_new(const Problem& problem) {
    constexpr std::size_t kMost = 100'000;
    if (told_.size() > kMost) told_.clear();
    return told_.emplace(problem.path, problem.line, problem.reason).second;
  }

  IndexObserver& next_;
  std::set<std::tuple<std::string, std::uint64_t, std::string>> told_;
};

}  // namespace

DirectoryWatch::DirectoryWatch(std::vector<std::string> paths, std::string left_out)
    : paths_(std::move(paths)),
      left_out_(fs::absolute(left_out).lexically_normal().string()),
      fd_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (fd_ < 0) throw Error(ErrorCode::kIo, tr_format("cannot watch: {}", error_text(errno)));
  try {
    refresh();
  } catch (...) {
    ::close(fd_);
    throw;
  }
}

DirectoryWatch::~DirectoryWatch() { ::close(fd_); }

void DirectoryWatch::refresh() {
  std::error_code error;
  for (const std::string& path : paths_) {
    if (!fs::is_directory(path, error)) {
      const fs::path parent = fs::absolute(path).parent_path();
      add(parent.string());
      continue;
    }
    add(path);
    const auto options = fs::directory_options::follow_directory_symlink |
                         fs::directory_options::skip_permission_denied;
    fs::recursive_directory_iterator it(path, options, error);
    for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
      if (!it->is_directory(error)) continue;
      const bool is_hidden = it->path().filename().string().starts_with('.');
      const bool is_database = fs::absolute(it->path()).lexically_normal() == left_out_;
      constexpr int kDeepest = 200;  // a link back to a directory above
      if (is_hidden || is_database || it.depth() > kDeepest) {
        it.disable_recursion_pending();
      } else {
        add(it->path().string());
      }
    }
    error.clear();
  }
}

void DirectoryWatch::add(const std::string& directory) {
  const int watch = ::inotify_add_watch(fd_, directory.c_str(), kChanges);
  if (watch >= 0) {
    directories_[watch] = directory;
    return;
  }
  if (errno == ENOSPC) {
    throw Error(ErrorCode::kIo, tr("too many directories to watch"),
                tr("raise fs.inotify.max_user_watches with sysctl"));
  }
  // Any other error: the directory is gone, or not ours to read, which the next run reports.
}

// Whether the file that was just made is one of another name: links are not written and closed.
bool DirectoryWatch::is_complete(int watch, const char* name) const {
  const auto directory = directories_.find(watch);
  struct ::stat status = {};
  return directory != directories_.end() &&
         ::lstat((fs::path(directory->second) / name).c_str(), &status) == 0 &&
         (S_ISLNK(status.st_mode) || status.st_nlink > 1);
}

// Takes the events that are there. False if there are none that matter.
bool DirectoryWatch::drain() {
  alignas(inotify_event) std::array<char, 64 << 10> buffer;
  bool changed = false;
  while (true) {
    const ssize_t got = ::read(fd_, buffer.data(), buffer.size());
    if (got <= 0) return changed;
    for (ssize_t at = 0; at < got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      const bool is_file_made = (event->mask & IN_CREATE) != 0 && (event->mask & IN_ISDIR) == 0;
      const bool is_ignored = (event->mask & IN_IGNORED) != 0;
      const bool is_hidden = event->len > 0 && event->name[0] == '.';
      if (is_ignored) directories_.erase(event->wd);
      if (is_ignored || is_hidden) continue;
      // A file that was made is complete when it is closed.
      changed |= !is_file_made || is_complete(event->wd, event->name);
    }
  }
}

bool DirectoryWatch::wait() {
  pollfd poll_fd = {fd_, POLLIN, 0};
  bool changed = false;
  Clock::time_point first;
  Clock::time_point last;
  while (!stop_requested()) {
    const auto now = Clock::now();
    if (changed && (now - last >= kQuiet || now - first >= kLongest)) return true;
    ::poll(&poll_fd, 1, changed ? static_cast<int>(kQuiet.count()) : kLookForStop);
    if (!drain()) continue;
    last = Clock::now();
    if (!std::exchange(changed, true)) first = last;
  }
  return false;
}

void watch_sources(const IndexOptions& options, IndexObserver& observer,
                   const std::function<void(const IndexTotals&)>& done) {
  NewProblems problems(observer);
  DirectoryWatch watch(options.paths, options.database.string());
  IndexOptions run = options;
  try {
    do {
      watch.refresh();
      const IndexTotals totals = run_index_job(run, problems);
      if (totals.documents + totals.pruned > 0) done(totals);
      run.wait = std::chrono::milliseconds(-1);
    } while (watch.wait());
  } catch (const Error& error) {
    // Told to stop while another writer had the database.
    if (error.code() != ErrorCode::kLocked || !stop_requested()) throw;
  }
}

}  // namespace gisa

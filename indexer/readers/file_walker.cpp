#include "indexer/readers/file_walker.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/file_name.h"
#include "indexer/readers/formats/file_extension.h"

namespace gisa {
namespace {

constexpr std::string_view kStandardInput = "-";

// Identifies a directory, whatever path or symbolic link led to it.
struct DirectoryId {
  dev_t device;
  ino_t inode;
  bool operator==(const DirectoryId&) const = default;
};

DirectoryId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

// The part of a struct stat that is kept, a sixth of it.
struct FileStatus {
  mode_t mode = 0;
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
};

// What is known of a directory's entry once it has been looked at.
struct Entry {
  std::string name;
  FileStatus status;
  const ArticleFormat* format = nullptr;  // of a file, if its name speaks for one
  bool is_promised = false;               // its name promises articles
  int error = 0;                          // errno, if it could not be looked at
};

// True for names of archives (also of kinds that are not read), of XML, and of tables of other
// programs: if such a file cannot be read, its user is told.
bool promises_articles(const std::string& name) {
  return has_extension(name, {".xml", ".gz",  ".xz",   ".zst",     ".bz2",   ".zip", ".tar",
                              ".tgz", ".txz", ".tzst", ".tbz2",    ".7z",    ".rar", ".alz",
                              ".egg", ".lz4", ".warc", ".parquet", ".arrow", ".avro"});
}

// Hidden, or a copy that an editor keeps.
bool is_passed_over(std::string_view name) { return name.starts_with('.') || name.ends_with('~'); }

std::string error_text(int error) { return std::generic_category().message(error); }

std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

FileStatus file_status(const struct stat& status) {
  return {status.st_mode, static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim)};
}

std::string join(const std::string& directory, const std::string& name) {
  if (directory.empty() || directory.back() == '/') return directory + name;
  return directory + '/' + name;
}

const char* special_kind(mode_t mode) {
  if (S_ISFIFO(mode)) return tr("a named pipe");
  if (S_ISSOCK(mode)) return tr("a socket");
  return tr("a device");
}

class FileWalker {
 public:
  FileWalker(const ArticleFormat* forced, const std::function<void(Problem)>& report)
      : forced_(forced), report_(report) {}

  void add_path(const std::string& path);
  std::vector<SourceFile> take() && { return std::move(files_); }

 private:
  void add_standard_input();
  void add_named_file(const std::string& path, const FileStatus& status);
  void walk(const std::string& path, const std::string& name);
  void walk_below(const std::string& path, const std::string& name, Directory directory);
  void visit(const std::string& path, const std::string& name, const Entry& entry);
  std::vector<Entry> read_entries(const std::string& path, Directory directory);
  bool look_at(int directory, unsigned char type, Entry& entry) const;
  void add(const std::string& path, const std::string& name, const ArticleFormat* format,
           const FileStatus& status, bool is_optional);
  void report(const std::string& path, std::string reason) const {
    report_({path, 0, std::move(reason)});
  }

  const ArticleFormat* forced_;
  const std::function<void(Problem)>& report_;
  std::vector<SourceFile> files_;
  std::vector<DirectoryId> walking_;  // the directories from PATH to here
};

void FileWalker::add_path(const std::string& path) {
  // Through its name standard input may look like a regular file (gisa-index /dev/stdin < file).
  if (path == kStandardInput || path == "/dev/stdin") return add_standard_input();
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return report(path, error_text(errno));
  if (S_ISDIR(status.st_mode)) return walk(path, {});
  add_named_file(path, file_status(status));
}

void FileWalker::add_standard_input() {
  const ArticleFormat* format = forced_ != nullptr ? forced_ : find_article_format("jsonl");
  files_.push_back({std::string(kStandardInput), std::string(kStandardInput), format, 0, 0});
}

void FileWalker::add_named_file(const std::string& path, const FileStatus& status) {
  const bool stream = S_ISFIFO(status.mode) || S_ISCHR(status.mode);
  if (!stream && !S_ISREG(status.mode)) {
    return report(path, tr_format("cannot read {}", special_kind(status.mode)));
  }
  const std::string name = std::filesystem::path(path).filename().string();
  const ArticleFormat* format = forced_ != nullptr ? forced_ : recognize_article_format(name);
  // A pipe has no telling name: <(zcat news.jsonl.gz) is /dev/fd/63. It is read as standard input
  // is.
  if (format == nullptr && stream) format = find_article_format("jsonl");
  add(path, name, format, status, false);
}

// `name` is the directory's name relative to PATH, empty for PATH itself.
void FileWalker::walk(const std::string& path, const std::string& name) {
  // O_NONBLOCK: should it have become a pipe meanwhile, O_DIRECTORY fails instead of waiting.
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return report(path, tr_format("cannot open the directory: {}", error_text(errno)));
  Directory directory(::fdopendir(fd));
  if (directory == nullptr) {
    const int error = errno;
    ::close(fd);
    return report(path, tr_format("cannot open the directory: {}", error_text(error)));
  }
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return report(path, error_text(errno));
  if (std::ranges::find(walking_, id_of(status)) != walking_.end()) {
    return report(path, tr("a link back to a directory above it; not followed"));
  }
  walking_.push_back(id_of(status));
  walk_below(path, name, std::move(directory));
  walking_.pop_back();
}

void FileWalker::walk_below(const std::string& path, const std::string& name, Directory directory) {
  // The directory is closed by then, so that a deep tree does not use up the file descriptors.
  const std::vector<Entry> entries = read_entries(path, std::move(directory));
  for (const Entry& entry : entries) {
    visit(join(path, entry.name), name.empty() ? entry.name : join(name, entry.name), entry);
  }
}

void FileWalker::visit(const std::string& path, const std::string& name, const Entry& entry) {
  const mode_t mode = entry.status.mode;
  if (entry.error == ENOENT) return report(path, tr("a link to nothing"));
  if (entry.error != 0) return report(path, error_text(entry.error));
  if (S_ISDIR(mode)) return walk(path, name);
  if (!S_ISREG(mode)) return report(path, tr_format("{} is not read here", special_kind(mode)));
  add(path, name, forced_ != nullptr ? forced_ : entry.format, entry.status, !entry.is_promised);
}

// The entries that matter, in byte order of their names.
std::vector<Entry> FileWalker::read_entries(const std::string& path, Directory directory) {
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* found = ::readdir(directory.get())) {
    if (!is_passed_over(found->d_name)) {
      Entry entry;
      entry.name = found->d_name;
      if (look_at(::dirfd(directory.get()), found->d_type, entry))
        entries.push_back(std::move(entry));
    }
    errno = 0;
  }
  if (errno != 0) report(path, tr_format("cannot read the directory: {}", error_text(errno)));
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

// Fills in the entry, with as few system calls as will do; false if it does not matter.
bool FileWalker::look_at(int directory, unsigned char type, Entry& entry) const {
  if (type == DT_DIR) {
    entry.status.mode = S_IFDIR;  // looked at when it is opened
    return true;
  }
  entry.format = recognize_article_format(entry.name);
  entry.is_promised = entry.format != nullptr || promises_articles(entry.name);
  if (forced_ != nullptr && type == DT_REG && !entry.is_promised) return false;
  struct stat status = {};
  if (::fstatat(directory, entry.name.c_str(), &status, 0) != 0) {
    entry.error = errno;
    return type == DT_LNK || entry.error != ENOENT;  // else it was removed just now
  }
  entry.status = file_status(status);
  return forced_ == nullptr || !S_ISREG(status.st_mode) || entry.is_promised;
}

void FileWalker::add(const std::string& path, const std::string& name, const ArticleFormat* format,
                     const FileStatus& status, bool is_optional) {
  const bool regular = S_ISREG(status.mode);
  // Archives made to be the same every time have all their files from 1970.
  const std::int64_t mtime_ns = status.mtime_ns == 0 ? 1 : status.mtime_ns;
  files_.push_back({path, file_name_text(name), format, regular ? status.size : 0,
                    regular ? mtime_ns : 0, is_optional});
}

}  // namespace

std::vector<SourceFile> find_source_files(const std::vector<std::string>& paths,
                                          const ArticleFormat* forced,
                                          const std::function<void(Problem)>& report) {
  FileWalker walker(forced, report);
  for (const std::string& path : paths) walker.add_path(path);
  return std::move(walker).take();
}

}  // namespace gisa

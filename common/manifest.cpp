#include "common/manifest.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>

#include "common/schema.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeader = "# gisa ";
constexpr std::string_view kLastLine = "# end";  // tells a whole manifest from one cut short
constexpr std::string_view kDeletedMagic = "gisadel1";

[[noreturn]] void throw_io(const std::string& what, const fs::path& file) {
  const int error = errno;
  const bool full = error == ENOSPC || error == EDQUOT;
  throw Error(ErrorCode::kIo, what + " " + file.string() + ": " + std::strerror(error),
              full ? "make room on the disk and run again; the database is as it was before" : "");
}

[[noreturn]] void throw_corrupt(const fs::path& file, const std::string& why) {
  throw Error(ErrorCode::kCorrupt, file.string() + " is damaged: " + why,
              "index the articles again into a new directory");
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

std::uint64_t parse_number(std::string_view text, const fs::path& file) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw_corrupt(file, "a number is expected");
  return value;
}

// A name inside the database directory: no way to leave it.
const std::string& checked_name(const std::string& name, const fs::path& file) {
  if (name.find('/') != std::string::npos || name.starts_with('.'))
    throw_corrupt(file, "strange file name");
  return name;
}

void parse_line(const std::string& line, Manifest& manifest, const fs::path& file) {
  std::istringstream words(line);
  std::string hash, key, value, more, last;
  words >> hash >> key >> value >> more >> last;
  if (key == "analyzer")
    manifest.analyzer = value;
  else if (key == "generation")
    manifest.generation = parse_number(value, file);
  else if (key == "sources")
    manifest.sources_file = checked_name(value, file);
  else if (key == "segment") {
    manifest.segments.push_back(
        {checked_name(value, file), parse_number(more, file), checked_name(last, file)});
  }
}

std::string format_manifest(const Manifest& manifest) {
  std::ostringstream out;
  out << kHeader << kFormatVersion << '\n'
      << "# analyzer " << manifest.analyzer << '\n'
      << "# generation " << manifest.generation << '\n';
  if (!manifest.sources_file.empty()) out << "# sources " << manifest.sources_file << '\n';
  for (const SegmentEntry& segment : manifest.segments) {
    out << "# segment " << segment.name << ' ' << segment.documents;
    if (!segment.deleted_file.empty()) out << ' ' << segment.deleted_file;
    out << '\n';
  }
  for (const SegmentEntry& segment : manifest.segments) out << "glass " << segment.name << '\n';
  out << kLastLine << '\n';
  return out.str();
}

}  // namespace

std::string read_file(const fs::path& file) {
  const FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) {
    if (errno == ENOENT) throw Error(ErrorCode::kNotFound, file.string() + " does not exist");
    throw_io("cannot open", file);
  }
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t got = ::read(fd.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_io("cannot read", file);
    if (got == 0) return content;
    content.append(buffer, static_cast<std::size_t>(got));
  }
}

void sync_directory(const fs::path& directory) {
  const char* const name = directory.empty() ? "." : directory.c_str();
  const FileDescriptor fd(::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0 || ::fsync(fd.get()) != 0) throw_io("cannot sync", directory);
}

void write_file_durably(const fs::path& file, std::string_view content) {
  const fs::path temporary = file.string() + ".new";
  FileDescriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (fd.get() < 0) throw_io("cannot write", temporary);
  if (!write_all(fd.get(), content) || ::fsync(fd.get()) != 0 || !fd.close()) {
    throw_io("cannot write", temporary);
  }
  if (::rename(temporary.c_str(), file.c_str()) != 0) throw_io("cannot replace", file);
  sync_directory(file.parent_path());
}

bool has_manifest(const fs::path& database) {
  std::error_code error;
  return fs::exists(database / kManifestName, error);
}

Manifest read_manifest(const fs::path& database) {
  constexpr const char* kMakeOne = "make one with: gisa-index --db DIR PATH...";
  std::error_code error;
  const fs::file_status status = fs::status(database, error);
  if (!fs::exists(status)) {
    throw Error(ErrorCode::kNotFound, "no database at " + database.string(), kMakeOne);
  }
  if (!fs::is_directory(status) || !has_manifest(database)) {
    throw Error(ErrorCode::kNotADatabase, database.string() + " is not a gisa database", kMakeOne);
  }
  const fs::path file = database / kManifestName;
  std::istringstream lines(read_file(file));
  std::string line;
  std::getline(lines, line);
  if (!line.starts_with(kHeader)) {
    throw Error(ErrorCode::kNotADatabase,
                database.string() + " is a Xapian database that gisa did not write", kMakeOne);
  }
  const std::uint64_t format = parse_number(std::string_view(line).substr(kHeader.size()), file);
  if (format < kFormatVersion) {
    throw Error(ErrorCode::kAnalyzerMismatch,
                database.string() + " was written by an older version of gisa",
                "index the articles again into a new directory");
  }
  if (format > kFormatVersion) {
    throw Error(ErrorCode::kNewerVersion,
                database.string() + " was written by a newer version of gisa",
                "update gisa, or index the articles again with this version");
  }
  Manifest manifest;
  bool is_whole = false;
  while (std::getline(lines, line)) {
    is_whole = line == kLastLine;
    if (line.starts_with('#')) parse_line(line, manifest, file);
  }
  if (!is_whole || manifest.analyzer.empty()) throw_corrupt(file, "it ends early");
  return manifest;
}

void write_manifest(const fs::path& database, const Manifest& manifest) {
  write_file_durably(database / kManifestName, format_manifest(manifest));
}

std::vector<std::uint32_t> read_deleted(const fs::path& database, const SegmentEntry& entry) {
  if (entry.deleted_file.empty()) return {};
  const fs::path file = database / entry.deleted_file;
  std::error_code error;
  if (!fs::exists(file, error)) throw_corrupt(file, "it is missing");
  const std::string content = read_file(file);
  constexpr std::size_t kFrame = kDeletedMagic.size() + sizeof(std::uint64_t);
  if (content.size() < kFrame || !content.starts_with(kDeletedMagic) ||
      (content.size() - kFrame) % sizeof(std::uint32_t) != 0) {
    throw_corrupt(file, "it is no list of deleted articles");
  }
  std::uint64_t hash;
  std::memcpy(&hash, content.data() + kDeletedMagic.size(), sizeof hash);
  if (hash != XXH3_64bits(content.data() + kFrame, content.size() - kFrame)) {
    throw_corrupt(file, "its checksum is wrong");
  }
  std::vector<std::uint32_t> documents((content.size() - kFrame) / sizeof(std::uint32_t));
  if (!documents.empty()) {
    std::memcpy(documents.data(), content.data() + kFrame, content.size() - kFrame);
  }
  return documents;
}

void write_deleted(const fs::path& database, const std::string& name,
                   const std::vector<std::uint32_t>& documents) {
  const std::size_t bytes = documents.size() * sizeof(std::uint32_t);
  const std::uint64_t hash = XXH3_64bits(documents.data(), bytes);
  std::string content(kDeletedMagic);
  content.append(reinterpret_cast<const char*>(&hash), sizeof hash);
  content.append(reinterpret_cast<const char*>(documents.data()), bytes);
  write_file_durably(database / name, content);
}

}  // namespace gisa

#include "common/database/manifest.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <sstream>
#include <string_view>

#include "common/database/file_names.h"
#include "common/database/schema.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kChecksum = "# checksum ";  // of all bytes before its line
constexpr std::string_view kLastLine = "# end";
constexpr int kHexadecimal = 16;
constexpr std::string_view kDeletedMagic = "gisadel1";

[[noreturn]] void throw_corrupt(const fs::path& file, const std::string& why) {
  throw damage_error(tr_format("{} is damaged: {}", file.string(), why));
}

const char* how_to_make_one() { return tr("make one with: gisa-index --db DIR PATH..."); }

std::uint64_t parse_number(std::string_view text, const fs::path& file, int base = 10) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size())
    throw_corrupt(file, tr("a number is expected"));
  return value;
}

// A name inside the database directory: no way to leave it.
const std::string& checked_name(const std::string& name, const fs::path& file) {
  if (name.find('/') != std::string::npos || name.starts_with('.'))
    throw_corrupt(file, tr("strange file name"));
  return name;
}

void parse_line(const std::string& line, Manifest& manifest, const fs::path& file) {
  std::istringstream words(line);
  std::string sign, key, value, documents, hash, deleted;
  words >> sign >> key >> value >> documents >> hash >> deleted;
  if (key == "analyzer")
    manifest.analyzer = value;
  else if (key == "generation")
    manifest.generation = parse_number(value, file);
  else if (key == "sources")
    manifest.sources_file = checked_name(value, file);
  else if (key == "segment") {
    manifest.segments.push_back({checked_name(value, file), parse_number(documents, file),
                                 parse_number(hash, file, kHexadecimal),
                                 checked_name(deleted, file)});
  }
}

std::string hexadecimal(std::uint64_t value) { return fmt::format("{:016x}", value); }

// Any byte that has changed shows here, in the lines for Xapian as well.
void verify(const std::string& content, const fs::path& file) {
  const std::size_t end = content.rfind("\n" + std::string(kChecksum));
  if (end == std::string::npos) throw_corrupt(file, tr("it ends early"));
  const std::string_view text = std::string_view(content).substr(0, end + 1);
  std::string expected(kChecksum);
  expected += hexadecimal(XXH3_64bits(text.data(), text.size()));
  expected.append("\n").append(kLastLine).append("\n");
  if (std::string_view(content).substr(end + 1) != expected) {
    throw_corrupt(file, tr("its checksum is wrong"));
  }
}

std::string format_manifest(const Manifest& manifest) {
  std::ostringstream out;
  out << kManifestHeader << kFormatVersion << '\n'
      << "# analyzer " << manifest.analyzer << '\n'
      << "# generation " << manifest.generation << '\n';
  if (!manifest.sources_file.empty()) out << "# sources " << manifest.sources_file << '\n';
  for (const SegmentEntry& segment : manifest.segments) {
    out << "# segment " << segment.name << ' ' << segment.documents << ' '
        << hexadecimal(segment.hash);
    if (!segment.deleted_file.empty()) out << ' ' << segment.deleted_file;
    out << '\n';
  }
  for (const SegmentEntry& segment : manifest.segments) out << "glass " << segment.name << '\n';
  std::string text = out.str();
  const std::string checksum = hexadecimal(XXH3_64bits(text.data(), text.size()));
  return text.append(kChecksum).append(checksum).append("\n").append(kLastLine).append("\n");
}

}  // namespace

// Callers take a directory without a manifest for a new database, so only a file that is surely not
// there counts as absent; one that cannot be looked at is an error.
bool has_manifest(const fs::path& database) {
  const fs::path file = database / kManifestName;
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0) return true;
  if (errno != ENOENT && errno != ENOTDIR) throw io_error("cannot read {}: {}", file, errno);
  return false;
}

bool is_manifest(std::string_view content) {
  return content.starts_with(kManifestHeader) ||
         content.find("\n" + std::string(kChecksum)) != std::string_view::npos;
}

void check_format(const fs::path& database, std::uint64_t format) {
  if (format < kOldestFormat) {
    throw Error(ErrorCode::kAnalyzerMismatch,
                tr_format("{} was written by an older version of gisa", database.string()),
                tr("index the articles again into a new directory"));
  }
  if (format > kFormatVersion) {
    throw Error(ErrorCode::kNewerVersion,
                tr_format("{} was written by a newer version of gisa", database.string()),
                tr("update gisa, or index the articles again with this version"));
  }
}

void refuse_dangling_link(const fs::path& database) {
  std::error_code error;
  if (!fs::is_symlink(database, error) || fs::exists(database, error) || error) return;
  throw Error(ErrorCode::kNotFound,
              tr_format("{} is a link to {}, which does not exist", database.string(),
                        fs::read_symlink(database, error).string()),
              tr("make that directory, or name another one"));
}

void refuse_lost_manifest(const fs::path& database) {
  std::error_code error;
  if (!fs::exists(database / kLockName, error)) return;  // a copy that was cut short
  bool had_one = false;
  for (auto it = fs::directory_iterator(database, error); it != fs::directory_iterator();
       it.increment(error)) {
    had_one |= sources_generation(it->path().filename().string()).value_or(0) > 1;
  }
  if (!had_one || has_manifest(database)) return;  // the first run may have ended meanwhile
  throw damage_error(tr_format("{} is missing", (database / kManifestName).string()));
}

bool is_stub_of_others(const fs::path& path) {
  constexpr std::uintmax_t kLargestStub = 1 << 20;  // bytes
  constexpr std::string_view kKinds[] = {"auto ", "glass ", "remote "};
  std::error_code error;
  const fs::path file = fs::is_directory(path, error) ? path / kManifestName : path;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > kLargestStub) return false;
  const std::string content = read_file(file);
  if (is_manifest(content)) return false;
  std::istringstream lines(content);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.empty() || line.front() == '#') continue;
    return std::ranges::any_of(kKinds,
                               [&](std::string_view kind) { return line.starts_with(kind); });
  }
  return false;
}

Error stub_error(const fs::path& path) {
  return {ErrorCode::kNotADatabase,
          tr_format("{} is a stub: it names databases that are searched as one", path.string()),
          tr("name one of these databases instead; the stub itself is for gisa-search")};
}

Error foreign_database_error(const fs::path& database) {
  return {ErrorCode::kNotADatabase,
          tr_format("{} is a Xapian database that gisa did not write", database.string()),
          how_to_make_one()};
}

Manifest read_manifest(const fs::path& database) {
  std::error_code error;
  const fs::file_status status = fs::status(database, error);
  if (status.type() == fs::file_type::none)
    throw io_error("cannot read {}: {}", database, error.value());
  if (!fs::exists(status)) {
    refuse_dangling_link(database);
    throw Error(ErrorCode::kNotFound, tr_format("no database at {}", database.string()),
                how_to_make_one());
  }
  if (is_stub_of_others(database)) throw stub_error(database);
  const bool has_one = fs::is_directory(status) && has_manifest(database);
  if (!has_one && fs::exists(database / kLockName, error)) {
    refuse_lost_manifest(database);
    throw Error(ErrorCode::kNotADatabase,
                tr_format("nothing is indexed in {} yet", database.string()),
                tr("wait for gisa-index to end, or run it again"));
  }
  if (!has_one) {
    throw Error(ErrorCode::kNotADatabase, tr_format("{} is not a gisa database", database.string()),
                how_to_make_one());
  }
  const fs::path file = database / kManifestName;
  const std::string content = read_file(file);
  std::istringstream lines(content);
  std::string line;
  std::getline(lines, line);
  if (!line.starts_with(kManifestHeader)) {
    throw foreign_database_error(database);
  }
  const std::uint64_t format =
      parse_number(std::string_view(line).substr(kManifestHeader.size()), file);
  check_format(database, format);
  verify(content, file);
  Manifest manifest;
  while (std::getline(lines, line)) {
    if (line.starts_with('#')) parse_line(line, manifest, file);
  }
  if (manifest.analyzer.empty()) throw_corrupt(file, tr("it names no analyzer"));
  return manifest;
}

void write_manifest(const fs::path& database, const Manifest& manifest) {
  write_file_durably(database / kManifestName, format_manifest(manifest));
}

std::vector<std::uint32_t> read_deleted(const fs::path& database, const SegmentEntry& entry) {
  if (entry.deleted_file.empty()) return {};
  const fs::path file = database / entry.deleted_file;
  const std::string content = [&] {
    try {
      return read_file(file);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kNotFound) throw_corrupt(file, tr("it is missing"));
      throw;
    }
  }();
  constexpr std::size_t kFrame = kDeletedMagic.size() + sizeof(std::uint64_t);
  if (content.size() < kFrame || !content.starts_with(kDeletedMagic) ||
      (content.size() - kFrame) % sizeof(std::uint32_t) != 0) {
    throw_corrupt(file, tr("it is no list of deleted articles"));
  }
  std::uint64_t hash;
  std::memcpy(&hash, content.data() + kDeletedMagic.size(), sizeof hash);
  if (hash != XXH3_64bits(content.data() + kFrame, content.size() - kFrame)) {
    throw_corrupt(file, tr("its checksum is wrong"));
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

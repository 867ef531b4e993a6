#include "searcher/engine/index/database_state.h"

#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>
#include <utility>

#include "common/analysis/analyzer.h"
#include "common/database/schema.h"
#include "common/glass/keys.h"
#include "common/glass/version_file.h"
#include "common/messages/messages.h"
#include "common/system/files.h"
#include "common/system/io_error.h"
#include "gisa/error.h"
#include "searcher/engine/index/segment_index.h"
#include "searcher/engine/index/served_segment.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kDeepest = 8;  // stubs in stubs

void check_analyzer(const fs::path& path, std::string_view analyzer) {
  if (analyzer == Analyzer::fingerprint()) return;
  throw Error(ErrorCode::kAnalyzerMismatch,
              tr_format("{} was indexed under other analysis rules ({}, this version has {})",
                        path.string(), analyzer, Analyzer::fingerprint()),
              tr("index the articles again into a new directory with this version's gisa-index"));
}

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Whether a glass database by itself, without a manifest, is of gisa and of these rules, by its
// metadata. Throws Error.
void check_glass(const fs::path& path, const Xapian::Database& database) {
  const std::string analyzer = database.get_metadata(std::string(kFingerprintKey));
  if (analyzer.empty()) throw foreign_database_error(path);
  check_analyzer(path, analyzer);
  check_format(path, number_of(database.get_metadata(std::string(kFormatKey))));
}

constexpr std::uintmax_t kLargestStub = 1 << 20;  // bytes

// False also if the path cannot be looked at: read_manifest() then says why.
bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}
bool may_be_stub(const fs::path& path) {
  std::error_code ignored;
  return is_file(path) && fs::file_size(path, ignored) <= kLargestStub;
}

}  // namespace

DatabaseState DatabaseState::read(const fs::path& path) {
  DatabaseState state;
  state.add(path, 0);
  return state;
}

void DatabaseState::add(const fs::path& path, unsigned depth) {
  if (is_file(path / glass::kVersionFileName)) return add_glass(path);
  const fs::path stub = is_file(path) ? path : path / kManifestName;
  if (may_be_stub(stub)) {
    const std::string content = read_file(stub);
    if (!is_manifest(content)) return add_stub(stub, content, depth);
    if (stub.filename() == kManifestName) return add_database(stub.parent_path());
  }
  add_database(path);
}

void DatabaseState::add_database(const fs::path& path) {
  Manifest manifest = read_manifest(path);
  check_analyzer(path, manifest.analyzer);
  parts_.push_back({path, std::move(manifest), std::nullopt, 0});
}

void DatabaseState::add_stub(const fs::path& file, const std::string& content, unsigned depth) {
  const auto fail = [&](const std::string& problem, const char* hint) {
    throw Error(ErrorCode::kNotADatabase, file.string() + ": " + problem, hint);
  };
  const char* const kForm = tr("a line names a database: auto DIR");
  if (depth == kDeepest) fail(tr("it leads to itself"), tr("name databases, not stubs of stubs"));
  std::istringstream lines(content);
  std::string line;
  const std::size_t before = parts_.size();
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string kind = line.substr(0, space);
    const std::string name = line.substr(std::min(space + 1, line.size()));
    if (kind == "remote") {
      const auto server = Server::parse(name);
      if (!server)
        fail(tr_format("line {} names no server", number), tr("a line names it: remote HOST:PORT"));
      add_server(*server);
      continue;
    }
    const bool is_known = kind == "auto" || kind == "glass";
    if (!is_known || name.empty()) {
      // Nothing in the file was a stub's: let read_manifest() throw what is wrong with it.
      if (!is_known && parts_.size() == before) (void)read_manifest(file);
      fail(tr_format("line {} names no database", number), kForm);
    }
    try {
      add(file.parent_path() / name, depth + 1);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kNotFound) throw;
      throw Error(error.code(), tr_format("{} line {}: {}", file.string(), number, error.what()),
                  error.hint());
    }
  }
  if (parts_.size() == before) fail(tr("it names no database"), kForm);
}

void DatabaseState::add_glass(const fs::path& path) {
  try {
    SegmentIndex(path).verify_entries(glass::kMetadataPrefix);  // before Xapian reads them
    check_glass(path, Xapian::Database(path.string()));
  } catch (const Xapian::Error& error) {
    throw segment_error(path.string(), error.get_msg(), error.get_error_string());
  }
  const std::string version = read_file(path / glass::kVersionFileName);
  parts_.push_back({path, std::nullopt, std::nullopt, XXH3_64bits(version.data(), version.size())});
}

void DatabaseState::add_server(const Server& server) {
  try {
    const ServedSegment segment(server);
    check_glass(server.address(), segment.database());
    const std::string uuid = segment.uuid();
    parts_.push_back(
        {server.address(), std::nullopt, server, XXH3_64bits(uuid.data(), uuid.size())});
  } catch (const Xapian::NetworkError& error) {
    throw server_error(error, server.address());
  } catch (const Xapian::Error& error) {
    throw segment_error(server.address(), error.get_msg(), error.get_error_string());
  }
}

std::vector<DatabaseState::Place> DatabaseState::segments() const {
  std::vector<Place> segments;
  for (const Part& part : parts_) {
    if (!part.manifest) {
      segments.push_back({part.path, part.server, std::nullopt, {}});
      continue;
    }
    for (const SegmentEntry& entry : part.manifest->segments)
      segments.push_back(
          {part.path / entry.name, std::nullopt, entry.hash, read_deleted(part.path, entry)});
  }
  return segments;
}

std::uint64_t DatabaseState::generation() const {
  std::uint64_t sum = 0;
  for (const Part& part : parts_) sum += part.manifest ? part.manifest->generation : 0;
  return sum;
}

}  // namespace gisa

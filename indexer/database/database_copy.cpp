#include "indexer/database/database_copy.h"

#include <unistd.h>

#include <cerrno>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "common/database/checksums.h"
#include "common/database/manifest.h"
#include "common/messages/messages.h"
#include "common/system/files.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr int kTries = 10;  // states that may be replaced while they are copied

fs::path parent_of(const fs::path& path) {
  const fs::path full = fs::absolute(path).lexically_normal();
  return full.has_filename() ? full.parent_path() : full.parent_path().parent_path();
}

std::vector<fs::path> files_in(const fs::path& directory) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto it = fs::directory_iterator(directory, error); it != fs::directory_iterator();
       it.increment(error)) {
    files.push_back(it->path());
  }
  if (error == std::errc::no_such_file_or_directory) {
    throw Error(ErrorCode::kNotFound, tr_format("{} does not exist", directory.string()));
  }
  if (error) throw io_error("cannot read {}: {}", directory, error.value());
  return files;
}

void copy_segment(const fs::path& source, const fs::path& target, std::uint64_t hash,
                  DatabaseCopy& copy) {
  std::error_code error;
  if (fs::exists(target, error)) return;  // taken over in a try before
  const fs::path incomplete = target.string() + ".new";
  fs::remove_all(incomplete, error);
  check_segment_files(source, hash);
  const std::uint64_t copied_before = copy.copied_bytes;
  link_or_copy_segment(source, incomplete, copy);
  // Files that had to be copied were read anyway, so their checksums are compared as well.
  if (copy.copied_bytes > copied_before) {
    for (const std::string& problem : find_damage(incomplete, hash)) {
      throw damage_error(tr_format("segment {} is damaged: {}", source.string(), problem));
    }
  }
  fs::rename(incomplete, target, error);
  if (error) throw io_error("cannot make {}: {}", target, error.value());
}

DatabaseCopy copy_state(const fs::path& source, const Manifest& manifest, const fs::path& target) {
  DatabaseCopy copy;
  const auto take = [&](const std::string& name) {
    std::error_code error;
    if (!name.empty() && !fs::exists(target / name, error)) {
      link_or_copy(source / name, target / name, copy);
    }
  };
  for (const SegmentEntry& entry : manifest.segments) {
    copy_segment(source / entry.name, target / entry.name, entry.hash, copy);
    take(entry.deleted_file);
    copy.articles += entry.documents - read_deleted(target, entry).size();
  }
  take(manifest.sources_file);
  return copy;
}

// Removes files of an older state, which was replaced while it was being copied.
void remove_other_files(const fs::path& target, const Manifest& manifest) {
  std::set<std::string> named = {manifest.sources_file};
  for (const SegmentEntry& entry : manifest.segments) {
    named.insert(entry.name);
    named.insert(entry.deleted_file);
  }
  std::error_code ignored;
  for (const fs::path& file : files_in(target)) {
    if (!named.contains(file.filename().string())) fs::remove_all(file, ignored);
  }
}

DatabaseCopy copy_newest(const fs::path& source, const fs::path& target) {
  for (int attempt = 1;; ++attempt) {
    const Manifest manifest = read_manifest(source);
    try {
      const DatabaseCopy copy = copy_state(source, manifest, target);
      remove_other_files(target, manifest);
      sync_directory(target);
      sync_directory(parent_of(target));
      write_manifest(target, manifest);
      return copy;
    } catch (const Error& error) {
      // A writer has removed what its newest state does not need.
      const bool is_gone =
          error.code() == ErrorCode::kNotFound || error.code() == ErrorCode::kCorrupt;
      const bool has_moved = read_manifest(source).generation != manifest.generation;
      if (is_gone && has_moved && attempt < kTries) continue;
      if (error.code() == ErrorCode::kNotFound) throw damage_error(error.what());
      throw;
    }
  }
}

}  // namespace

void link_or_copy(const fs::path& source, const fs::path& target, DatabaseCopy& copy) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(source, error);
  if (!error && ::link(source.c_str(), target.c_str()) == 0) {
    copy.linked_bytes += size;
    return;
  }
  if (error == std::errc::no_such_file_or_directory || errno == ENOENT) {
    throw Error(ErrorCode::kNotFound, tr_format("{} does not exist", source.string()));
  }
  copy.copied_bytes += copy_file_durably(source, target);
}

// Takes the files that the checksums name, and not those that the directory lists: a writer may be
// removing the segment, and the list then lacks some.
void link_or_copy_segment(const fs::path& source, const fs::path& target, DatabaseCopy& copy) {
  std::error_code error;
  fs::create_directory(target, error);
  if (error) throw io_error("cannot make {}: {}", target, error.value());
  link_or_copy(source / kChecksumsName, target / kChecksumsName, copy);
  for (const FileChecksum& file : read_checksums(target).files) {
    link_or_copy(source / file.name, target / file.name, copy);
  }
  sync_directory(target);
}

void make_new_database_outside(const fs::path& source, const fs::path& target) {
  // Symbolic links are resolved in the part of each path that exists.
  const fs::path inside = fs::weakly_canonical(fs::absolute(target))
                              .lexically_relative(fs::weakly_canonical(fs::absolute(source)));
  if (!inside.empty() && *inside.begin() != "..") {
    throw Error(ErrorCode::kInvalidArgument,
                tr_format("{} lies in {}", target.string(), source.string()),
                tr("name a place outside the database"));
  }
  std::error_code error;
  refuse_dangling_link(target);
  fs::create_directories(target, error);
  if (error) throw io_error("cannot make {}: {}", target, error.value());
  if (files_in(target).empty()) return;
  throw Error(ErrorCode::kNotADatabase, tr_format("{} is there and not empty", target.string()),
              tr("name a directory that does not exist yet, or remove this one"));
}

DatabaseCopy copy_database(const fs::path& source, const fs::path& target) {
  make_new_database_outside(source, target);
  try {
    return copy_newest(source, target);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(target, ignored);
    throw;
  }
}

}  // namespace gisa

/// What a path names to search in: one published state of a database, or of several as one.
///
/// The path may be
/// - a directory that gisa-index has made;
/// - a glass database that gisa has written, by itself: a segment, or a replica of one;
/// - a stub of Xapian's, a file or a directory with one (XAPIANDB), that names any of these, paths
///   being relative to it, and servers that have one segment each:
///
///       # all years
///       auto 2025.db
///       auto /archive/2024.db
///       remote archive-2:7000
///
/// Threads: immutable, may be shared.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/database/manifest.h"
#include "searcher/engine/index/server.h"

namespace gisa {

class DatabaseState {
 public:
  struct Place {
    std::filesystem::path directory;  ///< or, of a server, its address
    std::optional<Server> server;
    std::optional<std::uint64_t> hash;   ///< segment_hash(), if a manifest says it
    std::vector<std::uint32_t> deleted;  ///< documents, ascending
  };

  /// The newest one; servers are asked for theirs. Throws Error: kNotFound, kNotADatabase,
  /// kNewerVersion, kAnalyzerMismatch, kCorrupt, kIo.
  static DatabaseState read(const std::filesystem::path& path);

  /// Where its segments are; whoever opens them sees whether two are the same. Throws Error:
  /// kCorrupt, kIo.
  std::vector<Place> segments() const;

  /// Rises with every change of a database that gisa-index has made; of several, the sum.
  std::uint64_t generation() const;

  bool operator==(const DatabaseState&) const = default;

 private:
  struct Part {
    std::filesystem::path path;
    std::optional<Manifest> manifest;  // none: a glass database by itself
    std::optional<Server> server;      // that has it
    std::uint64_t version = 0;         // if there is no manifest: changes with the database
    // Wherever it is: who has opened a relative path may be in another directory now.
    bool operator==(const Part& other) const {
      return manifest == other.manifest && server == other.server && version == other.version;
    }
  };

  void add(const std::filesystem::path& path, unsigned depth);
  void add_database(const std::filesystem::path& path);
  void add_stub(const std::filesystem::path& file, const std::string& content, unsigned depth);
  void add_glass(const std::filesystem::path& path);
  void add_server(const Server& server);

  std::vector<Part> parts_;
};

}  // namespace gisa

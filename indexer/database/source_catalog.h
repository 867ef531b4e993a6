/// What the indexer remembers of the files it has read, so that unchanged ones need not be read
/// again.
///
/// A file counts as unchanged when size and modification time are the same; if only the time
/// changed, its content decides. One that is to be read in another way is read again. Files with
/// records that could not be read are not remembered: they are read, and their problems reported,
/// every time.
///
///     const SourceState* known = catalog.find(SourceCatalog::key(file, name));
///     if (known == nullptr || known->mtime_ns != mtime) ...   // read it, then:
///     catalog.set(SourceCatalog::key(file, name), {size, mtime, hash, articles, way});
///
/// Threads: any number that look up, or one that changes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gisa {

struct SourceState {
  std::uint64_t size = 0;      ///< bytes
  std::int64_t mtime_ns = 0;   ///< ns since the epoch
  std::uint64_t hash = 0;      ///< XXH3 of the content
  std::uint64_t articles = 0;  ///< that were read from it
  std::uint64_t way = 0;       ///< hash of how it was read: --format and --map
  bool operator==(const SourceState&) const = default;
};

class SourceCatalog {
 public:
  /// Identifies a file: where it is, and the name its articles are known by.
  static std::string key(const std::filesystem::path& file, std::string_view name);

  const SourceState* find(const std::string& key) const;
  void set(const std::string& key, const SourceState& state);
  void erase(const std::string& key);

  /// The files that are known from below `paths` (files or directories; those that do not exist
  /// themselves are left out, as a disk may not be there) and are gone, or directories now: key,
  /// and the name their articles have.
  std::vector<std::pair<std::string, std::string>> find_gone(
      const std::vector<std::string>& paths) const;
  /// The names of all files, as articles have them.
  std::vector<std::string> names() const;

  bool is_changed() const { return is_changed_; }

  /// The catalog as bytes, entries sorted by key, with a checksum.
  std::string serialize() const;

  /// Throws Error (kCorrupt).
  static SourceCatalog deserialize(std::string_view bytes);

 private:
  std::unordered_map<std::string, SourceState> sources_;
  bool is_changed_ = false;
};

}  // namespace gisa

#include "indexer/source_catalog.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "gisa/error.h"

namespace gisa {
namespace {

constexpr std::string_view kMagic = "gisasrc1";

void append_number(std::string& out, std::uint64_t value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool is_at_end() const { return bytes_.empty(); }

  std::uint64_t number() {
    std::uint64_t value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  std::string_view take(std::size_t size) {
    if (size > bytes_.size())
      throw Error(ErrorCode::kCorrupt, "the catalogue of sources is damaged");
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

std::string SourceCatalog::key(const std::filesystem::path& file, std::string_view name) {
  std::string key = std::filesystem::absolute(file).lexically_normal().string();
  key.push_back('\0');
  key += name;
  return key;
}

const SourceState* SourceCatalog::find(const std::string& key) const {
  const auto found = sources_.find(key);
  return found == sources_.end() ? nullptr : &found->second;
}

void SourceCatalog::set(const std::string& key, const SourceState& state) {
  SourceState& known = sources_[key];
  if (known == state) return;
  known = state;
  is_changed_ = true;
}

void SourceCatalog::erase(const std::string& key) { is_changed_ |= sources_.erase(key) > 0; }

std::vector<std::pair<std::string, std::string>> SourceCatalog::find_gone(
    const std::vector<std::string>& paths) const {
  std::vector<std::string> roots;
  std::error_code error;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path, error)) continue;
    std::string root = std::filesystem::absolute(path).lexically_normal().string();
    if (!root.ends_with('/')) root += '/';
    roots.push_back(std::move(root));
  }
  std::vector<std::pair<std::string, std::string>> gone;
  for (const auto& [key, state] : sources_) {
    const std::size_t end = key.find('\0');
    const std::string file = key.substr(0, end);
    const bool is_below =
        std::ranges::any_of(roots, [&](const std::string& root) { return file.starts_with(root); });
    if (is_below &&
        std::filesystem::status(file, error).type() == std::filesystem::file_type::not_found) {
      gone.emplace_back(key, key.substr(end + 1));
    }
  }
  return gone;
}

std::vector<std::string> SourceCatalog::names() const {
  std::vector<std::string> names;
  for (const auto& [key, state] : sources_) names.push_back(key.substr(key.find('\0') + 1));
  return names;
}

std::string SourceCatalog::serialize() const {
  std::vector<const decltype(sources_)::value_type*> entries;
  for (const auto& entry : sources_) entries.push_back(&entry);
  std::ranges::sort(entries, {}, [](const auto* entry) { return std::string_view(entry->first); });
  std::string body;
  for (const auto* entry : entries) {
    append_number(body, entry->first.size());
    body += entry->first;
    append_number(body, entry->second.size);
    append_number(body, static_cast<std::uint64_t>(entry->second.mtime_ns));
    append_number(body, entry->second.hash);
    append_number(body, entry->second.articles);
  }
  std::string out(kMagic);
  append_number(out, XXH3_64bits(body.data(), body.size()));
  return out + body;
}

SourceCatalog SourceCatalog::deserialize(std::string_view bytes) {
  SourceCatalog catalog;
  Reader reader(bytes);
  const bool known = reader.take(kMagic.size()) == kMagic;
  const std::uint64_t hash = reader.number();
  const std::string_view body = bytes.substr(kMagic.size() + sizeof hash);
  if (!known || hash != XXH3_64bits(body.data(), body.size())) {
    throw Error(ErrorCode::kCorrupt, "the catalogue of sources is damaged");
  }
  while (!reader.is_at_end()) {
    std::string key(reader.take(reader.number()));
    SourceState state;
    state.size = reader.number();
    state.mtime_ns = static_cast<std::int64_t>(reader.number());
    state.hash = reader.number();
    state.articles = reader.number();
    catalog.sources_.emplace(std::move(key), state);
  }
  return catalog;
}

}  // namespace gisa

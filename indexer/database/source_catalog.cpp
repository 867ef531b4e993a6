#include "indexer/database/source_catalog.h"

#include <algorithm>
#include <vector>

#include "common/database/small_file.h"
#include "common/messages/messages.h"

namespace gisa {
namespace {

constexpr std::string_view kMark = "gisasrc2";
constexpr std::string_view kMarkWithoutWay = "gisasrc1";  // of older databases

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
    if (!is_below) continue;
    const std::filesystem::file_type type = std::filesystem::status(file, error).type();
    const bool is_gone = type == std::filesystem::file_type::not_found ||
                         type == std::filesystem::file_type::directory;
    if (is_gone) gone.emplace_back(key, key.substr(end + 1));
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
  SmallFileWriter out;
  for (const auto* entry : entries) {
    out.text(entry->first);
    out.number(entry->second.size);
    out.number(static_cast<std::uint64_t>(entry->second.mtime_ns));
    out.number(entry->second.hash);
    out.number(entry->second.articles);
    out.number(entry->second.way);
  }
  return out.finish(kMark);
}

SourceCatalog SourceCatalog::deserialize(std::string_view bytes) {
  SourceCatalog catalog;
  const bool has_way = !bytes.starts_with(kMarkWithoutWay);
  SmallFileReader reader(has_way ? kMark : kMarkWithoutWay, bytes, tr("the catalogue of sources"));
  while (!reader.is_at_end()) {
    std::string key(reader.text());
    SourceState state;
    state.size = reader.number();
    state.mtime_ns = static_cast<std::int64_t>(reader.number());
    state.hash = reader.number();
    state.articles = reader.number();
    if (has_way) state.way = reader.number();
    catalog.sources_.emplace(std::move(key), state);
  }
  return catalog;
}

}  // namespace gisa

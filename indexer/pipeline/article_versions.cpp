#include "indexer/pipeline/article_versions.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace gisa {
namespace {

XXH128_hash_t hash_of(std::string_view id) { return XXH3_128bits(id.data(), id.size()); }

}  // namespace

void BatchVersions::add_indexed(std::string_view id, std::uint32_t document,
                                const std::optional<ArticleLocation>& older) {
  const XXH128_hash_t hash = hash_of(id);
  indexed_.push_back({hash, document});
  if (older) older_.push_back({hash.low64, *older});
}

void BatchVersions::add_unchanged(std::string_view id, std::uint32_t document) {
  unchanged_.push_back({hash_of(id).low64, document});
}

void BatchVersions::number_from(std::uint32_t before) {
  for (Indexed& article : indexed_) article.document += before;
  for (Unchanged& article : unchanged_) article.document += before;
}

void RunVersions::add(const BatchVersions& batch) {
  std::ranges::copy(batch.indexed_, std::back_inserter(all_.indexed_));
  std::ranges::copy(batch.older_, std::back_inserter(all_.older_));
  std::ranges::copy(batch.unchanged_, std::back_inserter(all_.unchanged_));
}

SettledVersions RunVersions::settle() {
  using Indexed = BatchVersions::Indexed;
  using Unchanged = BatchVersions::Unchanged;
  std::vector<Indexed>& indexed = all_.indexed_;
  std::vector<Unchanged>& unchanged = all_.unchanged_;
  std::ranges::sort(indexed, [](const Indexed& a, const Indexed& b) {
    const int order = XXH128_cmp(&a.id, &b.id);
    return order != 0 ? order < 0 : a.document < b.document;
  });
  std::ranges::sort(unchanged);

  SettledVersions settled;
  std::set<std::uint64_t> kept;  // ids whose version in the database stands
  for (std::size_t i = 0; i < indexed.size(); ++i) {
    const Indexed& article = indexed[i];
    const std::uint64_t id = article.id.low64;
    const bool is_last =
        i + 1 == indexed.size() || XXH128_isEqual(article.id, indexed[i + 1].id) == 0;
    const auto later = std::ranges::lower_bound(unchanged, Unchanged{id, article.document});
    const bool is_older = later != unchanged.end() && later->id == id;
    if (!is_last || is_older) settled.superseded.push_back(article.document);
    if (is_last && is_older) kept.insert(id);
  }
  std::ranges::sort(settled.superseded);

  for (const BatchVersions::Older& older : all_.older_) {
    if (!kept.contains(older.id)) settled.replaced.push_back(older.location);
  }
  // Each version of an article that is indexed in this run has found the older one.
  std::ranges::sort(settled.replaced);
  settled.replaced.erase(std::unique(settled.replaced.begin(), settled.replaced.end()),
                         settled.replaced.end());
  return settled;
}

}  // namespace gisa

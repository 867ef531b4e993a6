#include "indexer/database/article_scan.h"

#include <algorithm>

#include "indexer/database/segment_articles.h"
#include "indexer/segments/glass_segments.h"

namespace gisa {

void scan_articles(const std::filesystem::path& database, const Manifest& manifest,
                   const std::function<bool(const ArticleLocation&, const StoredArticle&)>& visit) {
  for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
    const SegmentEntry& entry = manifest.segments[i];
    SegmentArticles articles(database, entry);
    const TextDictionaries dictionaries = read_dictionaries(database / entry.name);
    const std::vector<std::uint32_t> deleted = read_deleted(database, entry);
    bool goes_on = true;
    articles.for_each([&](std::uint32_t document, std::string_view data) {
      if (std::ranges::binary_search(deleted, document)) return true;
      return goes_on = visit({i, document}, decode_stored_article(data, dictionaries));
    });
    if (!goes_on) return;
  }
}

}  // namespace gisa

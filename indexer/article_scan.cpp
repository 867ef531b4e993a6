#include "indexer/article_scan.h"

#include <xapian.h>

#include <algorithm>

#include "gisa/error.h"
#include "indexer/glass_segments.h"

namespace gisa {

void scan_articles(const std::filesystem::path& database, const Manifest& manifest,
                   const std::function<bool(const ArticleLocation&, const StoredArticle&)>& visit) {
  for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
    const SegmentEntry& entry = manifest.segments[i];
    const auto damaged = [&](const std::string& what) {
      return Error(ErrorCode::kCorrupt, "cannot read segment " + entry.name + ": " + what,
                   "index the articles again into a new directory");
    };
    try {
      const Xapian::Database segment((database / entry.name).string());
      const TextDictionaries dictionaries = read_dictionaries(database / entry.name);
      const std::vector<std::uint32_t> deleted = read_deleted(database, entry);
      for (auto it = segment.postlist_begin(""); it != segment.postlist_end(""); ++it) {
        if (std::ranges::binary_search(deleted, *it)) continue;
        const std::string data = segment.get_document(*it).get_data();
        if (!visit({i, *it}, decode_stored_article(data, dictionaries))) return;
      }
    } catch (const Xapian::Error& error) {
      throw damaged(error.get_msg());
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kCorrupt || !error.hint().empty()) throw;
      throw damaged(error.what());
    }
  }
}

}  // namespace gisa

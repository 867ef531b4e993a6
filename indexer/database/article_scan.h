#pragma once

#include <filesystem>
#include <functional>

#include "common/articles/stored_article.h"
#include "common/database/manifest.h"
#include "indexer/database/database_writer.h"

namespace gisa {

/// Gives every live article of a database to `visit`, in the order of segments and documents, until
/// it returns false. Throws Error (kCorrupt). Threads: any number of scans at once.
void scan_articles(const std::filesystem::path& database, const Manifest& manifest,
                   const std::function<bool(const ArticleLocation&, const StoredArticle&)>& visit);

}  // namespace gisa

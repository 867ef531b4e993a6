#include <fmt/format.h>

#include "common/articles/stored_article.h"
#include "common/database/checksums.h"
#include "common/database/manifest.h"
#include "common/messages/messages.h"
#include "common/text/json_text.h"
#include "gisa/error.h"
#include "indexer/commands/commands.h"
#include "indexer/database/article_scan.h"
#include "indexer/database/source_catalog.h"
#include "indexer/glass/checker.h"

namespace gisa {

std::vector<std::string> check_database(const std::filesystem::path& database) {
  std::vector<std::string> problems;
  const auto note = [&](const std::string& place, const auto& look) {
    try {
      look();
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kIo) throw;  // it could not be looked at: no damage
      problems.push_back(place + ": " + error.what());
    }
  };
  Manifest manifest;
  try {
    manifest = read_manifest(database);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt) throw;
    return {error.what()};
  }
  for (const SegmentEntry& entry : manifest.segments) {
    const std::size_t before = problems.size();
    note(entry.name, [&] {
      for (const std::string& problem : find_damage(database / entry.name, entry.hash)) {
        problems.push_back(entry.name + ": " + problem);
      }
    });
    if (problems.size() > before) continue;  // what is in damaged files means nothing
    note(entry.name, [&] {
      for (const std::string& problem : glass::check_segment(database / entry.name)) {
        problems.push_back(entry.name + ": " + problem);
      }
    });
    note(entry.name, [&] {
      std::uint64_t articles = 0;
      Manifest one = manifest;
      one.segments = {entry};
      scan_articles(database, one,
                    [&](const ArticleLocation& location, const StoredArticle& article) {
                      if (article.id.empty()) {
                        problems.push_back(
                            tr_format("{}: article {} has no id", entry.name, location.document));
                      }
                      ++articles;
                      return true;
                    });
      const std::uint64_t expected = entry.documents - read_deleted(database, entry).size();
      if (articles != expected) {
        problems.push_back(tr_format("{}: {} articles, and the manifest counts {}", entry.name,
                                     articles, expected));
      }
    });
  }
  if (!manifest.sources_file.empty()) {
    note(manifest.sources_file,
         [&] { SourceCatalog::deserialize(read_file(database / manifest.sources_file)); });
  }
  return problems;
}

std::string format_check_json(const std::vector<std::string>& problems) {
  std::string json = fmt::format("{{\"damaged\":{},\"problems\":[", !problems.empty());
  for (std::size_t i = 0; i < problems.size(); ++i) {
    if (i > 0) json += ',';
    append_json_string(json, problems[i]);
  }
  return json + "]}";
}

}  // namespace gisa

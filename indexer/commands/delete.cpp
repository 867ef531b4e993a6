#include <algorithm>
#include <thread>

#include "common/database/manifest.h"
#include "common/messages/messages.h"
#include "common/text/composition.h"
#include "gisa/error.h"
#include "indexer/commands/commands.h"
#include "indexer/database/database_writer.h"

namespace gisa {

Deletion delete_articles(const std::filesystem::path& database, const std::vector<std::string>& ids,
                         std::chrono::milliseconds wait) {
  read_manifest(database);  // throws if there is none: a writer would start one
  DatabaseWriter writer(database, wait);
  const ArticleLookup lookup(database, writer.manifest());
  Deletion deletion;
  std::vector<ArticleLocation> locations;
  for (const std::string& id : ids) {
    std::string composed = id;
    compose_hangul(composed);
    auto found = lookup.find(id);
    if (!found) found = lookup.find(composed);
    if (found) {
      locations.push_back(found->location);
    } else {
      deletion.missing.push_back(id);
    }
  }
  std::ranges::sort(locations);
  locations.erase(std::unique(locations.begin(), locations.end()), locations.end());
  deletion.deleted = locations.size();
  if (locations.empty()) return deletion;
  writer.publish({}, 0, locations);
  try {
    writer.merge_segments(std::max(1u, std::thread::hardware_concurrency()));
  } catch (const Error& error) {
    throw Error(
        error.code(),
        tr_format("the articles are deleted, but their room is not taken back: {}", error.what()),
        error.hint());
  }
  return deletion;
}

}  // namespace gisa

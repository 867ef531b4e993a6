#include <fmt/format.h>

#include <utility>

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

namespace {

// What is wrong with a database, place by place.
class DatabaseCheck {
 public:
  explicit DatabaseCheck(const std::filesystem::path& database) : database_(database) {}

  std::vector<std::string> run() {
    try {
      manifest_ = read_manifest(database_);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kCorrupt) throw;
      return {error.what()};
    }
    for (const SegmentEntry& entry : manifest_.segments) check(entry);
    if (!manifest_.sources_file.empty()) {
      look(manifest_.sources_file,
           [&] { SourceCatalog::deserialize(read_file(database_ / manifest_.sources_file)); });
    }
    return std::move(problems_);
  }

 private:
  // Runs a step of the check; an Error that it throws is reported as a problem of this place.
  template <typename Step>
  void look(const std::string& place, Step step) try {
    step();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kIo) throw;  // it could not be looked at: no damage
    problems_.push_back(place + ": " + error.what());
  }

  void add(const SegmentEntry& entry, const std::vector<std::string>& problems) {
    for (const std::string& problem : problems) problems_.push_back(entry.name + ": " + problem);
  }

  void check(const SegmentEntry& entry) {
    const std::size_t before = problems_.size();
    look(entry.name, [&] { add(entry, find_damage(database_ / entry.name, entry.hash)); });
    if (problems_.size() > before) return;  // what is in damaged files means nothing
    look(entry.name, [&] { add(entry, glass::check_segment(database_ / entry.name)); });
    look(entry.name, [&] { check_articles(entry); });
  }

  void check_articles(const SegmentEntry& entry) {
    Manifest one = manifest_;
    one.segments = {entry};
    std::uint64_t articles = 0;
    scan_articles(database_, one,
                  [&](const ArticleLocation& location, const StoredArticle& article) {
                    if (article.id.empty())
                      problems_.push_back(
                          tr_format("{}: article {} has no id", entry.name, location.document));
                    ++articles;
                    return true;
                  });
    const std::uint64_t expected = entry.documents - read_deleted(database_, entry).size();
    if (articles == expected) return;
    problems_.push_back(
        tr_format("{}: {} articles, and the manifest counts {}", entry.name, articles, expected));
  }

  const std::filesystem::path& database_;
  Manifest manifest_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> check_database(const std::filesystem::path& database) {
  return DatabaseCheck(database).run();
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

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "common/database/manifest.h"
#include "common/text/json_text.h"
#include "indexer/commands/commands.h"
#include "indexer/database/article_scan.h"

namespace gisa {
namespace {

struct ExportedField {
  const char* name;
  std::string_view StoredArticle::*field;
};
constexpr ExportedField kFields[] = {
    {"id", &StoredArticle::id},           {"title", &StoredArticle::title},
    {"date", &StoredArticle::date},       {"press", &StoredArticle::press},
    {"section", &StoredArticle::section}, {"reporter", &StoredArticle::reporter},
    {"url", &StoredArticle::url},         {"body", &StoredArticle::body},
};

constexpr std::size_t kPiece = 64 << 10;  // bytes that are written at once, about

void append_line(const StoredArticle& article, std::string& lines) {
  const char* before = "{\"";
  for (const ExportedField& field : kFields) {
    const std::string_view value = article.*field.field;
    if (value.empty()) continue;
    lines += before;
    before = ",\"";
    lines += field.name;
    lines += "\":";
    append_json_string(lines, value);
  }
  lines += "}\n";
}

}  // namespace

void export_articles(const std::filesystem::path& database,
                     const std::function<void(std::string_view lines)>& write) {
  std::string lines;
  scan_articles(database, read_manifest(database),
                [&](const ArticleLocation&, const StoredArticle& article) {
                  append_line(article, lines);
                  if (lines.size() < kPiece) return true;
                  write(lines);
                  lines.clear();
                  return true;
                });
  write(lines);
}

}  // namespace gisa

#include <ostream>

#include "common/database/manifest.h"
#include "common/messages/messages.h"
#include "common/text/json_text.h"
#include "gisa/error.h"
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

void append_line(const StoredArticle& article, std::string& line) {
  line.clear();
  for (const ExportedField& field : kFields) {
    const std::string_view value = article.*field.field;
    if (value.empty()) continue;
    line += line.empty() ? "{\"" : ",\"";
    line += field.name;
    line += "\":";
    append_json_string(line, value);
  }
  line += "}\n";
}

}  // namespace

std::uint64_t export_articles(const std::filesystem::path& database, std::ostream& out) {
  std::uint64_t articles = 0;
  std::string line;
  scan_articles(database, read_manifest(database),
                [&](const ArticleLocation&, const StoredArticle& article) {
                  append_line(article, line);
                  out << line;
                  ++articles;
                  return static_cast<bool>(out);
                });
  out.flush();
  if (!out) throw Error(ErrorCode::kIo, tr("cannot write to standard output"));
  return articles;
}

}  // namespace gisa

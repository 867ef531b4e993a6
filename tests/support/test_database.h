/// A database made of a few articles, for tests of the search.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "gisa/searcher.h"
#include "indexer/pipeline/index_job.h"
#include "tests/support/temporary_directory.h"

namespace gisa {

/// An article of a test; `fields` is more JSON, e.g. R"("date":"2025-01-01")".
struct TestArticle {
  std::string id;
  std::string title;
  std::string body;
  std::string fields;
};

inline std::string to_json_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "\"";
}

inline std::string to_json(const TestArticle& article) {
  std::string line = "{\"id\":" + to_json_string(article.id) +
                     ",\"title\":" + to_json_string(article.title) +
                     ",\"body\":" + to_json_string(article.body);
  if (!article.fields.empty()) line += "," + article.fields;
  return line + "}\n";
}

class TestDatabase {
 public:
  explicit TestDatabase(const std::vector<TestArticle>& articles = {}) {
    if (!articles.empty()) add(articles);
  }

  /// Indexes the articles as one more batch.
  IndexTotals add(const std::vector<TestArticle>& articles) {
    const auto file = directory_.path() / ("batch" + std::to_string(batches_++) + ".jsonl");
    std::ofstream out(file);
    for (const TestArticle& article : articles) out << to_json(article);
    out.close();
    return index({file.string()});
  }

  IndexTotals index(const std::vector<std::string>& paths) {
    IndexOptions options;
    options.database = database();
    options.paths = paths;
    options.threads = 2;
    IndexObserver observer;
    return run_index_job(options, observer);
  }

  std::filesystem::path database() const { return directory_.path() / "db"; }
  const std::filesystem::path& directory() const { return directory_.path(); }

  SearchResult search(const std::string& query, std::size_t limit = 10) const {
    SearchRequest request;
    request.query = query;
    request.limit = limit;
    return Searcher(database()).search(request);
  }

 private:
  TemporaryDirectory directory_;
  int batches_ = 0;
};

inline std::vector<std::string> ids_of(const SearchResult& result) {
  std::vector<std::string> ids;
  for (const Hit& hit : result.hits) ids.push_back(hit.id);
  return ids;
}

}  // namespace gisa

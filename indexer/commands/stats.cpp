#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "common/json_text.h"
#include "common/manifest.h"
#include "gisa/error.h"
#include "indexer/article_scan.h"
#include "indexer/commands/commands.h"
#include "indexer/progress.h"
#include "indexer/source_catalog.h"

namespace gisa {
namespace {

constexpr std::size_t kShown = 10;  // presses and sections
constexpr std::size_t kDayBytes = 10;

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

Counts by_count(const std::map<std::string, std::uint64_t>& counts) {
  Counts sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(), &Counts::value_type::second);
  return sorted;
}

std::uint64_t bytes_of(const std::filesystem::path& database) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(database)) {
    std::error_code error;
    const std::uint64_t size = entry.is_regular_file(error) ? entry.file_size(error) : 0;
    if (!error) bytes += size;
  }
  return bytes;
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, 1, ',');
  return digits;
}

std::string list(const char* heading, const Counts& counts) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, counts.size()); ++i) {
    text += fmt::format("{:<10} {:>11}  {}\n", i == 0 ? heading : "", with_commas(counts[i].second),
                        counts[i].first.empty() ? "(none)" : escape_for_terminal(counts[i].first));
  }
  if (counts.size() > kShown)
    text += fmt::format("{:>22}  more\n", with_commas(counts.size() - kShown));
  return text;
}

std::string json_list(const Counts& counts) {
  std::string text = "{";
  for (const auto& [name, count] : counts) {
    if (text.size() > 1) text += ',';
    append_json_string(text, name);
    text += fmt::format(":{}", count);
  }
  return text + "}";
}

}  // namespace

DatabaseStats collect_stats(const std::filesystem::path& database) {
  const Manifest manifest = read_manifest(database);
  DatabaseStats stats;
  stats.segments = manifest.segments.size();
  for (const SegmentEntry& entry : manifest.segments) {
    stats.deleted += read_deleted(database, entry).size();
  }
  std::map<std::string, std::uint64_t> presses;
  std::map<std::string, std::uint64_t> sections;
  scan_articles(database, manifest, [&](const ArticleLocation&, const StoredArticle& article) {
    ++stats.articles;
    stats.text_bytes += article.title.size() + article.body.size();
    ++presses[std::string(article.press)];
    ++sections[std::string(article.section)];
    const std::string day(article.date.substr(0, kDayBytes));
    if (day.empty()) {
      ++stats.undated;
      return true;
    }
    if (stats.oldest.empty() || day < stats.oldest) stats.oldest = day;
    if (day > stats.newest) stats.newest = day;
    return true;
  });
  stats.presses = by_count(presses);
  stats.sections = by_count(sections);
  stats.bytes = bytes_of(database);
  if (!manifest.sources_file.empty()) {
    try {
      stats.sources =
          SourceCatalog::deserialize(read_file(database / manifest.sources_file)).names().size();
    } catch (const Error&) {  // `check` tells
    }
  }
  return stats;
}

std::string format_stats(const DatabaseStats& stats) {
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    text += fmt::format("{:<10} {:>11}\n", name, value);
  };
  add("articles", with_commas(stats.articles));
  add("deleted", with_commas(stats.deleted));
  add("segments", with_commas(stats.segments));
  add("files", with_commas(stats.sources));
  add("text", fmt::format("{:.1f} MB", static_cast<double>(stats.text_bytes) / 1e6));
  add("database", fmt::format("{:.1f} MB", static_cast<double>(stats.bytes) / 1e6));
  if (!stats.oldest.empty()) add("dates", "  " + stats.oldest + " to " + stats.newest);
  add("undated", with_commas(stats.undated));
  return text + list("press", stats.presses) + list("section", stats.sections);
}

std::string format_stats_json(const DatabaseStats& stats) {
  return fmt::format(
      R"({{"articles":{},"deleted":{},"segments":{},"files":{},"text_bytes":{},"database_bytes":{},)"
      R"("oldest":"{}","newest":"{}","undated":{},"press":{},"section":{}}})",
      stats.articles, stats.deleted, stats.segments, stats.sources, stats.text_bytes, stats.bytes,
      stats.oldest, stats.newest, stats.undated, json_list(stats.presses),
      json_list(stats.sections));
}

}  // namespace gisa

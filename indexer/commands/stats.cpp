#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "common/database/manifest.h"
#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/text/character_width.h"
#include "common/text/escape.h"
#include "common/text/json_text.h"
#include "gisa/error.h"
#include "indexer/commands/commands.h"
#include "indexer/database/article_scan.h"
#include "indexer/database/source_catalog.h"

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

constexpr std::size_t kNameColumns = 10;
constexpr std::size_t kCountColumns = 14;  // 1,234만 5,678

std::string row(std::string_view name, std::string_view value, std::string_view behind = {}) {
  std::string text = pad_right(name, kNameColumns) + ' ' + pad_left(value, kCountColumns);
  if (!behind.empty()) text.append("  ").append(behind);
  return text + '\n';
}

std::string list(const char* heading, const Counts& counts) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, counts.size()); ++i) {
    text += row(i == 0 ? heading : "", format_count(counts[i].second),
                counts[i].first.empty() ? tr("(none)") : escape(counts[i].first));
  }
  if (counts.size() > kShown) text += row("", format_count(counts.size() - kShown), tr("more"));
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
  std::string text = row(tr("articles"), format_count(stats.articles)) +
                     row(tr("deleted"), format_count(stats.deleted)) +
                     row(tr("segments"), format_count(stats.segments)) +
                     row(tr("files"), format_count(stats.sources)) +
                     row(tr("text"), format_bytes(static_cast<double>(stats.text_bytes), 1)) +
                     row(tr("database"), format_bytes(static_cast<double>(stats.bytes), 1));
  if (!stats.oldest.empty()) {
    text += row(tr("dates"),
                tr_format("{} to {}", format_date(stats.oldest), format_date(stats.newest)));
  }
  return text + row(tr("undated"), format_count(stats.undated)) + list(tr("press"), stats.presses) +
         list(tr("section"), stats.sections);
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

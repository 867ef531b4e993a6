// measure_articles: the statistics of one or two JSONL files of articles, side by side.
//
//   measure_articles real.jsonl generated.jsonl --checkpoints 1000,10000 > fit.md
//
// Prints a Markdown table on stdout, with the ratio of the second file to the first. Articles that
// are not in Korean are left out unless --all is given. Crawls come in order of time and press,
// where neighbours resemble each other and the vocabulary grows late: --shuffle removes that.
#include <fmt/format.h>
#include <simdjson.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/generator/text_statistics.h"

namespace gisa::bench {
namespace {

struct Options {
  std::vector<std::size_t> checkpoints = {1000, 10000};
  std::size_t limit = static_cast<std::size_t>(-1);
  bool all = false;
  bool shuffle = false;
};

// Decodes the HTML entities that crawled articles carry, so that a crawl and clean text compare.
std::string decode_entities(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kEntities = {
      {{"&amp;", "&"},
       {"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&apos;", "'"},
       {"&nbsp;", " "},
       {"&#x27;", "'"},
       {"&#39;", "'"},
       {"&#x3D;", "="},
       {"&#x60;", "`"},
       {"&#x2F;", "/"},
       {"&middot;", "·"}}};
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const std::size_t start = text.find('&');
    decoded.append(text.substr(0, start));
    if (start == std::string_view::npos) break;
    text.remove_prefix(start);
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(),
                                     [&](const auto& e) { return text.starts_with(e.first); });
    decoded.append(entity == kEntities.end() ? std::string_view("&") : entity->second);
    text.remove_prefix(entity == kEntities.end() ? 1 : entity->first.size());
  }
  return decoded;
}

struct Article {
  std::string title;
  std::string body;
};

// Wire services sell captions in English; `body` is Korean if most of its letters are Hangul.
bool is_korean(std::string_view body) {
  std::size_t latin = 0, hangul = 0;
  for (const char c : body) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ++latin;
    if (byte >= 0xEA && byte <= 0xED) ++hangul;  // the first bytes of U+A000 to U+DFFF
  }
  return hangul > latin;
}

std::vector<Article> read(const std::string& path, bool all) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(fmt::format("{}: cannot be read", path));
  std::vector<Article> articles;
  simdjson::dom::parser parser;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    simdjson::dom::element article;
    std::string_view body, title;
    if (parser.parse(line).get(article) != simdjson::SUCCESS ||
        article["body"].get(body) != simdjson::SUCCESS) {
      throw std::runtime_error(fmt::format("{}:{}: not an article with a body", path, number));
    }
    if (article["title"].get(title) != simdjson::SUCCESS) title = {};
    Article decoded{decode_entities(title), decode_entities(body)};
    if (all || is_korean(decoded.body)) articles.push_back(std::move(decoded));
  }
  return articles;
}

std::vector<Statistic> measure(const std::string& path, const Options& options) {
  std::vector<Article> articles = read(path, options.all);
  if (options.shuffle) {
    // Not std::shuffle: its result differs from one standard library to the next.
    std::mt19937_64 random(1);
    for (std::size_t i = articles.size(); i > 1; --i)
      std::swap(articles[i - 1], articles[random() % i]);
  }
  TextStatistics statistics(options.checkpoints);
  for (std::size_t i = 0; i < articles.size() && i < options.limit; ++i) {
    statistics.add(articles[i].title, articles[i].body);
  }
  return statistics.report();
}

std::string number(double value) {
  return value >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

void print(const std::vector<std::vector<Statistic>>& reports) {
  const bool two = reports.size() == 2;
  fmt::print("| what | measured |{}\n|---|---:|{}\n", two ? " generated | ratio |" : "",
             two ? "---:|---:|" : "");
  for (const Statistic& row : reports[0]) {
    fmt::print("| {} | {} |", row.name, number(row.value));
    if (two) {
      const auto same =
          std::find_if(reports[1].begin(), reports[1].end(),
                       [&](const Statistic& other) { return other.name == row.name; });
      if (same == reports[1].end()) {
        fmt::print(" - | - |");
      } else if (row.value == 0) {
        fmt::print(" {} | - |", number(same->value));
      } else {
        fmt::print(" {} | {:.2f} |", number(same->value), same->value / row.value);
      }
    }
    fmt::print("\n");
  }
}

int run(int argc, char** argv) {
  CLI::App app("Statistics of articles in JSONL files, as a Markdown table.", "measure_articles");
  std::vector<std::string> paths;
  Options options;
  app.add_option("FILE", paths, "One JSONL file, or two to compare")->required()->expected(1, 2);
  app.add_option("--checkpoints", options.checkpoints,
                 "Article counts at which the vocabulary is noted")
      ->delimiter(',');
  app.add_option("--limit", options.limit, "Read this many articles of each file at most");
  app.add_flag("--all", options.all, "Keep articles that are not in Korean");
  app.add_flag("--shuffle", options.shuffle, "Put the articles in a fixed random order first");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  std::sort(options.checkpoints.begin(), options.checkpoints.end());
  try {
    std::vector<std::vector<Statistic>> reports;
    for (const std::string& path : paths) reports.push_back(measure(path, options));
    print(reports);
  } catch (const std::exception& error) {
    std::cerr << "measure_articles: " << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace gisa::bench

int main(int argc, char** argv) { return gisa::bench::run(argc, argv); }

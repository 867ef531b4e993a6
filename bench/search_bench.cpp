// search_bench: how long a search takes, in process and warm, over the queries of a topics file.
//
//   search_bench --db news.db topics.tsv                 # headlines, as words
//   search_bench --db news.db --syntax query phrases.tsv # as the query language
//   search_bench --db news.db --pairs --phrase topics.tsv
//
// Workloads made of the topics: --pairs takes the first two words of each, --first the first one;
// --phrase puts quotation marks around what there is. Every query is run --rounds times after one
// round that is not counted; the median of its times is its time. Prints percentiles over queries.
// --fresh opens the database anew for each query, and counts that in; --cold also has the system
// forget its files before, so that they come from the disk. Both run every query once.
// --slowest N prints the queries that took longest, with their times.
// --cpu counts the processor's time and not the clock's, for machines that have other things to do.
#include <fmt/format.h>

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gisa/searcher.h"

namespace gisa::bench {
namespace {

struct Options {
  std::string database;
  std::string topics;
  std::string syntax = "words";
  std::size_t limit = 10;
  std::size_t rounds = 3;
  bool no_snippets = false;
  bool cpu = false;
  bool fresh = false;
  bool cold = false;
  bool first = false;
  bool pairs = false;
  bool phrase = false;
  std::size_t slowest = 0;
};

std::string shortened(const std::string& query, std::size_t words) {
  std::istringstream in(query);
  std::string out;
  for (std::string word; words > 0 && in >> word; --words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> read_queries(const Options& options) {
  std::vector<std::string> queries;
  std::ifstream in(options.topics);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    std::string query = line.substr(tab + 1);
    if (options.first || options.pairs) query = shortened(query, options.first ? 1 : 2);
    if (options.phrase) {
      std::erase(query, '"');
      query = '"' + query + '"';
    }
    queries.push_back(std::move(query));
  }
  return queries;
}

double now(bool cpu) {
  timespec time{};
  ::clock_gettime(cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

// As far as nobody else has them open.
void forget_files(const std::filesystem::path& directory) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
  }
}

double microseconds(const Searcher& searcher, const SearchRequest& request, bool cpu) {
  const double start = now(cpu);
  searcher.search(request);
  return now(cpu) - start;
}

double microseconds_from_opening(const Options& options, const SearchRequest& request) {
  if (options.cold) forget_files(options.database);
  const double start = now(options.cpu);
  Searcher(options.database).search(request);
  return now(options.cpu) - start;
}

// The value that `share` of the times do not exceed; `times` is sorted.
double percentile(const std::vector<double>& times, double share) {
  const auto last = static_cast<double>(times.size() - 1);
  return times[static_cast<std::size_t>(share * last + 0.5)];
}

SearchRequest request_of(const std::string& query, const Options& options) {
  SearchRequest request;
  request.query = query;
  request.limit = options.limit;
  request.snippets = !options.no_snippets;
  request.syntax = options.syntax == "query" || options.phrase ? Syntax::kQuery : Syntax::kWords;
  return request;
}

void print_percentiles(std::vector<double> times, std::uint64_t articles) {
  std::ranges::sort(times);
  fmt::print(
      "{} queries, {} articles: p50 {:.0f} us, p95 {:.0f} us, p99 {:.0f} us, most {:.0f} us\n",
      times.size(), articles, percentile(times, 0.5), percentile(times, 0.95),
      percentile(times, 0.99), times.back());
}

void print_slowest(const std::vector<std::string>& queries, const std::vector<double>& times,
                   std::size_t count) {
  std::vector<std::size_t> order(queries.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return times[i]; });
  order.resize(std::min(count, order.size()));
  for (const std::size_t i : order) fmt::print("{:8.0f} us  {}\n", times[i], queries[i]);
}

int run(const Options& options) {
  const std::vector<std::string> queries = read_queries(options);
  if (queries.empty()) {
    fmt::print(stderr, "search_bench: no queries in {}\n", options.topics);
    return 2;
  }
  if (options.fresh || options.cold) {
    std::vector<double> times;
    for (const std::string& query : queries)
      times.push_back(microseconds_from_opening(options, request_of(query, options)));
    print_percentiles(std::move(times), Searcher(options.database).info().articles);
    return 0;
  }
  const Searcher searcher(options.database);
  std::vector<std::vector<double>> times(queries.size());
  for (std::size_t round = 0; round <= options.rounds; ++round) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const double time = microseconds(searcher, request_of(queries[i], options), options.cpu);
      if (round > 0) times[i].push_back(time);
    }
  }
  std::vector<double> medians;
  for (std::vector<double>& of_query : times) {
    std::ranges::sort(of_query);
    medians.push_back(of_query[of_query.size() / 2]);
  }
  print_slowest(queries, medians, options.slowest);
  print_percentiles(std::move(medians), searcher.info().articles);
  return 0;
}

}  // namespace
}  // namespace gisa::bench

int main(int argc, char** argv) {
  gisa::bench::Options options;
  CLI::App app("Measures the latency of searches", "search_bench");
  app.add_option("TOPICS", options.topics, "lines id<TAB>query")->required();
  app.add_option("--db", options.database, "database to search")->required();
  app.add_option("--syntax", options.syntax, "words or query");
  app.add_option("-n", options.limit, "hits to ask for");
  app.add_option("--rounds", options.rounds, "measured rounds")->check(CLI::PositiveNumber);
  app.add_flag("--cpu", options.cpu, "time of the processor");
  app.add_flag("--fresh", options.fresh, "opens the database for each query");
  app.add_flag("--cold", options.cold, "the same, with files that the system has forgotten");
  app.add_flag("--no-snippets", options.no_snippets, "ranking alone");
  app.add_flag("--first", options.first, "the first word of each query");
  app.add_flag("--pairs", options.pairs, "the first two words of each query");
  app.add_option("--slowest", options.slowest, "queries to print, those that took longest");
  app.add_flag("--phrase", options.phrase, "the query as an exact phrase");
  CLI11_PARSE(app, argc, argv);
  return gisa::bench::run(options);
}

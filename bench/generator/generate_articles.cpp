// generate_articles: writes Korean-like news articles as JSONL, see generator.h.
//
//   generate_articles --seed 1 --articles 40000 > articles.jsonl
//   generate_articles --seed 1 --bytes 2G --threads 2 --output articles.jsonl
//
// The same seed and numbers give the same bytes, however many threads work.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/generator/generator.h"

namespace gisa::bench {
namespace {

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t articles = 0;
  std::uint64_t bytes = 0;  // of JSONL; 0 is no limit
  std::uint64_t start_id = 0;
  unsigned threads = 1;
  std::string output = "-";
  bool statistics = false;
};

// The articles of one thread's share of a round, each line with its end in `text`.
struct Batch {
  std::string text;
  std::vector<std::size_t> ends;
};

constexpr std::uint64_t kBatchArticles = 512;

void fill(const Generator& generator, std::uint64_t first, std::uint64_t count, Batch& batch) {
  batch.text.clear();
  batch.ends.clear();
  GeneratedArticle article;
  for (std::uint64_t number = first; number < first + count; ++number) {
    generator.generate(number, article);
    append_json_line(article, batch.text);
    batch.ends.push_back(batch.text.size());
  }
}

class Output {
 public:
  explicit Output(const std::string& path)
      : file_(path == "-" ? stdout : std::fopen(path.c_str(), "wb")), name_(path) {
    if (file_ == nullptr) fail();
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }

  void write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
  }

  // To be called at the end: what is still buffered may fail to be written.
  void flush() {
    if (std::fflush(file_) != 0) fail();
  }

 private:
  [[noreturn]] void fail() const {
    throw std::runtime_error(
        fmt::format("{}: {}", name_ == "-" ? "standard output" : name_, std::strerror(errno)));
  }

  std::FILE* file_;
  std::string name_;
};

// Rounds of one batch a thread, written in order, until the articles or the bytes are reached.
void generate(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  const Generator generator(options.seed);
  Output output(options.output);
  std::vector<Batch> batches(options.threads);
  std::uint64_t next = options.start_id;
  std::uint64_t left =
      options.articles > 0 ? options.articles : std::numeric_limits<std::uint64_t>::max();
  std::uint64_t articles = 0, bytes = 0;
  bool full = false;
  while (left > 0 && !full) {
    std::vector<std::thread> workers;
    for (Batch& batch : batches) {
      const std::uint64_t count = std::min(left, kBatchArticles);
      workers.emplace_back(fill, std::cref(generator), next, count, std::ref(batch));
      next += count;
      left -= count;
    }
    for (std::thread& worker : workers) worker.join();
    for (const Batch& batch : batches) {
      std::size_t end = 0;
      for (std::size_t i = 0; i < batch.ends.size() && !full; ++i) {
        end = batch.ends[i];
        ++articles;
        full = options.bytes > 0 && bytes + end >= options.bytes;
      }
      output.write(std::string_view(batch.text).substr(0, end));
      bytes += end;
      if (full) break;
    }
  }
  output.flush();
  if (!options.statistics) return;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print(stderr, "{} articles, {:.1f} MB in {:.2f} s: {:.1f} MB/s, {} thread{}\n", articles,
             megabytes, elapsed.count(), megabytes / elapsed.count(), options.threads,
             options.threads == 1 ? "" : "s");
}

int run(int argc, char** argv) {
  CLI::App app("Writes seeded Korean-like news articles as JSON lines.", "generate_articles");
  Options options;
  app.add_option("--seed", options.seed, "Another seed gives other articles (default 1)");
  auto* articles = app.add_option("--articles", options.articles, "How many articles to write")
                       ->check(CLI::PositiveNumber);
  auto* bytes = app.add_option("--bytes", options.bytes,
                               "Stop after the article that reaches this size of output; K, M and "
                               "G stand for powers of 1024")
                    ->transform(CLI::AsSizeValue(false))
                    ->check(CLI::PositiveNumber);
  articles->excludes(bytes);
  app.add_option("--start-id", options.start_id, "The number of the first article (default 0)");
  app.add_option("--threads", options.threads, "Threads that generate (default 1)")
      ->check(CLI::Range(1, 256));
  app.add_option("-o,--output", options.output, "A file, or - for standard output (default)");
  app.add_flag("--statistics", options.statistics, "Print size and speed on standard error");
  try {
    app.parse(argc, argv);
    if (options.articles == 0 && options.bytes == 0) {
      throw CLI::RequiredError("--articles or --bytes");
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    generate(options);
  } catch (const std::exception& error) {
    std::cerr << "generate_articles: " << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace gisa::bench

int main(int argc, char** argv) { return gisa::bench::run(argc, argv); }

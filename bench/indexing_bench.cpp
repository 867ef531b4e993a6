// Indexing end to end, from a JSONL file to a searchable, synced database, by number of threads:
// bytes of text a second, articles a second, bytes of database per byte of text.
//   BM_Index           all of it
//   BM_ReadAndAnalyze  no more than reading the file, cleaning its articles and making their terms
//   BM_Analyze         no more than making the terms of articles that are in memory, cleaned
// Input: bench_input.h.
#include <benchmark/benchmark.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "bench/bench_input.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/pipeline/bounded_queue.h"
#include "indexer/pipeline/index_job.h"
#include "indexer/pipeline/record_batches.h"
#include "indexer/readers/formats/article_format.h"
#include "indexer/segments/article_terms.h"

namespace gisa::bench {
namespace {

namespace fs = std::filesystem;

// The input as a file, for as long as it lives.
class InputFile {
 public:
  InputFile() {
    fs::remove_all(directory_);
    fs::create_directories(directory_);
    std::ofstream(path(), std::ios::binary) << bench_input().jsonl;
  }
  ~InputFile() { fs::remove_all(directory_); }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::string path() const { return (directory_ / "articles.jsonl").string(); }
  fs::path database() const { return directory_ / "db"; }

 private:
  const fs::path directory_ = fs::temp_directory_path() / "gisa-indexing-bench";
};

// Takes terms as an inverter would, and forgets them.
class TermCounter {
 public:
  void add_text(TokenKind kind, std::string_view prefix, std::u16string_view text, unsigned wdf) {
    sum_ += static_cast<unsigned>(kind) + prefix.size() + text[0] + wdf;
  }
  void add_stem(std::u16string_view stem) {
    for_each_token_of_stem(stem, [&](TokenKind kind, std::size_t at, std::size_t size) {
      add_text(kind, {}, stem.substr(at, size), 1);
    });
  }
  void add_term(const std::string& term, unsigned wdf) { sum_ += term.size() + wdf; }
  std::uint64_t sum() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

void report(benchmark::State& state, std::uint64_t bytes, std::uint64_t articles) {
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(iterations * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(iterations * static_cast<std::int64_t>(articles));
  state.SetLabel(bench_input().name);
}

void BM_Index(benchmark::State& state) {
  const InputFile input;
  IndexOptions options;
  options.database = input.database();
  options.paths = {input.path()};
  options.threads = static_cast<unsigned>(state.range(0));
  IndexObserver observer;
  IndexTotals totals;
  for (auto _ : state) {
    state.PauseTiming();
    fs::remove_all(options.database);
    state.ResumeTiming();
    totals = run_index_job(options, observer);
  }
  report(state, totals.text_bytes, totals.documents);
  state.counters["bytes/text byte"] =
      static_cast<double>(totals.database_bytes) /
      static_cast<double>(std::max<std::uint64_t>(1, totals.text_bytes));
}

void BM_ReadAndAnalyze(benchmark::State& state) {
  const InputFile input;
  const Cleaner cleaner;
  for (auto _ : state) {
    const std::vector<SourceFile> sources = find_source_files({input.path()}, nullptr, {});
    BoundedQueue<RecordBatch> queue(4);
    std::vector<std::jthread> workers;
    for (int i = 0; i < state.range(0); ++i) {
      workers.emplace_back([&] {
        ArticleTerms terms;
        TermCounter counter;
        while (const auto batch = queue.pop()) {
          for (const RecordRef& record : batch->records) {
            Article article = record.format->parse(record.bytes, {record.name(), record.line});
            terms.feed(cleaner.clean(std::move(article)), counter);
          }
        }
        benchmark::DoNotOptimize(counter.sum());
      });
    }
    make_batches({&sources.at(0)}, {}, {},
                 {.deliver = [&](RecordBatch batch) { return queue.push(std::move(batch)); },
                  .finished = {},
                  .report = [](const SourceFile&, const Problem&) {},
                  .broken = {},
                  .content = {}});
    queue.close();
  }
  report(state, bench_input().text_bytes, bench_input().articles.size());
}

void BM_Analyze(benchmark::State& state) {
  const std::vector<Article>& articles = bench_input().articles;
  for (auto _ : state) {
    constexpr std::size_t kTogether = 256;
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (int i = 0; i < state.range(0); ++i) {
      workers.emplace_back([&] {
        ArticleTerms terms;
        TermCounter counter;
        for (std::size_t at = next += kTogether; at < articles.size() + kTogether;
             at = next += kTogether) {
          const std::size_t begin = at - kTogether;
          for (std::size_t a = begin; a < std::min(at, articles.size()); ++a)
            terms.feed(articles[a], counter);
        }
        benchmark::DoNotOptimize(counter.sum());
      });
    }
  }
  report(state, bench_input().text_bytes, articles.size());
}

constexpr int kRounds = 5;

void by_threads(benchmark::internal::Benchmark* benchmark) {
  benchmark->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(kRounds);
}

BENCHMARK(BM_Index)->Apply(by_threads);
BENCHMARK(BM_ReadAndAnalyze)->Apply(by_threads);
BENCHMARK(BM_Analyze)->Apply(by_threads);

}  // namespace
}  // namespace gisa::bench

BENCHMARK_MAIN();

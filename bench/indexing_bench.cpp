// Indexing end to end, from a JSONL file to a searchable, synced database, by number of threads:
// bytes of text a second, articles a second, bytes of database per byte of text.
// Input: bench_input.h.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>

#include "bench/bench_input.h"
#include "indexer/pipeline/index_job.h"

namespace gisa::bench {
namespace {

namespace fs = std::filesystem;

void BM_Index(benchmark::State& state) {
  const fs::path directory = fs::temp_directory_path() / "gisa-indexing-bench";
  fs::remove_all(directory);
  fs::create_directories(directory);
  std::ofstream(directory / "articles.jsonl", std::ios::binary) << bench_input().jsonl;
  IndexOptions options;
  options.database = directory / "db";
  options.paths = {(directory / "articles.jsonl").string()};
  options.threads = static_cast<unsigned>(state.range(0));
  IndexObserver observer;
  IndexTotals totals;
  for (auto _ : state) {
    state.PauseTiming();
    fs::remove_all(options.database);
    state.ResumeTiming();
    totals = run_index_job(options, observer);
  }
  fs::remove_all(directory);
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(iterations * static_cast<std::int64_t>(totals.text_bytes));
  state.SetItemsProcessed(iterations * static_cast<std::int64_t>(totals.documents));
  state.counters["bytes/text byte"] =
      static_cast<double>(totals.database_bytes) /
      static_cast<double>(std::max<std::uint64_t>(1, totals.text_bytes));
  state.SetLabel(bench_input().name);
}

BENCHMARK(BM_Index)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace gisa::bench

BENCHMARK_MAIN();

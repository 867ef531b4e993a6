// What the steps before the index cost, one thread, in bytes of text a second:
//   BM_Parse      JSON line -> article
//   BM_Clean      article as read -> article to store
//   BM_Normalize  NFKC and case folding
//   BM_Segment    word break
//   BM_Analyze    all of the analyzer
//   BM_Index      analysis, inversion in memory and compression of the text to store
// Input: bench_input.h.
#include <benchmark/benchmark.h>

#include "bench/bench_input.h"
#include "common/analysis/analyzer.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/readers/formats/article_format.h"
#include "indexer/segments/glass_segments.h"
#include "tests/support/temporary_directory.h"

namespace gisa::bench {
namespace {

constexpr std::uint64_t kEnoughMemory = std::uint64_t{8} << 30;  // for all postings

void report(benchmark::State& state, std::uint64_t bytes, std::size_t articles) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes));
  state.counters["articles/s"] = benchmark::Counter(static_cast<double>(articles),
                                                    benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(bench_input().name);
}

// Runs `step` on title and body of every article.
template <typename Step>
void run_on_texts(benchmark::State& state, Step step) {
  const BenchInput& input = bench_input();
  std::uint64_t bytes = 0;
  for (const Article& article : input.articles) bytes += article.title.size() + article.body.size();
  for (auto _ : state) {
    for (const Article& article : input.articles) {
      step(article.title);
      step(article.body);
    }
  }
  report(state, bytes, input.articles.size());
}

std::vector<Article> parse_all() {
  const std::string& jsonl = bench_input().jsonl;
  const ArticleFormat& format = *find_article_format("jsonl");
  std::vector<Article> articles;
  for (std::size_t begin = 0; begin < jsonl.size();) {
    const std::size_t end = std::min(jsonl.find('\n', begin), jsonl.size());
    articles.push_back(format.parse(std::string_view(jsonl).substr(begin, end - begin), {"-", 1}));
    begin = end + 1;
  }
  return articles;
}

void BM_Parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_all());
  report(state, bench_input().text_bytes, bench_input().articles.size());
}

void BM_Clean(benchmark::State& state) {
  const Cleaner cleaner;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Article> articles = parse_all();
    state.ResumeTiming();
    for (Article& article : articles) benchmark::DoNotOptimize(cleaner.clean(std::move(article)));
  }
  report(state, bench_input().text_bytes, bench_input().articles.size());
}

void BM_Normalize(benchmark::State& state) {
  NormalizedText normalized;
  run_on_texts(state, [&](std::string_view text) { normalize(text, normalized); });
}

void BM_Segment(benchmark::State& state) {
  NormalizedText normalized;
  Segmenter segmenter;
  std::vector<Segment> segments;
  run_on_texts(state, [&](std::string_view text) {
    normalize(text, normalized);
    segmenter.segment(normalized.units, segments);
  });
}

void BM_Analyze(benchmark::State& state) {
  Analyzer analyzer(Analyzer::Use::kArticles);
  Analysis analysis;
  run_on_texts(state, [&](std::string_view text) {
    analyzer.analyze(text, analysis);
    benchmark::DoNotOptimize(analysis.tokens.data());
  });
}

void BM_Index(benchmark::State& state) {
  const BenchInput& input = bench_input();
  std::vector<PreparedArticle> articles;
  for (const Article& article : input.articles) {
    articles.push_back({static_cast<std::uint32_t>(articles.size() + 1), 0, article});
  }
  for (auto _ : state) {
    const TemporaryDirectory directory;  // for the stored texts
    const auto writer =
        make_glass_segment_writer(directory.path(), {.threads = 1, .memory = kEnoughMemory});
    ArticleSink& sink = writer->add_sink(nullptr);
    sink.add_batch(0, articles);
  }
  report(state, input.text_bytes, input.articles.size());
}

BENCHMARK(BM_Parse)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Clean)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Normalize)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Segment)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Analyze)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Index)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gisa::bench

BENCHMARK_MAIN();

// Inversion, writing and merging of segments, each by itself.
//
//     glass_bench                               a made corpus: Zipf-distributed syllable pairs
//     GISA_BENCH_JSONL=news.jsonl glass_bench   articles ("title", "body"), analyzed beforehand
//     GISA_BENCH_ARTICLES=10000                 at most so many (default 20,000)
//
// Workloads:
//     invert_numbers   occurrences, syllable terms as numbers (what the indexer hands over)
//     invert_strings   occurrences as strings
//     write            one sealed inverter -> segment
//     write_two        two inverters with interleaved batches of 400 documents -> one segment
//     merge            eight segments on disk -> one
//     merge_deleted    the same, every tenth document deleted
// Counters: text/s bytes of article text, occurrences/s, memory per text byte.
#include <benchmark/benchmark.h>
#include <simdjson.h>
#include <stdlib.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/database/schema.h"
#include "common/text/utf8.h"
#include "indexer/inverter/inverter.h"
#include "indexer/merge/glass_source.h"
#include "indexer/merge/inverter_source.h"
#include "indexer/merge/segment_merger.h"

namespace {

namespace fs = std::filesystem;
using namespace gisa;

struct Occurrence {
  std::optional<SyllableTerm> syllables;
  std::uint32_t begin;
  std::uint32_t size;
  std::uint32_t wdf;
};

struct Input {
  std::vector<Occurrence> occurrences;
  std::vector<std::size_t> document_begins;  // and the end
  std::string bytes;                         // of terms
  std::uint64_t text_bytes = 0;
  std::string data = std::string(1100, 'd');  // stands for a compressed article

  std::size_t documents() const { return document_begins.size() - 1; }

  void add(const std::string& term, std::uint32_t wdf) {
    occurrences.push_back({SyllableTerm::parse(term), static_cast<std::uint32_t>(bytes.size()),
                           static_cast<std::uint32_t>(term.size()), wdf});
    bytes += term;
  }
};

void add_text(Input& input, Analyzer& analyzer, std::string_view text, bool is_title) {
  static Analysis analysis;
  static std::string term;
  analyzer.analyze(text, analysis);
  for (const Token& token : analysis.tokens) {
    make_text_term(token.kind, analysis.text(token.text), term);
    input.add(term, is_title ? kTitleWeight : 1);
    if (is_title && is_title_kind(token.kind)) input.add(std::string(kTitlePrefix) + term, 1);
  }
  input.text_bytes += text.size();
}

Input read_articles(const char* file, std::size_t most) {
  Input input;
  Analyzer analyzer;
  simdjson::dom::parser parser;
  input.document_begins.push_back(0);
  for (const simdjson::dom::element article : parser.load_many(file)) {
    if (input.documents() == most) break;
    add_text(input, analyzer, article["title"].get_string().value(), true);
    add_text(input, analyzer, article["body"].get_string().value(), false);
    input.add("Q" + std::string(article["id"].get_string().value()), 0);
    input.document_begins.push_back(input.occurrences.size());
  }
  return input;
}

Input make_articles(std::size_t count) {
  constexpr double kVocabulary = 600000;
  constexpr std::size_t kOccurrences = 1250;  // of an article of 2.5 KB
  Input input;
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::string term;
  input.document_begins.push_back(0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < kOccurrences; ++k) {
      const auto rank = static_cast<std::uint32_t>(std::pow(kVocabulary, uniform(random)));
      term = rank % 3 == 0 ? "XL" : "";
      append_utf8(term, char32_t{0xAC00 + rank * 7919 % 11172});
      append_utf8(term, char32_t{0xAC00 + rank * 4801 / 11172 % 11172});
      if (rank % 29 == 0) term += "-long-word";
      input.add(term, 1);
    }
    input.add("Qarticle-" + std::to_string(i), 0);
    input.text_bytes += 2500;
    input.document_begins.push_back(input.occurrences.size());
  }
  return input;
}

const Input& input() {
  static const Input kInput = [] {
    const char* file = std::getenv("GISA_BENCH_JSONL");
    const char* most = std::getenv("GISA_BENCH_ARTICLES");
    const std::size_t count = most != nullptr ? std::stoul(most) : 20000;
    return file != nullptr ? read_articles(file, count) : make_articles(count);
  }();
  return kInput;
}

void invert(Inverter& inverter, std::size_t document, bool as_numbers) {
  const Input& in = input();
  inverter.begin_document(static_cast<std::uint32_t>(document + 1));
  for (std::size_t i = in.document_begins[document]; i < in.document_begins[document + 1]; ++i) {
    const Occurrence& occurrence = in.occurrences[i];
    if (as_numbers && occurrence.syllables) {
      inverter.add(*occurrence.syllables, occurrence.wdf);
    } else {
      inverter.add(std::string_view(in.bytes).substr(occurrence.begin, occurrence.size),
                   occurrence.wdf);
    }
  }
  inverter.add_value(0, "12345678");
  inverter.end_document(in.data);
}

void report(benchmark::State& state) {
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["text/s"] =
      benchmark::Counter(rounds * static_cast<double>(input().text_bytes),
                         benchmark::Counter::kIsRate, benchmark::Counter::kIs1024);
  state.counters["occurrences/s"] = benchmark::Counter(
      rounds * static_cast<double>(input().occurrences.size()), benchmark::Counter::kIsRate);
}

fs::path scratch() {
  static const struct Scratch {
    fs::path path;
    Scratch() {
      std::string name = (fs::temp_directory_path() / "glass-bench-XXXXXX").string();
      if (::mkdtemp(name.data()) != nullptr) path = name;
    }
    ~Scratch() { fs::remove_all(path); }
  } kScratch;
  return kScratch.path;
}

std::uint64_t directory_bytes(const fs::path& directory) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(directory)) bytes += entry.file_size();
  return bytes;
}

void invert_all(benchmark::State& state, bool as_numbers) {
  for (auto _ : state) {
    Inverter inverter;
    for (std::size_t i = 0; i < input().documents(); ++i) invert(inverter, i, as_numbers);
    inverter.seal();
    state.counters["memory/text"] =
        static_cast<double>(inverter.memory_bytes()) / static_cast<double>(input().text_bytes);
    state.PauseTiming();
    inverter.clear();
    state.ResumeTiming();
  }
  report(state);
}
void invert_numbers(benchmark::State& state) { invert_all(state, true); }
void invert_strings(benchmark::State& state) { invert_all(state, false); }
BENCHMARK(invert_numbers)->Unit(benchmark::kMillisecond);
BENCHMARK(invert_strings)->Unit(benchmark::kMillisecond);

void measure_writing(benchmark::State& state, std::span<const MergeSource> sources,
                     const SegmentOptions& options) {
  const fs::path segment = scratch() / "segment";
  for (auto _ : state) {
    write_segment(sources, segment, options);
    state.PauseTiming();
    state.counters["bytes/text"] =
        static_cast<double>(directory_bytes(segment)) / static_cast<double>(input().text_bytes);
    fs::remove_all(segment);
    state.ResumeTiming();
  }
  report(state);
}

void write_inverters(benchmark::State& state, std::size_t count) {
  constexpr std::size_t kBatch = 400;
  std::vector<std::unique_ptr<Inverter>> inverters;
  for (std::size_t i = 0; i < count; ++i) inverters.push_back(std::make_unique<Inverter>());
  for (std::size_t i = 0; i < input().documents(); ++i) {
    Inverter& inverter = *inverters[i / kBatch % count];
    if (i % kBatch == 0) inverter.begin_batch();
    invert(inverter, i, true);
  }
  std::vector<Inverter*> all;
  for (const auto& inverter : inverters) all.push_back(inverter.get());
  const InverterSource source(all);
  const MergeSource merge[] = {{&source, {}}};
  SegmentOptions options;
  options.threads = static_cast<unsigned>(state.range(0));
  measure_writing(state, merge, options);
}
void write(benchmark::State& state) { write_inverters(state, 1); }
void write_two(benchmark::State& state) { write_inverters(state, 2); }
BENCHMARK(write)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(write_two)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void merge_segments(benchmark::State& state, bool with_deleted) {
  constexpr std::size_t kSegments = 8;
  std::vector<std::unique_ptr<GlassSource>> sources;
  std::vector<MergeSource> merge;
  const std::size_t documents = input().documents();
  for (std::size_t i = 0; i < kSegments; ++i) {
    const fs::path segment = scratch() / ("source" + std::to_string(i));
    const std::size_t begin = i * documents / kSegments;
    const std::size_t end = (i + 1) * documents / kSegments;
    Inverter inverter;
    for (std::size_t k = begin; k < end; ++k) invert(inverter, k, true);
    const InverterSource source(inverter);
    const MergeSource one[] = {{&source, {}}};
    write_segment(one, segment, {});
    sources.push_back(std::make_unique<GlassSource>(segment));
    merge.push_back({sources.back().get(), {}});
    for (std::size_t k = 10; with_deleted && k < end - begin; k += 10) {
      merge.back().deleted.push_back(static_cast<std::uint32_t>(k));
    }
  }
  SegmentOptions options;
  options.numbering = Numbering::kBySource;
  options.threads = static_cast<unsigned>(state.range(0));
  measure_writing(state, merge, options);
  for (std::size_t i = 0; i < kSegments; ++i) {
    fs::remove_all(scratch() / ("source" + std::to_string(i)));
  }
}
void merge(benchmark::State& state) { merge_segments(state, false); }
void merge_deleted(benchmark::State& state) { merge_segments(state, true); }
BENCHMARK(merge)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(merge_deleted)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  input();  // not to be measured
  benchmark::RunSpecifiedBenchmarks();
}

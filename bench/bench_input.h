/// The articles that benchmarks run on: generated ones (seed 1), or a JSONL file of one's own named
/// by the environment variable GISA_BENCH_JSONL.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/articles/article.h"

namespace gisa::bench {

/// Number of generated articles: about 50 MB of text.
inline constexpr std::uint64_t kGeneratedArticles = 20'000;

struct BenchInput {
  std::string name;               ///< what it is, for the report
  std::string jsonl;              ///< all of it, a record a line
  std::vector<Article> articles;  ///< parsed and cleaned
  std::uint64_t text_bytes = 0;   ///< UTF-8 bytes of title and body as read
};

/// Made at the first call, then the same. Ends the program with a message if the file cannot be
/// read.
const BenchInput& bench_input();

}  // namespace gisa::bench

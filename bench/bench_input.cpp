#include "bench/bench_input.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "bench/generator/generator.h"
#include "gisa/error.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/readers/formats/article_format.h"

namespace gisa::bench {
namespace {

std::string read_jsonl(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) {
    std::cerr << "GISA_BENCH_JSONL: cannot read " << path << '\n';
    std::exit(1);
  }
  return content.str();
}

std::string generate_jsonl() {
  const Generator generator(1);
  GeneratedArticle article;
  std::string jsonl;
  for (std::uint64_t number = 0; number < kGeneratedArticles; ++number) {
    generator.generate(number, article);
    append_json_line(article, jsonl);
  }
  return jsonl;
}

void parse_articles(BenchInput& input) {
  const ArticleFormat& format = *find_article_format("jsonl");
  const Cleaner cleaner;
  std::uint64_t line = 0;
  for (std::size_t begin = 0; begin < input.jsonl.size();) {
    const std::size_t end = std::min(input.jsonl.find('\n', begin), input.jsonl.size());
    try {
      Article article =
          format.parse(std::string_view(input.jsonl).substr(begin, end - begin), {"-", ++line});
      input.text_bytes += article.title.size() + article.body.size();
      input.articles.push_back(cleaner.clean(std::move(article)));
    } catch (const Error&) {  // a broken record is not what is measured
    }
    begin = end + 1;
  }
}

}  // namespace

const BenchInput& bench_input() {
  static const BenchInput instance = [] {
    BenchInput input;
    const char* path = std::getenv("GISA_BENCH_JSONL");
    input.name = path != nullptr ? path : "generated, seed 1";
    input.jsonl = path != nullptr ? read_jsonl(path) : generate_jsonl();
    parse_articles(input);
    return input;
  }();
  return instance;
}

}  // namespace gisa::bench

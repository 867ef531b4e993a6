// relevance: how good are the results of a run? See evaluation.h for the measures.
//
//   relevance topics.qrels bm25.run
//   relevance topics.qrels new.run --compare old.run --split --json
//
// Results go to stdout, all else to stderr. Exit status: 0, or 2 on bad input or usage.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "bench/relevance/evaluation.h"

namespace gisa::bench {
namespace {

struct Options {
  std::string qrels, run, other;
  bool json = false;
  bool per_topic = false;
  bool split = false;
};

// Some of the topics, in the run and in the one it is compared with (empty if there is none).
struct Group {
  std::string_view name;
  std::vector<TopicScores> run, other;
};

template <typename Reader>
auto read(const std::string& path, Reader reader) {
  if (path == "-") return reader(std::cin, "standard input");
  std::ifstream file(path);
  if (!file) throw InputError(fmt::format("{}: {}", path, std::strerror(errno)));
  return reader(file, path);
}

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string_view half_name(std::string_view topic) {
  return half_of(topic) == Half::kA ? "a" : "b";
}

std::string json_scores(const Scores& scores) {
  std::string result;
  for (std::size_t i = 0; i < kMetrics; ++i) {
    result += fmt::format("{}\"{}\":{:.6f}", i == 0 ? "" : ",", kMetricNames[i], scores[i]);
  }
  return result;
}

std::string json_comparison(const Group& group) {
  std::string result = "{";
  for (std::size_t i = 0; i < kMetrics; ++i) {
    const Comparison c = compare(group.run, group.other, static_cast<Metric>(i));
    result += fmt::format(
        "{}\"{}\":{{\"difference\":{:.6f},\"won\":{},\"lost\":{},\"tied\":{},\"p\":{:.4f}}}",
        i == 0 ? "" : ",", kMetricNames[i], c.difference, c.won, c.lost, c.tied, c.p_value);
  }
  return result + '}';
}

void print_json(const Options& options, const std::vector<Group>& groups) {
  fmt::print("{{\"qrels\":{},\"run\":{}", json_string(options.qrels), json_string(options.run));
  for (const Group& group : groups) {
    const Summary summary = summarise(group.run);
    fmt::print(",\"{}\":{{\"topics\":{},{}}}", group.name, summary.topics,
               json_scores(summary.scores));
  }
  if (!options.other.empty()) {
    fmt::print(",\"compare\":{{\"run\":{}", json_string(options.other));
    for (const Group& group : groups) {
      fmt::print(",\"{}\":{}", group.name, json_comparison(group));
    }
    fmt::print("}}");
  }
  if (options.per_topic) {
    const Group& all = groups.front();
    fmt::print(",\"per_topic\":[");
    for (std::size_t i = 0; i < all.run.size(); ++i) {
      fmt::print("{}{{\"topic\":{},\"half\":\"{}\",{}", i == 0 ? "" : ",",
                 json_string(all.run[i].topic), half_name(all.run[i].topic),
                 json_scores(all.run[i].scores));
      if (!all.other.empty()) {
        fmt::print(",\"compare\":{{{}}}", json_scores(all.other[i].scores));
      }
      fmt::print("}}");
    }
    fmt::print("]");
  }
  fmt::print("}}\n");
}

// One line a topic, tab-separated, for further tools.
void print_topics(const Group& all) {
  fmt::print("topic\thalf");
  for (const std::string_view name : kMetricNames) fmt::print("\t{}", name);
  if (!all.other.empty()) {
    for (const std::string_view name : kMetricNames) fmt::print("\tother {}", name);
  }
  fmt::print("\n");
  for (std::size_t i = 0; i < all.run.size(); ++i) {
    fmt::print("{}\t{}", all.run[i].topic, half_name(all.run[i].topic));
    for (const double score : all.run[i].scores) fmt::print("\t{:.4f}", score);
    if (!all.other.empty()) {
      for (const double score : all.other[i].scores) fmt::print("\t{:.4f}", score);
    }
    fmt::print("\n");
  }
  fmt::print("\n");
}

void print_text(const Options& options, const std::vector<Group>& groups) {
  if (options.per_topic) print_topics(groups.front());
  fmt::print("{:<12}", "");
  for (const Group& group : groups) fmt::print("{:>10}", group.name);
  fmt::print("\n{:<12}", "topics");
  for (const Group& group : groups) fmt::print("{:>10}", group.run.size());
  fmt::print("\n");
  for (std::size_t i = 0; i < kMetrics; ++i) {
    fmt::print("{:<12}", kMetricNames[i]);
    for (const Group& group : groups) fmt::print("{:>10.4f}", summarise(group.run).scores[i]);
    fmt::print("\n");
  }
  if (options.other.empty()) return;
  for (const Group& group : groups) {
    fmt::print("\nagainst {}, {}:\n{:<12}{:>10}{:>10}{:>10}{:>10}{:>10}\n", options.other,
               group.name, "", "difference", "won", "lost", "tied", "p");
    for (std::size_t i = 0; i < kMetrics; ++i) {
      const Comparison c = compare(group.run, group.other, static_cast<Metric>(i));
      fmt::print("{:<12}{:>+10.4f}{:>10}{:>10}{:>10}{:>10.4f}\n", kMetricNames[i], c.difference,
                 c.won, c.lost, c.tied, c.p_value);
    }
  }
}

std::vector<TopicScores> evaluate_file(const Qrels& qrels, const std::string& path) {
  const Run run = read(path, read_run);
  std::size_t unjudged = 0;
  for (const auto& [topic, results] : run) unjudged += qrels.judgments.count(topic) == 0;
  if (unjudged > 0) {
    fmt::print(stderr, "relevance: {}: {} of {} topics have no judgments and are ignored\n", path,
               unjudged, run.size());
  }
  return evaluate(qrels, run);
}

void evaluate_files(const Options& options) {
  const Qrels qrels = read(options.qrels, read_qrels);
  if (qrels.topics.empty()) throw InputError(fmt::format("{}: no judgments", options.qrels));
  std::vector<Group> groups;
  groups.push_back({"all", evaluate_file(qrels, options.run), {}});
  if (!options.other.empty()) groups[0].other = evaluate_file(qrels, options.other);
  if (options.split) {
    for (const Half half : {Half::kA, Half::kB}) {
      groups.push_back({half == Half::kA ? "a" : "b", select_half(groups[0].run, half),
                        select_half(groups[0].other, half)});
    }
  }
  options.json ? print_json(options, groups) : print_text(options, groups);
}

int run(int argc, char** argv) {
  CLI::App app("Scores a TREC run against TREC judgments.", "relevance");
  Options options;
  app.add_option("QRELS", options.qrels, "Judgments: topic 0 document judgment")->required();
  app.add_option("RUN", options.run, "Results: topic Q0 document rank score tag; - for stdin")
      ->required();
  app.add_option("--compare", options.other,
                 "Another run: print by how much RUN is better, on how many topics, and the p "
                 "value of a paired randomisation test");
  app.add_flag("--split", options.split,
               "Also print the two halves of a fixed split of the topics");
  app.add_flag("--per-topic", options.per_topic, "Also print the scores of every topic");
  app.add_flag("--json", options.json, "Print one JSON object instead of a table");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    evaluate_files(options);
  } catch (const std::exception& error) {
    std::cerr << "relevance: " << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace gisa::bench

int main(int argc, char** argv) { return gisa::bench::run(argc, argv); }

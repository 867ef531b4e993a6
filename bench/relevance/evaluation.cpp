#include "bench/relevance/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <functional>
#include <random>
#include <unordered_set>

namespace gisa::bench {
namespace {

constexpr std::size_t kNdcgDepth = 10;
constexpr std::size_t kMrrDepth = 10;
constexpr std::size_t kRecallDepth = 100;
constexpr std::uint64_t kSeed = 20240305;
constexpr double kTie = 1e-12;  // differences below are rounding

// One line of input and where it stands.
struct Line {
  const std::string& file;
  std::size_t number;
  std::string_view text;

  [[noreturn]] void fail(std::string_view problem) const {
    throw InputError(fmt::format("{}:{}: {}", file, number, problem));
  }
};

std::vector<std::string_view> columns_of(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  std::vector<std::string_view> columns;
  for (std::size_t start = text.find_first_not_of(kBlank); start != std::string_view::npos;) {
    const std::size_t end = text.find_first_of(kBlank, start);
    columns.push_back(text.substr(start, end - start));
    start = text.find_first_not_of(kBlank, end);
  }
  return columns;
}

template <typename Number>
Number parse(const Line& line, std::string_view column, std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) {
    line.fail(fmt::format("{} \"{}\" is out of range", column, text));
  }
  if (error != std::errc() || end != text.data() + text.size()) {
    line.fail(fmt::format("{} \"{}\" is not {}", column, text,
                          std::is_integral_v<Number> ? "an integer" : "a number"));
  }
  return number;
}

// Calls `use` with the line and its columns for every line that is not empty.
void for_each_line(
    std::istream& in, const std::string& name, std::size_t columns, std::string_view layout,
    const std::function<void(const Line&, const std::vector<std::string_view>&)>& use) {
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    const Line line{name, number, text};
    const std::vector<std::string_view> found = columns_of(text);
    if (found.empty()) continue;
    if (found.size() != columns) {
      line.fail(fmt::format("{} columns instead of {} ({})", found.size(), columns, layout));
    }
    use(line, found);
  }
  if (in.bad()) throw InputError(fmt::format("{}: cannot be read", name));
}

double gain_of(const Judgments& judgments, const std::string& document) {
  const auto found = judgments.find(document);
  return found == judgments.end() ? 0 : std::max(found->second, 0);
}

double discounted(double gain, std::size_t rank) {
  return gain / std::log2(static_cast<double>(rank) + 1);
}

double ideal_gain(const Judgments& judgments) {
  std::vector<int> gains;
  for (const auto& [document, gain] : judgments) gains.push_back(std::max(gain, 0));
  std::sort(gains.begin(), gains.end(), std::greater<>());
  double sum = 0;
  for (std::size_t i = 0; i < std::min(gains.size(), kNdcgDepth); ++i) {
    sum += discounted(gains[i], i + 1);
  }
  return sum;
}

}  // namespace

Qrels read_qrels(std::istream& in, const std::string& name) {
  Qrels qrels;
  for_each_line(in, name, 4, "topic 0 document judgment",
                [&](const Line& line, const std::vector<std::string_view>& columns) {
                  const int judgment = parse<int>(line, "judgment", columns[3]);
                  const auto [topic, added] = qrels.judgments.try_emplace(std::string(columns[0]));
                  if (added) qrels.topics.push_back(topic->first);
                  if (!topic->second.emplace(columns[2], judgment).second) {
                    line.fail(fmt::format("document \"{}\" is judged twice for topic \"{}\"",
                                          columns[2], columns[0]));
                  }
                });
  return qrels;
}

Run read_run(std::istream& in, const std::string& name) {
  Run run;
  std::unordered_map<std::string, std::unordered_set<std::string>> seen;
  for_each_line(in, name, 6, "topic Q0 document rank score tag",
                [&](const Line& line, const std::vector<std::string_view>& columns) {
                  Result result{std::string(columns[2]), parse<long>(line, "rank", columns[3]),
                                parse<double>(line, "score", columns[4])};
                  if (!std::isfinite(result.score)) {
                    line.fail(fmt::format("score \"{}\" is not finite", columns[4]));
                  }
                  const std::string topic(columns[0]);
                  if (!seen[topic].insert(result.document).second) {
                    line.fail(fmt::format("document \"{}\" is listed twice for topic \"{}\"",
                                          result.document, topic));
                  }
                  run[topic].push_back(std::move(result));
                });
  for (auto& [topic, results] : run) {
    std::stable_sort(results.begin(), results.end(), [](const Result& a, const Result& b) {
      return a.score != b.score ? a.score > b.score : a.rank < b.rank;
    });
  }
  return run;
}

Scores score_topic(const Judgments& judgments, std::span<const Result> results) {
  Scores scores{};
  const auto relevant = std::count_if(judgments.begin(), judgments.end(),
                                      [](const auto& judgment) { return judgment.second > 0; });
  if (relevant == 0) return scores;
  double gain = 0, found = 0;
  for (std::size_t rank = 1; rank <= std::min(results.size(), kRecallDepth); ++rank) {
    const double own = gain_of(judgments, results[rank - 1].document);
    if (own == 0) continue;
    if (rank <= kNdcgDepth) gain += discounted(own, rank);
    if (found == 0 && rank <= kMrrDepth) scores[kMrr10] = 1 / static_cast<double>(rank);
    if (rank == 1) scores[kHit1] = 1;
    ++found;
  }
  scores[kNdcg10] = gain / ideal_gain(judgments);
  scores[kRecall100] = found / static_cast<double>(relevant);
  return scores;
}

std::vector<TopicScores> evaluate(const Qrels& qrels, const Run& run) {
  std::vector<TopicScores> topics;
  for (const std::string& topic : qrels.topics) {
    const auto results = run.find(topic);
    topics.push_back({topic, {}});
    if (results == run.end()) continue;
    topics.back().scores = score_topic(qrels.judgments.at(topic), results->second);
  }
  return topics;
}

Summary summarise(std::span<const TopicScores> topics) {
  Summary summary{topics.size(), {}};
  if (topics.empty()) return summary;
  for (const TopicScores& topic : topics) {
    for (std::size_t i = 0; i < kMetrics; ++i) summary.scores[i] += topic.scores[i];
  }
  for (double& score : summary.scores) score /= static_cast<double>(topics.size());
  return summary;
}

Half half_of(std::string_view topic) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : topic) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return std::popcount(hash) % 2 == 0 ? Half::kA : Half::kB;
}

std::vector<TopicScores> select_half(std::span<const TopicScores> topics, Half half) {
  std::vector<TopicScores> selected;
  std::copy_if(topics.begin(), topics.end(), std::back_inserter(selected),
               [&](const TopicScores& topic) { return half_of(topic.topic) == half; });
  return selected;
}

Comparison compare(std::span<const TopicScores> run, std::span<const TopicScores> other,
                   Metric metric) {
  const auto same_topic = [](const auto& a, const auto& b) { return a.topic == b.topic; };
  if (!std::equal(run.begin(), run.end(), other.begin(), other.end(), same_topic)) {
    throw std::invalid_argument("the runs were not evaluated on the same topics");
  }
  Comparison comparison;
  std::vector<double> differences;  // ties change no sum, however their signs fall
  double sum = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const double difference = run[i].scores[metric] - other[i].scores[metric];
    if (std::abs(difference) < kTie) {
      ++comparison.tied;
      continue;
    }
    ++(difference > 0 ? comparison.won : comparison.lost);
    differences.push_back(difference);
    sum += difference;
  }
  if (differences.empty()) return comparison;
  comparison.difference = sum / static_cast<double>(run.size());

  // The engine's output is fixed by the standard, unlike that of the distributions.
  std::mt19937_64 random(kSeed);
  std::size_t as_large = 1;
  for (std::size_t permutation = 0; permutation < kPermutations; ++permutation) {
    double permuted = 0;
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      if (i % 64 == 0) signs = random();
      permuted += (signs & 1) != 0 ? differences[i] : -differences[i];
      signs >>= 1;
    }
    if (std::abs(permuted) >= std::abs(sum) - kTie) ++as_large;
  }
  comparison.p_value = static_cast<double>(as_large) / static_cast<double>(kPermutations + 1);
  return comparison;
}

}  // namespace gisa::bench

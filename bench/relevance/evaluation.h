// Retrieval quality of a TREC run against TREC judgments.
//
//   const Qrels qrels = read_qrels(qrels_stream, "topics.qrels");
//   const Run run = read_run(run_stream, "bm25.run");
//   const std::vector<TopicScores> topics = evaluate(qrels, run);
//   const Summary all = summarise(topics);
//   fmt::print("nDCG@10 {:.4f}\n", all.scores[kNdcg10]);
//
// The measures of a topic, each between 0 and 1:
//
//   ndcg@10     discounted gain of the first ten results over that of the best possible ten. The
//   gain
//               of a document is its judgment (linear, as in trec_eval's ndcg_cut), the discount of
//               rank r is log2(r + 1). Judgments below 0 count as 0.
//   mrr@10      1 / rank of the first relevant result, 0 if it is not among the first ten.
//   hit@1       1 if the first result is relevant.
//   recall@100  share of the relevant documents that are among the first hundred results.
//
// A document is relevant if its judgment is above 0; unjudged documents are not relevant. Averages
// run over all topics of the judgments: one without results, or without relevant documents, counts
// 0, so a run cannot gain by leaving hard topics out. Topics without judgments are ignored.
//
// Results are put in order of score, high to low, since the score is what the engine ranked by and
// some tools write ranks that are only line numbers. Equal scores keep the order of the run's rank
// column, then of its lines: that is the order a reader of the engine's output saw. (trec_eval
// orders equal scores by document id instead, so its figures differ where a run has ties.)
//
// All functions are pure apart from the stream they read, and safe to call from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <istream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gisa::bench {

// Input that cannot be understood; what() is "FILE:LINE: problem".
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Judgments by document id.
using Judgments = std::unordered_map<std::string, int>;

struct Qrels {
  std::vector<std::string> topics;  // in order of their first line
  std::unordered_map<std::string, Judgments> judgments;
};

struct Result {
  std::string document;
  long rank = 0;  // as the run states it
  double score = 0;
};

// Results by topic, best first.
using Run = std::unordered_map<std::string, std::vector<Result>>;

// Reads lines of "topic 0 document judgment", parted by spaces or tabs; empty lines are skipped.
// Throws InputError, with `name` as the file, if a line has other than four columns, a judgment
// that is no integer, or a document that the topic had before.
Qrels read_qrels(std::istream& in, const std::string& name);

// Reads lines of "topic Q0 document rank score tag"; errors as above, and for scores that are no
// finite number. Lines may come in any order.
Run read_run(std::istream& in, const std::string& name);

enum Metric : std::size_t { kNdcg10, kMrr10, kHit1, kRecall100 };
inline constexpr std::size_t kMetrics = 4;
inline constexpr std::array<std::string_view, kMetrics> kMetricNames = {"ndcg@10", "mrr@10",
                                                                        "hit@1", "recall@100"};

// Indexed by Metric.
using Scores = std::array<double, kMetrics>;

struct TopicScores {
  std::string topic;
  Scores scores{};
};

// The scores of one topic; `results` best first.
Scores score_topic(const Judgments& judgments, std::span<const Result> results);

// The scores of all topics of `qrels`, in its order.
std::vector<TopicScores> evaluate(const Qrels& qrels, const Run& run);

struct Summary {
  std::size_t topics = 0;
  Scores scores{};  // means; 0 without topics
};

Summary summarise(std::span<const TopicScores> topics);

// The halves of a fixed split, to tune on one and report on the other.
enum class Half { kA, kB };

// The half of a topic: the parity of the number of one bits in the 64-bit FNV-1a hash of its id (A
// even, B odd). It depends on nothing but the id, so a topic keeps its half in every collection.
// All bits take part because the lowest bit of FNV-1a alone is the parity of the bytes, by which
// ids that count upwards would alternate.
Half half_of(std::string_view topic);

std::vector<TopicScores> select_half(std::span<const TopicScores> topics, Half half);

// How one run differs from another in one measure.
struct Comparison {
  double difference = 0;  // mean of the run less mean of the other
  std::size_t won = 0;    // topics where the run is better
  std::size_t lost = 0;
  std::size_t tied = 0;
  double p_value = 1;  // two-sided
};

// Compares score by score; both spans must hold the same topics in the same order, as evaluate()
// returns them for the same qrels (throws std::invalid_argument if they do not).
//
// The p value is that of the paired randomisation test: the share of kPermutations random
// exchanges of the two runs' scores, topic by topic, whose mean difference is at least as large as
// the one observed, which itself counts as one. Seeded: the same input gives the same value.
Comparison compare(std::span<const TopicScores> run, std::span<const TopicScores> other,
                   Metric metric);
inline constexpr std::size_t kPermutations = 9999;

}  // namespace gisa::bench

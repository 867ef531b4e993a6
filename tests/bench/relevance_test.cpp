#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "bench/relevance/evaluation.h"

namespace gisa::bench {
namespace {

Qrels qrels_of(const std::string& text) {
  std::istringstream in(text);
  return read_qrels(in, "test.qrels");
}

Run run_of(const std::string& text) {
  std::istringstream in(text);
  return read_run(in, "test.run");
}

template <typename Reader>
std::string error_of(Reader reader, const std::string& text) {
  try {
    reader(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

// Results d1, d2 ... in this order, as a run of one topic "t".
std::string run_lines(const std::vector<std::string>& documents) {
  std::string lines;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    lines += "t Q0 " + documents[i] + " " + std::to_string(i + 1) + " " +
             std::to_string(1000 - static_cast<int>(i)) + " test\n";
  }
  return lines;
}

Scores scores_of(const std::string& qrels, const std::vector<std::string>& documents) {
  return evaluate(qrels_of(qrels), run_of(run_lines(documents))).at(0).scores;
}

TEST(Evaluation, GradedJudgments) {
  // Results x (0), b (1), a (3); judged a=3, b=1, c=2.
  // DCG   = 0/log2(2) + 1/log2(3) + 3/log2(4) = 0 + 0.6309298 + 1.5       = 2.1309298
  // ideal = 3/log2(2) + 2/log2(3) + 1/log2(4) = 3 + 1.2618595 + 0.5       = 4.7618595
  // nDCG  = 0.4474995; the first relevant one is second; 2 of 3 are found.
  const Scores scores = scores_of("t 0 a 3\nt 0 b 1\nt 0 c 2\n", {"x", "b", "a"});
  EXPECT_NEAR(scores[kNdcg10], 0.4474995, 1e-6);
  EXPECT_DOUBLE_EQ(scores[kMrr10], 1.0 / 2);
  EXPECT_DOUBLE_EQ(scores[kHit1], 0);
  EXPECT_DOUBLE_EQ(scores[kRecall100], 2.0 / 3);
}

TEST(Evaluation, PerfectRun) {
  const Scores scores = scores_of("t 0 a 2\nt 0 b 1\nt 0 x 0\n", {"a", "b", "x"});
  for (const double score : scores) EXPECT_DOUBLE_EQ(score, 1);
}

TEST(Evaluation, DepthsEndWhereTheirNamesSay) {
  std::vector<std::string> documents;
  for (int i = 1; i <= 101; ++i) documents.push_back("d" + std::to_string(i));
  // At rank 10: nDCG = 1/log2(11) = 0.2890648, MRR = 0.1. At rank 11 both are cut off.
  const Scores tenth = scores_of("t 0 d10 1\n", documents);
  EXPECT_NEAR(tenth[kNdcg10], 0.2890648, 1e-6);
  EXPECT_DOUBLE_EQ(tenth[kMrr10], 0.1);
  const Scores eleventh = scores_of("t 0 d11 1\n", documents);
  EXPECT_DOUBLE_EQ(eleventh[kNdcg10], 0);
  EXPECT_DOUBLE_EQ(eleventh[kMrr10], 0);
  EXPECT_DOUBLE_EQ(eleventh[kRecall100], 1);
  EXPECT_DOUBLE_EQ(scores_of("t 0 d100 1\n", documents)[kRecall100], 1);
  EXPECT_DOUBLE_EQ(scores_of("t 0 d101 1\n", documents)[kRecall100], 0);
}

TEST(Evaluation, IdealIsCutAtTenToo) {
  // Twelve relevant documents, ten found first: nothing better is possible, so nDCG is 1.
  std::string qrels;
  std::vector<std::string> documents;
  for (int i = 1; i <= 12; ++i) {
    qrels += "t 0 d" + std::to_string(i) + " 1\n";
    if (i <= 10) documents.push_back("d" + std::to_string(i));
  }
  const Scores scores = scores_of(qrels, documents);
  EXPECT_DOUBLE_EQ(scores[kNdcg10], 1);
  EXPECT_DOUBLE_EQ(scores[kRecall100], 10.0 / 12);
}

TEST(Evaluation, NegativeAndMissingJudgmentsAreNotRelevant) {
  const Scores scores = scores_of("t 0 a -1\nt 0 b 1\n", {"a", "unjudged", "b"});
  // 1/log2(4) = 0.5 of an ideal 1/log2(2) = 1.
  EXPECT_DOUBLE_EQ(scores[kNdcg10], 0.5);
  EXPECT_DOUBLE_EQ(scores[kMrr10], 1.0 / 3);
}

TEST(Evaluation, AveragesOverAllTopicsOfTheQrels) {
  const Qrels qrels = qrels_of("t1 0 a 1\nt2 0 b 1\nt3 0 c 0\nt4 0 d 1\n");
  // t1 is perfect; t2 has no results; t3 has nothing relevant; t4 finds d second: nDCG
  // 1/log2(3) = 0.6309298, MRR 1/2. t9 has no judgments. Over four topics:
  // nDCG (1 + 0.6309298) / 4 = 0.4077324, MRR 1.5 / 4, hit 1 / 4, recall 2 / 4.
  const auto run =
      run_of("t1 Q0 a 1 9 x\nt3 Q0 c 1 9 x\nt9 Q0 a 1 9 x\nt4 Q0 a 1 9 x\nt4 Q0 d 2 8 x\n");
  const Summary summary = summarise(evaluate(qrels, run));
  EXPECT_EQ(summary.topics, 4u);
  EXPECT_NEAR(summary.scores[kNdcg10], 0.4077324, 1e-6);
  EXPECT_DOUBLE_EQ(summary.scores[kMrr10], 0.375);
  EXPECT_DOUBLE_EQ(summary.scores[kHit1], 0.25);
  EXPECT_DOUBLE_EQ(summary.scores[kRecall100], 0.5);
}

TEST(Evaluation, OrderIsScoreThenRankThenLine) {
  const auto run = run_of(
      "t Q0 low 1 1.5 x\n"  // a good rank does not help a low score
      "t Q0 tie3 9 2.5 x\n"
      "t Q0 tie1 3 2.5 x\n"
      "t Q0 tie2 3 2.5 x\n"    // same score and rank: order of lines
      "t Q0 high 7 1e1 x\n");  // 10
  std::string order;
  for (const Result& result : run.at("t")) order += result.document + " ";
  EXPECT_EQ(order, "high tie1 tie2 tie3 low ");
}

TEST(Input, TabsBlanksEmptyLinesAndWindowsLineEndsAreFine) {
  const Qrels qrels = qrels_of("\n t1\t0  a \t1\r\n\r\nt1 0 b 0");
  EXPECT_EQ(qrels.topics, std::vector<std::string>{"t1"});
  EXPECT_EQ(qrels.judgments.at("t1").size(), 2u);
  EXPECT_EQ(run_of("t1 Q0 a 1 -3.5e-1 tag\r\n").at("t1").at(0).score, -0.35);
}

TEST(Input, ErrorsNameFileAndLine) {
  EXPECT_EQ(error_of(qrels_of, "t 0 a 1\nt 0 b\n"),
            "test.qrels:2: 3 columns instead of 4 (topic 0 document judgment)");
  EXPECT_EQ(error_of(qrels_of, "t 0 a 1.5\n"), "test.qrels:1: judgment \"1.5\" is not an integer");
  EXPECT_EQ(error_of(qrels_of, "t 0 a 99999999999\n"),
            "test.qrels:1: judgment \"99999999999\" is out of range");
  EXPECT_EQ(error_of(qrels_of, "t 0 a 1\nu 0 a 1\n\nt 0 a 1\n"),
            "test.qrels:4: document \"a\" is judged twice for topic \"t\"");
  EXPECT_EQ(error_of(run_of, "t Q0 a 1 2.5\n"),
            "test.run:1: 5 columns instead of 6 (topic Q0 document rank score tag)");
  EXPECT_EQ(error_of(run_of, "t Q0 a one 2.5 x\n"), "test.run:1: rank \"one\" is not an integer");
  EXPECT_EQ(error_of(run_of, "t Q0 a 1 2,5 x\n"), "test.run:1: score \"2,5\" is not a number");
  EXPECT_EQ(error_of(run_of, "t Q0 a 1 nan x\n"), "test.run:1: score \"nan\" is not finite");
  EXPECT_EQ(error_of(run_of, "t Q0 a 1 2 x\nt Q0 a 2 1 x\n"),
            "test.run:2: document \"a\" is listed twice for topic \"t\"");
}

TEST(Split, IsFixed) {
  // FNV-1a of "" is cbf29ce484222325, its digits have 2+3+4+1+2+2+3+1+1+1+1+1+1+2+1+2 = 28 one
  // bits: even, A. Of "b" it is af63df4c8601f1a5: 2+4+2+2+3+4+1+2+1+2+0+1+4+1+2+2 = 33, odd, B.
  EXPECT_EQ(half_of(""), Half::kA);
  EXPECT_EQ(half_of("b"), Half::kB);
  EXPECT_EQ(half_of("a"), Half::kA);       // af63dc4c8601ec8c, 30
  EXPECT_EQ(half_of("foobar"), Half::kA);  // 85944171f73967e8, 32
}

TEST(Split, HalvesAreDisjointAndNearlyEqual) {
  std::vector<TopicScores> topics;
  for (int i = 0; i < 1000; ++i) topics.push_back({"q-" + std::to_string(i), {}});
  const std::size_t a = select_half(topics, Half::kA).size();
  const std::size_t b = select_half(topics, Half::kB).size();
  EXPECT_EQ(a + b, topics.size());
  EXPECT_NEAR(static_cast<double>(a), 500, 50);
}

std::vector<TopicScores> with_hits(const std::vector<double>& hits) {
  std::vector<TopicScores> topics;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    topics.push_back({std::to_string(i), {0, 0, hits[i], 0}});
  }
  return topics;
}

TEST(Compare, CountsAndDifference) {
  const Comparison c =
      compare(with_hits({1, 1, 0, 1, 0}), with_hits({0, 1, 1, 0, 0}), Metric::kHit1);
  EXPECT_DOUBLE_EQ(c.difference, 0.2);  // (1 + 0 - 1 + 1 + 0) / 5
  EXPECT_EQ(c.won, 2u);
  EXPECT_EQ(c.lost, 1u);
  EXPECT_EQ(c.tied, 2u);
  // Three signs of equal size: every sum is 1 or 3 in absolute value, so none is smaller.
  EXPECT_DOUBLE_EQ(c.p_value, 1);
}

TEST(Compare, EqualRunsDoNotDiffer) {
  const Comparison c = compare(with_hits({1, 0, 1}), with_hits({1, 0, 1}), Metric::kHit1);
  EXPECT_EQ(c.tied, 3u);
  EXPECT_DOUBLE_EQ(c.difference, 0);
  EXPECT_DOUBLE_EQ(c.p_value, 1);
}

TEST(Compare, PValueNearsTheExactOne) {
  // Six wins and no loss: only the 2 of 2^6 sign patterns that are all alike are as extreme, so the
  // exact value is 2/64 = 0.03125; 9999 draws have a standard error of 0.0017.
  const Comparison six =
      compare(with_hits({1, 1, 1, 1, 1, 1}), with_hits({0, 0, 0, 0, 0, 0}), Metric::kHit1);
  EXPECT_NEAR(six.p_value, 0.03125, 0.006);
  // A hundred wins: 2^-99, so only the observed difference itself counts, 1 / 10000.
  const Comparison hundred = compare(with_hits(std::vector<double>(100, 1)),
                                     with_hits(std::vector<double>(100, 0)), Metric::kHit1);
  EXPECT_DOUBLE_EQ(hundred.p_value, 0.0001);
}

TEST(Compare, RefusesOtherTopics) {
  EXPECT_THROW(compare(with_hits({1}), with_hits({1, 0}), Metric::kHit1), std::invalid_argument);
}

}  // namespace
}  // namespace gisa::bench

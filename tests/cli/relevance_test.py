"""The sample corpus: its topics find what its judgments say."""

import math
import unittest

from cli_test_case import CORPUS, CliTestCase

LEAST_NDCG = 0.85
DEPTH = 10


def ndcg(judgments, ranked):
    """nDCG@10 of one topic with linear gain, as trec_eval's ndcg_cut_10."""
    def discounted(gains):
        return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains[:DEPTH]))
    ideal = discounted(sorted(judgments.values(), reverse=True))
    return discounted([judgments.get(document, 0) for document in ranked]) / ideal


class MeasureTest(unittest.TestCase):
    def test_by_hand(self):
        judgments = {"a": 2, "b": 1}
        self.assertAlmostEqual(ndcg(judgments, ["a", "b"]), 1)
        self.assertAlmostEqual(ndcg(judgments, ["b", "a"]), (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3)))
        self.assertAlmostEqual(ndcg(judgments, ["x", "a"]), (2 / math.log2(3)) / (2 + 1 / math.log2(3)))
        self.assertEqual(ndcg(judgments, []), 0)
        self.assertEqual(ndcg(judgments, ["x"] * 10 + ["a"]), 0)


class RelevanceTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index(CORPUS / "articles")
        self.judgments, self.ranked = {}, {}
        for line in (CORPUS / "qrels.txt").read_text().splitlines():
            topic, _, document, gain = line.split()
            self.judgments.setdefault(topic, {})[document] = int(gain)
        for line in self.run_search("--topics", CORPUS / "topics.tsv").stdout.decode().splitlines():
            topic, _, document, *_ = line.split(" ")
            self.ranked.setdefault(topic, []).append(document)

    def test_every_judged_article_exists(self):
        ids = {document for documents in self.judgments.values() for document in documents}
        found = {document for documents in self.ranked.values() for document in documents}
        self.assertEqual(ids - found, set())

    def test_mean_ndcg(self):
        scores = {topic: ndcg(self.judgments[topic], self.ranked.get(topic, [])) for topic in self.judgments}
        mean = sum(scores.values()) / len(scores)
        worst = ", ".join(f"{topic} {score:.2f}" for topic, score in sorted(scores.items(), key=lambda s: s[1])[:8])
        print(f"nDCG@10 {mean:.4f} over {len(scores)} topics; the worst: {worst}")
        self.assertGreaterEqual(mean, LEAST_NDCG)


if __name__ == "__main__":
    unittest.main()

"""gisa-search --facet and --histogram."""

import unittest

from cli_test_case import CORPUS, CliTestCase, article


class FacetTest(CliTestCase):
    def setUp(self):
        super().setUp()
        lines = [article(f"a{i}", "금리 소식", f"금리 이야기 {i}.", press="느티일보" if i % 3 else "새벽경제",
                         date=f"2024-0{1 + i % 2}-01") for i in range(9)]
        self.index("-", stdin="".join(lines).encode())

    def test_json(self):
        result = self.search("-n", 0, "--facet", "press", "--facet", "month,section", "금리")
        self.assertEqual(list(result["facets"]), ["press", "month", "section"])
        self.assertEqual(result["facets"]["press"], {
            "total": {"value": 9, "relation": "exact"},
            "counts": [{"value": "느티일보", "count": 6}, {"value": "새벽경제", "count": 3}], "more": 0, "absent": 0})
        self.assertEqual(result["facets"]["month"]["counts"],
                         [{"value": "2024-01", "count": 5}, {"value": "2024-02", "count": 4}])
        self.assertEqual(result["facets"]["section"]["absent"], 9)
        self.assertNotIn("facets", self.search("금리"))

    def test_a_number_of_values(self):
        facet = self.search("--facet", "press:1", "금리")["facets"]["press"]
        self.assertEqual((len(facet["counts"]), facet["more"]), (1, 1))

    def test_text(self):
        out = self.run_search("-n", 0, "--facet", "press", "--histogram", "금리").stdout.decode()
        self.assertEqual(out, "press: 9 full matches\n  느티일보  6\n  새벽경제  3\n\n" +
                         f"2024-01  {'█' * 68}  5\n2024-02  {'█' * 54}▍               4\n")
        out = self.run_search("-n", 1, "--histogram=year", "금리").stdout.decode()
        self.assertRegex(out, r"\A 1\. .*\n(    .*\n)+\n2024  █+  9\n\Z")

    def test_counts_of_the_corpus_add_up(self):
        self.index(CORPUS / "articles")
        for query in ("기준금리", "배터리 화재", "date:2024", '"기준금리 동결"', "한국 -미국"):
            facets = self.search("-n", 0, "--facet", "press:0,year,month,day", query)["facets"]
            totals = {facet["total"]["value"] for facet in facets.values()}
            self.assertEqual(len(totals), 1)
            for facet in facets.values():
                self.assertEqual(sum(count["count"] for count in facet["counts"]) + facet["absent"], *totals)

    def test_nothing_found(self):
        result = self.search("--facet", "press", "쀍뷁", status=1)
        self.assertEqual(result["facets"]["press"]["counts"], [])

    def test_impossible(self):
        for arguments, word in ((["--facet", "color"], "'color' is no facet"), (["--facet", "press:x"], "'x' is not"),
                                (["--facet", "press", "--format", "tsv"], "not tsv"),
                                (["--histogram=week"], "one of auto, year"), (["--histogram", "--json"], "--facet year")):
            self.assert_error(self.run_search(*arguments, "금리", status=2), word)


if __name__ == "__main__":
    unittest.main()

"""The articles of corpus/ in one database, and a half of them in each of two."""

import shutil

from cli_test_case import CORPUS, CliTestCase

TOPICS = CORPUS / "topics.tsv"


class Score(float):
    """Equal to what differs by no more than the order of a sum of floats."""

    def __eq__(self, other):
        return abs(float(self) - float(other)) < 1e-5

    __hash__ = None


class HalvesTestCase(CliTestCase):
    def make_halves(self):
        """all.db has every article of the corpus, old.db and new.db each a half; the stub `both` names these."""
        self.index("--db", "all.db", CORPUS / "articles")
        records = self.run_index("--db", "all.db", "export").stdout.splitlines(keepends=True)
        self.assertGreater(len(records), 100)
        # The same articles under the same paths: read again from one file each.
        self.write("old.jsonl", b"".join(records[::2]))
        self.write("new.jsonl", b"".join(records[1::2]))
        self.write("all.jsonl", b"".join(records))
        shutil.rmtree(self.directory / "all.db")
        for name in ("old", "new", "all"):
            self.index("--db", f"{name}.db", f"{name}.jsonl")
        self.write("both", "# both halves\n\nauto old.db\nauto new.db\n")

    def hits(self, database, *arguments):
        """What is shown of each hit but where it was read from; and the counts."""
        result = self.search("--db", database, *arguments)
        hits = [{key: value for key, value in hit.items() if key not in ("path", "rank")} for hit in result["hits"]]
        return sorted(hits, key=lambda hit: hit["id"]), result["total"], result.get("facets")

    def scores(self, database):
        """Of every topic and document its score."""
        run = self.run_search("--db", database, "--topics", TOPICS, "-n", "1000").stdout.decode()
        lines = [line.split() for line in run.splitlines()]
        return {(topic, document): Score(score) for topic, _, document, _, score, _ in lines}

"""Latency of SQLite's FTS5 on a database that index_with_sqlite made.

    search_with_sqlite.py DATABASE TOPICS.tsv [phrase]

An OR of a query's words in the order of FTS5's own BM25, ten hits, or the query as a phrase. Prints
p50, p95 and p99 of the queries in microseconds, each the median of five rounds behind one that is not
counted.
"""
import re
import sqlite3
import sys
import time

HITS = 10
ROUNDS = 5


def expression(text, is_phrase):
    words = re.findall(r"\w+", text)
    if is_phrase:
        return '"' + " ".join(words) + '"'
    return " OR ".join(f'"{word}"' for word in words)


def main():
    database = sqlite3.connect(sys.argv[1])
    database.execute("PRAGMA cache_size=-262144")
    is_phrase = sys.argv[3:] == ["phrase"]
    with open(sys.argv[2], encoding="utf-8") as topics:
        queries = [line.rstrip("\n").split("\t", 1)[1] for line in topics if "\t" in line]
    expressions = [expression(query, is_phrase) for query in queries]
    sql = f"SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT {HITS}"
    times = [[] for _ in expressions]
    for measured in range(ROUNDS + 1):
        for wanted, of_query in zip(expressions, times):
            start = time.perf_counter()
            if wanted:
                database.execute(sql, (wanted,)).fetchall()
            if measured:
                of_query.append(time.perf_counter() - start)
    medians = sorted(sorted(of_query)[ROUNDS // 2] for of_query in times)
    last = len(medians) - 1
    print(*(round(medians[int(share * last + 0.5)] * 1e6) for share in (0.5, 0.95, 0.99)))


if __name__ == "__main__":
    main()

"""Runs indexers on one file, one after the other, several times, and prints a table of them.

    python3 measure.py [--rounds N] [--threads N] [--only NAME,...] [--work DIRECTORY] [--plot FILE.svg]
                       ARTICLES.jsonl

run.sh prepares what this needs and names it in the environment (PEER_...). Rounds go through all
indexers in turn, so that a disturbance hits each alike. Every indexer stores the text and can answer
a phrase query; the time of one is that of its whole process, from JSONL file to database, what it
left to be written to the disk included. Text is title and body in UTF-8.
"""

import argparse
import html
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class Indexer:
    def __init__(self, name, command, needs=(), stdin=None, prints_seconds=False):
        self.name = name
        self.command = command  # of (articles, database, threads)
        self.missing = [need for need in needs if not need]
        self.stdin = stdin  # of (articles): a file to be made beforehand
        self.prints_seconds = prints_seconds  # its own, without the start of a virtual machine
        self.seconds, self.own_seconds, self.peaks, self.sizes, self.users = [], [], [], [], []


def tool(name):
    return os.environ.get(f"PEER_{name}", "")


def indexers():
    def lucene(analyzer):
        return Indexer(f"Lucene {analyzer}", lambda a, d, t: [tool("JAVA"), "-Xmx1g", "-XX:+UseParallelGC", "-cp", tool("LUCENE"),
                                                              "LucenePeer", "index", analyzer, a, d, str(t), "256"],
                       needs=(tool("JAVA"), tool("LUCENE")), prints_seconds=True)

    def sqlite(tokenizer):
        return Indexer(f"SQLite FTS5 {tokenizer}, 1 thread", lambda a, d, t: [tool("SQLITE"), tokenizer, a, d], needs=(tool("SQLITE"),))

    def gisa(name, *options):
        return Indexer(name, lambda a, d, t: [tool("GISA"), "--quiet", "--threads", str(t), "--db", d, *options, a], needs=(tool("GISA"),))

    return [
        gisa("gisa"),
        gisa("gisa --writer xapian", "--writer", "xapian"),
        Indexer("Xapian TermGenerator, 1 thread", lambda a, d, t: [tool("XAPIAN"), a, d], needs=(tool("XAPIAN"),)),
        sqlite("unicode61"),
        sqlite("trigram"),
        Indexer("Groonga TokenBigram, 1 thread", lambda a, d, t: [tool("GROONGA"), "-n", d], needs=(tool("GROONGA"),), stdin=groonga_commands),
        lucene("standard"),
        lucene("cjk"),
        lucene("nori"),
        lucene("nori+cjk"),
    ]


def groonga_commands(articles, directory):
    commands = directory / "groonga.commands"
    script = pathlib.Path(__file__).with_name("groonga_commands.py")
    with open(commands, "wb") as out:
        subprocess.run([sys.executable, script, articles], stdout=out, check=True)
    return commands


def text_bytes(articles):
    total = count = 0
    with open(articles, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            total += sum(len((article.get(name) or "").encode()) for name in ("title", "body"))
            count += 1
    return total, count


def size_of(path):
    """Bytes on the disk: sparse files, which Groonga makes, take less than their length."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(min(file.stat().st_blocks * 512, file.stat().st_size) for file in files)


def measure(indexer, articles, directory, threads):
    database_directory = directory / "database"
    shutil.rmtree(database_directory, ignore_errors=True)
    database_directory.mkdir()
    database = database_directory / "db"
    stdin = open(indexer.stdin(articles, directory), "rb") if indexer.stdin else subprocess.DEVNULL
    os.sync()
    start = time.monotonic()
    process = subprocess.Popen(indexer.command(str(articles), str(database), threads), stdin=stdin, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    os.sync()
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{indexer.name} failed with status {process.returncode}")
    indexer.seconds.append(seconds)
    indexer.own_seconds.append(float(output) if indexer.prints_seconds else seconds)
    indexer.users.append(usage.ru_utime + usage.ru_stime)
    indexer.peaks.append(usage.ru_maxrss * 1024)
    indexer.sizes.append(size_of(database_directory))
    shutil.rmtree(database_directory)


def print_table(measured, text, first):
    print("| indexer | MB/s | spread | without VM start | CPU s | bytes per text byte | peak memory, MB | gisa is |")
    print("|---|---|---|---|---|---|---|---|")
    for indexer in measured:
        speeds = sorted(text / 1e6 / seconds for seconds in indexer.seconds)
        median = statistics.median(speeds)
        own = text / 1e6 / statistics.median(indexer.own_seconds)
        times = statistics.median(text / 1e6 / seconds for seconds in first.seconds) / median
        print(f"| {indexer.name} | {median:.1f} | {speeds[0]:.1f} - {speeds[-1]:.1f} | {own:.1f} | "
              f"{statistics.median(indexer.users):.1f} | {statistics.median(indexer.sizes) / text:.2f} | "
              f"{statistics.median(indexer.peaks) / 1e6:.0f} | {times:.1f} x |")


def write_plot(measured, text, path):
    """Bars of the median speed with the spread of the rounds, as SVG; a logarithmic scale, since the
    slowest and the fastest are two orders apart."""
    row, left, width, right = 26, 240, 520, 70
    speeds = [sorted(text / 1e6 / seconds for seconds in indexer.seconds) for indexer in measured]
    low = 10 ** math.floor(math.log10(min(speed[0] for speed in speeds)))
    high = 10 ** math.ceil(math.log10(max(speed[-1] for speed in speeds) * 1.01))

    def x(speed):
        return left + width * math.log(speed / low) / math.log(high / low)

    height = row * (len(measured) + 2)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + right}" height="{height}" '
           'font-family="sans-serif" font-size="13">',
           f'<rect width="{left + width + right}" height="{height}" fill="#fff"/>']
    tick = low
    while tick <= high:
        out.append(f'<path d="M{x(tick):.1f} {row * 0.7:.0f}V{height - row:.0f}" stroke="#ccc"/>'
                   f'<text x="{x(tick):.1f}" y="{height - row * 0.4:.0f}" text-anchor="middle">{tick:g} MB/s</text>')
        tick *= 10
    for number, (indexer, speed) in enumerate(zip(measured, speeds)):
        top = row * (number + 0.8)
        middle = top + row * 0.35
        median = statistics.median(speed)
        colour = "#2c6fbb" if indexer is measured[0] else "#9ab"
        out.append(f'<text x="{left - 8}" y="{middle + 5:.0f}" text-anchor="end">{html.escape(indexer.name)}</text>'
                   f'<rect x="{left}" y="{top:.0f}" width="{x(median) - left:.1f}" height="{row * 0.7:.0f}" fill="{colour}"/>'
                   f'<path d="M{x(speed[0]):.1f} {middle:.0f}H{x(speed[-1]):.1f}" stroke="#000"/>'
                   f'<text x="{x(speed[-1]) + 6:.1f}" y="{middle + 5:.0f}">{median:.1f}</text>')
    out.append("</svg>")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="", help="names, or beginnings of names, separated by commas")
    parser.add_argument("--work", help="directory for the databases (default: a temporary one)")
    parser.add_argument("--plot", type=pathlib.Path, help="file for the plot, SVG")
    parser.add_argument("articles", type=pathlib.Path)
    options = parser.parse_args()
    chosen = [indexer for indexer in indexers()
              if not options.only or any(indexer.name.startswith(name) for name in options.only.split(","))]
    for indexer in chosen:
        if indexer.missing:
            print(f"{indexer.name}: left out, not installed", file=sys.stderr)
    chosen = [indexer for indexer in chosen if not indexer.missing]
    if not chosen:
        sys.exit("nothing to measure")
    text, count = text_bytes(options.articles)
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        for number in range(options.rounds):
            for indexer in chosen:
                print(f"round {number + 1} of {options.rounds}: {indexer.name}", file=sys.stderr)
                measure(indexer, options.articles, pathlib.Path(work), options.threads)
    print(f"{count} articles, {text / 1e6:.1f} MB of text, {options.threads} threads, median of {options.rounds}; "
          f"load of the machine at the end: {os.getloadavg()[0]:.1f}\n")
    print_table(chosen, text, chosen[0])
    if options.plot:
        write_plot(chosen, text, options.plot)
        print(f"\nplot: {options.plot}")


if __name__ == "__main__":
    main()

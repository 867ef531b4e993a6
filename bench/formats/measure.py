#!/usr/bin/env python3
"""How fast each format is read and indexed, side by side on the same articles.

    measure.py articles.jsonl                              # the gisa-index of build-bench/
    measure.py --index OLD/gisa-index --index NEW/gisa-index --only BigKinds,XLSX articles.jsonl

Files are made by make_formats.py, which says what they hold; --work DIRECTORY keeps them for the next time. Rounds go
through all forms and programs in turn, so that a disturbance hits each alike; a figure is the median of them. On a
machine that is busy, run this under `chrt -f 10`.

The table has megabytes of title and body a second, and of what is parsed (of a workbook the XML inside, of which most
is in columns nobody asks for), from start to exit of the whole process; then the same with --dry-run, which reads and
cleans on one processor.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import make_formats

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(command):
    """Seconds, seconds of processor time, bytes of memory."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed with status {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def measure(program, form, threads, directory):
    database = directory / "measured.db"
    command = [program, "--quiet", "--threads", str(threads)]
    shutil.rmtree(database, ignore_errors=True)
    whole = run([*command, "--db", str(database), form["file"]])
    shutil.rmtree(database)
    return whole, run([*command, "--dry-run", form["file"]])


def make_forms(names, options, directory):
    """The forms, made now unless they are there from the last time."""
    for name in names:
        known = directory / f"{name}-{options.megabytes:g}.json"
        if not known.exists():
            print(f"making {name}", file=sys.stderr)
            # In a process of its own: the memory this takes would count as that of the programs.
            made = subprocess.run([sys.executable, make_formats.__file__, "--only", name, "--megabytes",
                                   str(options.megabytes), options.articles, directory], stdout=subprocess.PIPE, check=True)
            known.write_bytes(made.stdout)
        yield json.loads(known.read_text(encoding="utf-8"))


def print_table(forms, programs, results):
    print("| form | program | articles | MB/s | MB/s parsed | CPU s | peak MB | dry: MB/s | dry: MB/s parsed |")
    print("|---|---|---|---|---|---|---|---|---|")
    for form in forms:
        for i, program in enumerate(programs):
            rounds = results[form["name"], i]
            seconds, cpu, peak = (statistics.median(whole[k] for whole, _ in rounds) for k in range(3))
            dry = statistics.median(dry[0] for _, dry in rounds)
            text, content = form["text"] / 1e6, form["content"] / 1e6
            print(f"| {form['name']} | {chr(65 + i) if len(programs) > 1 else os.path.basename(program)} | {form['articles']} | "
                  f"{text / seconds:.1f} | {content / seconds:.0f} | {cpu:.2f} | {peak / 1e6:.0f} | "
                  f"{text / dry:.0f} | {content / dry:.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--index", action="append", metavar="PROGRAM", help="gisa-index; several are compared as A, B, ...")
    parser.add_argument("--megabytes", type=float, default=50, help="of title and body in each form")
    parser.add_argument("--only", default=",".join(form[0] for form in make_formats.FORMS), metavar="NAME,...")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=pathlib.Path, metavar="DIRECTORY")
    options = parser.parse_args()
    programs = options.index or [str(ROOT / "build-bench/bin/gisa-index")]
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.work or pathlib.Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        forms = list(make_forms(options.only.split(","), options, directory))
        results = {}
        for _ in range(options.rounds):
            for form in forms:
                for i, program in enumerate(programs):
                    results.setdefault((form["name"], i), []).append(measure(program, form, options.threads, directory))
    print_table(forms, programs, results)


if __name__ == "__main__":
    main()

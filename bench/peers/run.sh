#!/usr/bin/env bash
# Indexing speed, side by side on the same articles: gisa, Xapian, SQLite FTS5, Groonga, Lucene. On
# Debian 12 it installs the packages that are missing; a peer that cannot be had is left out.
#
#   bench/peers/run.sh [--rounds N] [--threads N] [--only NAME,...] [--work DIRECTORY] [--plot FILE.svg]
#                      ARTICLES.jsonl
#
# Prints a table and writes a plot; measure.py says what is measured.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
source "$root/bench/peers/setup.sh"

(($#)) || fail "name a file of articles; bench/generator makes one, if you have none"

build_gisa >&2
build_lucene >&2

try_packages libsqlite3-dev groonga-bin >&2
mkdir -p "$peers_build"
compile XAPIAN index_with_xapian xapian-core simdjson
compile SQLITE index_with_sqlite sqlite3 simdjson
PEER_GROONGA=$(command -v groonga || true)
export PEER_GROONGA

exec python3 "$root/bench/peers/measure.py" --plot "$peers_build/indexing-speed.svg" "$@"

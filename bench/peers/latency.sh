#!/usr/bin/env bash
# How long a search takes, side by side on the same articles: gisa, Lucene with its analyzers cjk and
# nori, SQLite FTS5. In process and warm, the first ten hits without their text; gisa with snippets
# besides.
#
#   bench/peers/latency.sh ARTICLES.jsonl TOPICS.tsv
#
# TOPICS are lines "id TAB query", best headlines. Four kinds of queries are made of them: as they are,
# the first two words, the first word, and the first two words as a phrase. Prints a table of p50, p95
# and p99 over the queries in microseconds; each query counts with the median of its rounds. What
# stands in one row was measured right behind each other.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
source "$root/bench/peers/setup.sh"

articles=${1:-} topics=${2:-}
[[ -f $articles && -f $topics ]] || fail "name a file of articles and one of topics"

build_gisa >&2
build_lucene >&2
analyzers=()
[[ -z ${PEER_LUCENE:-} ]] || analyzers=(cjk nori)
try_packages libsqlite3-dev >&2
mkdir -p "$peers_build"
compile SQLITE index_with_sqlite sqlite3 simdjson

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# words COUNT: the topics with so many words.
words() {
  awk -F '\t' -v most="$1" 'NF > 1 {
    count = split($2, word, " "); query = ""
    for (i = 1; i <= count && i <= most; ++i) query = query (i > 1 ? " " : "") word[i]
    print $1 "\t" query }' "$topics"
}
awk -F '\t' 'NF > 1' "$topics" >"$work/headlines"
words 2 >"$work/two words"
words 1 >"$work/one word"
tr -d '"' <"$work/two words" >"$work/phrases"

gisa() {
  local topics=$1
  shift
  "$root/build-bench/bin/search_bench" --db "$work/gisa" --rounds 5 "$@" "$topics" |
    sed -n 's|.*p50 \([0-9]*\) us, p95 \([0-9]*\) us, p99 \([0-9]*\) us.*|\1 \2 \3|p'
}
lucene() {
  "$PEER_JAVA" -Xmx1g -XX:+UseParallelGC -cp "$PEER_LUCENE" LucenePeer "$@"
}
cell() {
  local p50 p95 p99
  read -r p50 p95 p99
  printf ' %s / %s / %s |' "$p50" "$p95" "$p99"
}

say "indexing" >&2
status=0
"$PEER_GISA" --quiet --db "$work/gisa" "$articles" || status=$?
((status == 0 || status == 3)) || fail "gisa-index failed"
for analyzer in "${analyzers[@]}"; do
  lucene index "$analyzer" "$articles" "$work/$analyzer" "$(nproc)" >/dev/null
done
[[ -z ${PEER_SQLITE:-} ]] || "$PEER_SQLITE" unicode61 "$articles" "$work/sqlite"

printf '| queries | gisa | gisa, snippets |'
((${#analyzers[@]} == 0)) || printf ' Lucene %s |' "${analyzers[@]}"
[[ -z ${PEER_SQLITE:-} ]] || printf ' SQLite FTS5 |'
printf '\n|---|---|---|'
((${#analyzers[@]} == 0)) || printf -- '---|%.0s' "${analyzers[@]}"
[[ -z ${PEER_SQLITE:-} ]] || printf -- '---|'
printf '\n'
for queries in headlines "two words" "one word" phrases; do
  phrase=() flag=()
  [[ $queries != phrases ]] || phrase=(phrase) flag=(--phrase)
  printf '| %s |' "$queries"
  gisa "$work/$queries" --no-snippets "${flag[@]}" | cell
  gisa "$work/$queries" "${flag[@]}" | cell
  for analyzer in "${analyzers[@]}"; do
    lucene latency "$analyzer" "$work/$analyzer" "$work/$queries" "${phrase[@]}" | cell
  done
  [[ -z ${PEER_SQLITE:-} ]] ||
    python3 "$root/bench/peers/search_with_sqlite.py" "$work/sqlite" "$work/$queries" "${phrase[@]}" | cell
  printf '\n'
done

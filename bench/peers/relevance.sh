#!/usr/bin/env bash
# How well gisa and Lucene rank, side by side: nDCG@10 for each set of judgments in a directory.
#
#   bench/peers/relevance.sh DIRECTORY [SET...]
#
# A set NAME is three files: NAME_docs.jsonl, the articles; NAME_topics.tsv, lines "id TAB query";
# NAME_qrels.txt, TREC judgments. Lucene (Debian's liblucene8-java) searches title and body as one
# field by an OR of all terms under its own BM25, with each of its analyzers for Korean.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
source "$root/bench/peers/setup.sh"

data=${1:-}
[[ -d $data ]] || fail "name a directory of judged sets"
shift
sets=("$@")
if ((${#sets[@]} == 0)); then
  for file in "$data"/*_qrels.txt; do
    [[ -e $file ]] || fail "$data holds no NAME_qrels.txt"
    sets+=("$(basename "$file" _qrels.txt)")
  done
fi

build_gisa >&2
build_lucene >&2
analyzers=()
[[ -z ${PEER_LUCENE:-} ]] || analyzers=(standard cjk nori nori+cjk)

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# ndcg SET RUN
ndcg() {
  "$root/build-bench/bin/relevance" "$data/$1_qrels.txt" "$2" --json |
    python3 -c 'import json, sys; print("%.4f" % json.load(sys.stdin)["all"]["ndcg@10"])'
}

lucene() {
  "$PEER_JAVA" -Xmx1g -cp "$PEER_LUCENE" LucenePeer "$@"
}

printf '| set |'
printf ' Lucene %s |' "${analyzers[@]}"
printf ' gisa |\n|---|'
printf -- '---|%.0s' "${analyzers[@]}" gisa
printf '\n'
for set in "${sets[@]}"; do
  docs="$data/${set}_docs.jsonl" topics="$data/${set}_topics.tsv"
  row="| $set |"
  for analyzer in "${analyzers[@]}"; do
    lucene index "$analyzer" "$docs" "$work/index" "$(nproc)" >/dev/null
    lucene search "$analyzer" "$work/index" "$topics" 100 >"$work/run"
    row+=" $(ndcg "$set" "$work/run") |"
    rm -rf -- "$work/index"
  done
  status=0
  "$PEER_GISA" --quiet --db "$work/gisa" "$docs" || status=$?
  ((status == 0 || status == 3)) || fail "gisa-index failed"
  "$root/build-bench/bin/gisa-search" --db "$work/gisa" -n 100 --topics "$topics" >"$work/run" || true
  printf '%s %s |\n' "$row" "$(ndcg "$set" "$work/run")"
  rm -rf -- "$work/gisa"
done

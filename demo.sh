#!/usr/bin/env bash
# Builds gisa, indexes the sample articles and searches them. On Debian 12 it installs the packages
# that are missing.
#
#   ./demo.sh
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
source "$root/cmake/setup.sh"
cd "$root"

database=build/demo.db
question='전기차 배터리는 왜 불이 날까?'
answer=scraped/0018_ev-battery-fire.txt

# Shows a command as one would type it, and runs it.
run() {
  local word shown=''
  for word in "$@"; do
    [[ $word == *[[:space:]?]* ]] && word="'$word'"
    shown+=" $word"
  done
  printf '\n$%s\n' "$shown"
  "build/bin/$1" "${@:2}"
}

install_packages "${build_packages[@]}"
say "building gisa in build/"
configure build -DCMAKE_BUILD_TYPE=Release -DGISA_BUILD_TESTS=OFF
build build gisa-index gisa-search

rm -rf -- "$database"
run gisa-index --db "$database" corpus/articles
run gisa-search --db "$database" -n 3 기준금리 동결
run gisa-search --db "$database" -n 1 143억달러
run gisa-search --db "$database" -n 1 "$question"

found=$(build/bin/gisa-search --db "$database" -n 1 --json "$question")
[[ $found == *"\"hits\":[{\"rank\":1,\"id\":\"$answer\","* ]] ||
  fail "the first article found should be $answer, but gisa-search says: $found"
printf '\n'
say "the first article answers the question, as it should; search on with:"
printf '   build/bin/gisa-search --db %s 도서관\n' "$database"

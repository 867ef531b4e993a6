#!/usr/bin/env bash
# Installs a build of gisa to a fresh prefix, moves it elsewhere, and uses it as others would: its programs,
# find_package(gisa), pkg-config, its headers one by one. Needs no network.
#
#   run.sh BUILD_DIRECTORY
set -euo pipefail

build=$1
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
cmake=${CMAKE:-cmake}
cxx=${CXX:-g++}
export CMAKE_BUILD_PARALLEL_LEVEL=1
unset LD_LIBRARY_PATH DESTDIR GISA_DB

work=$(mktemp -d)/'gisa 설치 시험'
mkdir -- "$work"
trap 'rm -rf -- "$(dirname -- "$work")"' EXIT
prefix="$work/moved here"
question='전기차 배터리는 왜 불이 날까?'
answer=0018_ev-battery-fire.txt

step() { printf '%s\n' "-- $*"; }

fail() {
  printf 'package test: %s\n' "$*" >&2
  exit 1
}

# expect WANTED COMMAND...: the command succeeds and prints this.
expect() {
  local wanted=$1 got
  shift
  got=$("$@") || fail "$1 ended with status $?"
  [[ $got == "$wanted" ]] || fail "$1 printed '$got', not '$wanted'"
}

step 'install, then move the prefix'
"$cmake" --install "$build" --prefix "$work/first here" >"$work/install.log"
mv -- "$work/first here" "$prefix"
lib=$(dirname -- "$(find "$prefix" -name libgisa.so)")

step 'what is installed'
for file in bin/gisa-index bin/gisa-search include/gisa/analysis.h include/gisa/error.h include/gisa/gisa.h \
  include/gisa/json.h include/gisa/query.h \
  include/gisa/searcher.h \
  share/man/man1/gisa-index.1 share/man/man1/gisa-search.1 \
  share/man/man7/gisa-query.7 share/doc/gisa/LICENSE; do
  [[ -s $prefix/$file ]] || fail "$file is missing"
done
for file in cmake/gisa/gisa-config.cmake cmake/gisa/gisa-config-version.cmake \
  cmake/gisa/gisa-targets.cmake pkgconfig/gisa.pc; do
  [[ -s $lib/$file ]] || fail "$lib/$file is missing"
done
unwanted=$(find "$prefix" -name '*.a' -o -name '*gtest*' -o -name 'generate_*')
[[ -z $unwanted ]] || fail "installed without need: $unwanted"
leaks=$(grep -rlF -e "$root" -e "$build" -e 'first here' "$lib/cmake" "$lib/pkgconfig" "$prefix/include" || true)
[[ -z $leaks ]] || fail "these name a place of the build: $leaks"

step 'the programs'
database="$work/뉴스.db"
"$prefix/bin/gisa-index" --quiet --db "$database" "$root/corpus/articles/scraped"
"$prefix/bin/gisa-search" --db "$database" --json -n 1 "$question" >"$work/hits.json"
grep -qF "\"id\":\"$answer\"" "$work/hits.json" || fail "gisa-search found $(<"$work/hits.json")"

step 'find_package(gisa)'
"$cmake" -S "$here/consumer" -B "$work/cmake build" -DCMAKE_PREFIX_PATH="$prefix" \
  -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_FLAGS='-Wall -Wextra -Wpedantic -Werror' >"$work/configure.log"
"$cmake" --build "$work/cmake build" >"$work/build.log" || { cat "$work/build.log"; fail 'the consumer does not build'; }
expect "$answer" "$work/cmake build/first-hit" "$database" "$question"
status=0
"$work/cmake build/first-hit" "$work/none.db" "$question" 2>/dev/null || status=$?
((status == 3)) || fail "an error of the library was not caught: status $status"

step 'pkg-config'
export PKG_CONFIG_PATH="$lib/pkgconfig"
flags=()
eval "flags=($(pkg-config --cflags --libs gisa))" # quoted for a shell: the path has spaces
"$cxx" -std=c++20 -Wall -Wextra -Wpedantic -Werror "$here/consumer/main.cpp" "${flags[@]}" -o "$work/first-hit"
expect "$answer" env LD_LIBRARY_PATH="$lib" "$work/first-hit" "$database" "$question"
version=$("$prefix/bin/gisa-search" --version)
[[ $version == *"$(pkg-config --modversion gisa)"* ]] || fail "gisa.pc and $version disagree"

step 'each header by itself'
for header in "$prefix"/include/gisa/*.h; do
  printf '#include <gisa/%s>\n' "${header##*/}" >"$work/alone.cpp"
  "$cxx" -std=c++20 -Wall -Wextra -Wpedantic -Werror -I "$prefix/include" -M -MF "$work/alone.d" \
    -fsyntax-only "$work/alone.cpp"
  ! grep -E '/(xapian|unicode|fmt|simdjson)[./]' "$work/alone.d" ||
    fail "${header##*/} includes headers of other libraries"
done

step 'C and Python'
if command -v "${CC:-cc}" >/dev/null; then
  printf '#include <gisa/gisa.h>\n' >"$work/alone.c"
  "${CC:-cc}" -std=c99 -Wall -Wextra -Wpedantic -Werror -I "$prefix/include" -fsyntax-only "$work/alone.c"
fi
found=$(GISA_LIBRARY="$lib/libgisa.so" python3 "$prefix/share/doc/gisa/examples/search.py" "$database" "$question" \
  2>/dev/null)
[[ $found == '1. '* ]] || fail "search.py found $found"

step 'what the library exports'
undocumented=$(nm --dynamic --defined-only --demangle "$lib/libgisa.so" |
  grep -E ' [TBDR] .*gisa::' | grep -vE 'gisa::(Searcher|Query|Error|version|analyze_text|field_name|find_field|facet_name|find_facet_field|to_json)\b' || true)
[[ -z $undocumented ]] || fail "not in the public headers: $undocumented"

step passed

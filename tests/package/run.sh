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
export LC_ALL=C.UTF-8
unset LD_LIBRARY_PATH DESTDIR GISA_DB LANGUAGE

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
  share/man/man7/gisa-query.7 share/man/ko/man1/gisa-{index,search}.1 share/man/ko/man7/gisa-query.7 \
  share/doc/gisa/LICENSE \
  share/bash-completion/completions/gisa-{index,search} share/zsh/site-functions/_gisa-{index,search} \
  share/fish/vendor_completions.d/gisa-{index,search}.fish; do
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

if [[ -e $build/share/locale/ko/LC_MESSAGES/gisa.mo ]]; then
  step 'in Korean'
  said=$(LC_ALL=ko_KR.UTF-8 "$prefix/bin/gisa-index" --help)
  [[ $said == *사용법* ]] || fail 'gisa-index speaks no Korean'
  said=$(LC_ALL=ko_KR.UTF-8 "$prefix/bin/gisa-search" --db "$work/none.db" x 2>&1) || true
  [[ $said == *'데이터베이스가 없습니다'* ]] || fail "the library speaks no Korean: $said"
fi

step 'completions'
# completed PROGRAM WORD...: what bash offers for the last word.
completed() (
  # shellcheck source=/dev/null
  source "$prefix/share/bash-completion/completions/$1"
  # shellcheck disable=SC2034
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
  "_$1" && printf '%s' "${COMPREPLY[*]}"
)
expect '--watch' completed gisa-index --wat
expect '--limit' completed gisa-index --li
expect 'newsml' completed gisa-index --format new
expect 'glass' completed gisa-index --writer g
expect 'export' completed gisa-index exp
expect '' completed gisa-index --threads 1
expect 'newest' completed gisa-search --sort n
expect 'press,section' completed gisa-search --facet press,se
expect 'newest' completed gisa-search --sort = n
for program in gisa-index gisa-search; do # every option of --help is offered by all three
  "$prefix/bin/$program" --help | grep -oE '^ +(-[A-Za-z], ?)?--[a-z-]+' | grep -oE -- '--[a-z-]+' |
    while read -r option; do
      for file in "bash-completion/completions/$program" "zsh/site-functions/_$program"; do
        grep -qE -- "(^|[ '])$option([ '[]|\$)" "$prefix/share/$file" || fail "$file lacks $option"
      done
      grep -qE -- "-l ${option#--}( |\$)" "$prefix/share/fish/vendor_completions.d/$program.fish" ||
        fail "$program.fish lacks $option"
    done
done

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

if command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null; then
  step 'Debian packages'
  (cd -- "$build" && "${CPACK:-cpack}" -G DEB -B "$work/deb" >"$work/cpack.log" 2>&1) ||
    { cat "$work/cpack.log"; fail 'cpack failed'; }
  for package in "$work"/deb/*.deb; do dpkg-deb -x "$package" "$work/root"; done
  for package in gisa libgisa0 libgisa-dev; do
    compgen -G "$work/deb/${package}_*.deb" >/dev/null || fail "no package $package"
  done
  depends=$(dpkg-deb -f "$work"/deb/gisa_*.deb Depends)
  for package in libgisa0 libarchive13 libxapian30 libxml2 libpugixml1v5 libc6; do
    [[ $depends == *"$package"* ]] || fail "gisa does not depend on $package: $depends"
  done
  "$work/root/usr/bin/gisa-index" --quiet --db "$work/deb.db" "$root/corpus/articles/scraped"
  expect "$answer" sh -c '"$1" --db "$2" --json -n 1 "$3" | grep -o "[0-9a-z_-]*battery-fire.txt" | head -n 1' sh \
    "$work/root/usr/bin/gisa-search" "$work/deb.db" "$question"
  [[ -e $work/root/usr/include/gisa/searcher.h ]] || fail 'libgisa-dev has no headers'
fi

step passed

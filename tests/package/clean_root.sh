#!/usr/bin/env bash
# Installs the Debian packages of a build on a Debian that has nothing else, indexes and searches there, in
# English and Korean, and builds a program with libgisa-dev. Takes some 300 MB from a Debian mirror, so it is run
# on demand; needs mmdebstrap, and root or unprivileged namespaces.
#
#   clean_root.sh BUILD_DIRECTORY [MIRROR]
set -euo pipefail

readonly build=$1 mirror=${2:-http://deb.debian.org/debian} skipped=77
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)

skip() {
  printf 'skipped: %s\n' "$*"
  exit "$skipped"
}

[[ -n ${GISA_CLEAN_ROOT:-} ]] || skip 'GISA_CLEAN_ROOT is not set'
command -v mmdebstrap >/dev/null || skip 'no mmdebstrap here'
[[ $(. /etc/os-release && echo "${VERSION_CODENAME:-}") == bookworm ]] || skip 'the packages are not of Debian 12'

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mkdir -- "$work/gisa"
(cd -- "$build" && "${CPACK:-cpack}" -G DEB -B "$work/deb" >"$work/cpack.log" 2>&1) || { cat "$work/cpack.log"; exit 1; }
cp -r -- "$work"/deb/*.deb "$root/corpus/articles" "$here/consumer" "$work/gisa/"

# What is done there. Only what the packages ask for is installed, and then a compiler.
cat >"$work/gisa/try.sh" <<'TRY'
#!/bin/sh
set -eu
cd /gisa
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
unset LANGUAGE
say() { printf -- '-- %s\n' "$*"; }

say 'the programs and the library'
apt-get -qq install --yes --no-install-recommends ./gisa_*.deb ./libgisa0_*.deb >/dev/null
gisa-index --version
gisa-index --db news.db articles
gisa-index --db news.db check
question='전기차 배터리는 왜 불이 날까?'
answer=0018_ev-battery-fire.txt
gisa-search --db news.db --json -n 1 "$question" | grep -q "$answer"
LC_ALL=ko_KR.UTF-8 gisa-search --db news.db -n 1 "$question" 2>&1 | tee korean.txt
grep -q '기사 .*건' korean.txt

say 'a program of its own'
apt-get -qq install --yes --no-install-recommends ./libgisa-dev_*.deb g++ cmake make pkg-config >/dev/null
cmake -S consumer -B build >/dev/null
cmake --build build >/dev/null
build/first-hit news.db "$question" | grep -q "$answer"
g++ -std=c++20 consumer/main.cpp $(pkg-config --cflags --libs gisa) -o by-pkg-config
./by-pkg-config news.db "$question" | grep -q "$answer"

say 'gone without a trace'
apt-get -qq remove --yes --purge gisa libgisa0 libgisa-dev >/dev/null
! find /usr -name '*gisa*' | grep .
say passed
TRY

mmdebstrap --quiet --variant=minbase --format=null \
  --customize-hook="copy-in $work/gisa /" \
  --customize-hook='chroot "$1" sh /gisa/try.sh' \
  bookworm - "$mirror"

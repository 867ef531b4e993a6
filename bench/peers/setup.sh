# shellcheck shell=bash disable=SC2154
# What run.sh, relevance.sh and latency.sh share. Sourced, with `root` set to the directory of the sources.

source "$root/cmake/setup.sh"

peers_build="$root/build-bench/peers"

# try_packages NAME...: installs them if they can be had; a peer that is missing is left out.
try_packages() {
  (install_packages "$@") || say "cannot install $*: what needs them is left out"
}

build_gisa() {
  install_packages "${build_packages[@]}" libbenchmark-dev python3
  say "building gisa"
  configure "$root/build-bench" -DCMAKE_BUILD_TYPE=Release -DGISA_BUILD_BENCH=ON -DGISA_BUILD_TESTS=OFF
  build "$root/build-bench" gisa-index gisa-search relevance search_bench
  export PEER_GISA="$root/build-bench/bin/gisa-index"
}

# Lucene 8 from Debian; its jars are named by a version of their own.
build_lucene() {
  try_packages liblucene8-java default-jdk-headless
  command -v javac >/dev/null || { say "no javac: Lucene is left out"; return; }
  local jars=() jar name
  for name in core analyzers-common analyzers-nori; do
    jar=$(find /usr/share/java -name "lucene-$name-8*.jar" 2>/dev/null | sort | tail -n 1)
    [[ -n $jar ]] || { say "no lucene-$name: Lucene is left out"; return; }
    jars+=("$jar")
  done
  local classes="$peers_build/lucene" path
  path=$(IFS=:; printf '%s' "${jars[*]}")
  mkdir -p "$classes"
  javac -nowarn -d "$classes" -cp "$path" "$root"/bench/peers/lucene/*.java
  export PEER_LUCENE="$classes:$path"
  PEER_JAVA=$(command -v java)
  export PEER_JAVA
}

# compile NAME SOURCE PACKAGE...: PEER_NAME is the program, if its libraries are there.
compile() {
  local name=$1 source=$2 flags
  shift 2
  flags=$(pkg-config --cflags --libs "$@") || { say "no $*: $source is left out" >&2; return; }
  # shellcheck disable=SC2086
  g++ -O2 -DNDEBUG -std=c++20 "$root/bench/peers/$source.cpp" -o "$peers_build/$source" $flags
  export "PEER_$name=$peers_build/$source"
}

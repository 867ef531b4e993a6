# shellcheck shell=bash disable=SC2034,SC2154
# What demo.sh, test.sh and .ci/run share: packages and the build. Sourced, with `root` set to the
# directory of the sources.

# The programs, and what their tests and benchmarks need besides.
build_packages=(
  build-essential cmake gettext ninja-build pkg-config
  libarchive-dev libxapian-dev libicu-dev libcli11-dev libedit-dev libfmt-dev libpugixml-dev libsimdjson-dev
  libxml2-dev libxxhash-dev libzstd-dev zlib1g-dev libhangul-data
)
test_packages=(libgtest-dev libbenchmark-dev locales python3 xapian-tools)

say() { printf '== %s\n' "$*"; }

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

is_installed() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# Runs a command as root, by sudo if need be.
as_root() {
  if ((EUID == 0)); then "$@"; else sudo -- "$@"; fi
}

# install_packages NAME...: installs those that are missing; touches no network if none is.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "no dpkg here; it is up to you that these Debian packages, or their like, are installed: $*"
    return
  fi
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    fail "packages are missing, and this is neither root nor is there sudo. Have root run:
  apt-get install ${missing[*]}"
  fi
  say "installing ${missing[*]}"
  as_root apt-get -qq -o DPkg::Lock::Timeout=300 update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    install --yes --no-install-recommends "${missing[@]}" >/dev/null
}

# configure DIRECTORY [OPTION...]: a Ninja build there. Starts over if another generator or another
# place of the sources was used.
configure() {
  local directory=$1 fresh=() cache="$1/CMakeCache.txt"
  shift
  if [[ -f $cache ]] && ! { grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache" &&
    grep -qxF 'CMAKE_GENERATOR:INTERNAL=Ninja' "$cache"; }; then
    fresh=(--fresh)
  fi
  cmake "${fresh[@]}" -S "$root" -B "$directory" -G Ninja --log-level=WARNING "$@" >/dev/null
}

# build DIRECTORY [TARGET...]: the targets, or everything. Progress is for a terminal.
build() {
  local directory=$1 quiet=()
  shift
  [[ -t 1 ]] || quiet=(-- --quiet)
  cmake --build "$directory" ${1:+--target "$@"} "${quiet[@]}"
}

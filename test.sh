#!/usr/bin/env bash
# Builds gisa with its tests and runs them all. On Debian 12 it installs the packages that are missing.
#
#   ./test.sh [CMAKE-OPTION...]     e.g. ./test.sh -DGISA_WERROR=ON
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
source "$root/cmake/setup.sh"
cd "$root"

install_packages "${build_packages[@]}" "${test_packages[@]}"
say "building gisa and its tests in build/"
configure build -DCMAKE_BUILD_TYPE=Release -DGISA_BUILD_TESTS=ON -DGISA_BUILD_BENCH=ON \
  -DGISA_WERROR=OFF "$@"
build build

say "running the tests"
ctest --test-dir build --parallel "$(nproc)" --output-on-failure --no-tests=error --progress

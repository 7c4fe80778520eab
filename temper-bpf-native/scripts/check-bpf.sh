#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Proves that the kept object and ABI description are what the sources give, byte for byte, under
# the compiler that abi.properties names. Exit: 0 the same, 1 not the same, 2 no such compiler.
set -eu

module=$(cd "$(dirname "$0")/.." && pwd)
kept=$module/src/main/resources/META-INF/temper/bpf/v1
clang=${CLANG:-clang-19}
named=$(sed -n 's/^object.compiler=//p' "$kept/abi.properties")

command -v "$clang" > /dev/null || {
  echo "check-bpf: $clang not found; on Debian: apt-get install clang-19 llvm-19" >&2
  exit 2
}
have=$("$clang" --version | sed -n '1s/.*clang version \([0-9.]*\).*/clang \1/p')
[ "$have" = "$named" ] || {
  echo "check-bpf: the kept object was made by $named, this is $have: nothing proven" >&2
  exit 2
}

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$module/scripts/build-bpf.sh" "$fresh" > /dev/null
for file in temper.bpf.o abi.properties SHA256SUMS; do
  cmp "$kept/$file" "$fresh/$file" || {
    echo "check-bpf: $file is not what the sources give; run scripts/build-bpf.sh and commit" >&2
    exit 1
  }
done
echo "check-bpf: the kept object is what the sources give ($named)"

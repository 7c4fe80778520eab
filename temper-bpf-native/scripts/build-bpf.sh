#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Builds the BPF object and its ABI description.
#
#   scripts/build-bpf.sh          into the kept files (src/main/resources), to be committed
#   scripts/build-bpf.sh DIR      into DIR
#
# Needs clang 19 (or the one that $CLANG names), llvm-strip beside it, and a JDK. Nothing else is
# read: no kernel headers, no libbpf, so the same compiler gives the same bytes everywhere.
set -eu

module=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$module/src/main/resources/META-INF/temper/bpf/v1}
clang=${CLANG:-clang-19}
strip=${LLVM_STRIP:-llvm-strip-19}
objdump=${LLVM_OBJDUMP:-llvm-objdump-19}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

for tool in "$clang" "$strip" "$objdump" "$java"; do
  command -v "$tool" > /dev/null || {
    echo "build-bpf: $tool not found; on Debian: apt-get install clang-19 llvm-19" >&2
    exit 2
  }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
cd "$module/src/main/bpf"

# the sources' own folder must not leave traces in the object
compile() {
  "$clang" -g -O2 -mcpu=v3 -target bpf -D__TARGET_ARCH_x86 -Wall -Wextra -Werror \
    -Wno-unused-parameter -Wno-sign-compare -fdebug-compilation-dir=. \
    -ffile-prefix-map="$PWD"=. -no-canonical-prefixes "$@"
}

abi_tool=$module/scripts/AbiProperties.java
compile -c abi_types.bpf.c -o "$work/abi_types.o"
"$java" "$abi_tool" layout "$work/abi_types.o" temper_abi.h > "$work/layout"
hash=$(sha256sum "$work/layout" | cut -c1-16)

compile -DTEMPER_ABI_HASH="0x${hash}ULL" -c temper.bpf.c -o "$work/temper.bpf.o"
"$strip" -g "$work/temper.bpf.o"

# The loader maps .data and takes all of it for temper_shared: another variable with a first value that is not
# 0 would move that, and what the loader says would be understood as something else.
others=$("$objdump" -t "$work/temper.bpf.o" \
  | awk '$3 == "O" && $4 == ".data" && $6 != "temper_shared" { print $6 }')
if [ -n "$others" ]; then
  echo "build-bpf: only temper_shared may be in .data, but there is $others: let it begin with 0" >&2
  exit 1
fi

{
  echo "# SPDX-License-Identifier: GPL-2.0"
  echo "# Made by scripts/build-bpf.sh from temper_abi.h and temper.bpf.o. Do not edit."
  echo "abi.hash=$hash"
  echo "abi.version=$(sed -n 's/^const.T_ABI_VERSION=//p' "$work/layout")"
  echo "object.name=temper"
  echo "object.compiler=$("$clang" --version | sed -n '1s/.*clang version \([0-9.]*\).*/clang \1/p')"
  echo "map.cfg_outer=cfg_outer"
  echo "map.cg_outer=cg_outer"
  echo "map.cpu_stats=cpu_stats"
  echo "map.layer_delays=layer_delays"
  echo "map.thread_notes=thread_notes"
  echo "map.watched=watched"
  echo "map.ops=temper_ops"
  echo "ops.flags.required=SCX_OPS_ENQ_LAST,SCX_OPS_ENQ_EXITING"
  echo "ops.flags.optional=SCX_OPS_ENQ_MIGRATION_DISABLED"
  cat "$work/layout"
  "$java" "$abi_tool" symbols "$work/temper.bpf.o"
} > "$work/abi.properties"

(cd "$work" && sha256sum temper.bpf.o abi.properties > SHA256SUMS)
cp "$work/temper.bpf.o" "$work/abi.properties" "$work/SHA256SUMS" "$out/"
echo "build-bpf: $(wc -c < "$work/temper.bpf.o") bytes, ABI $hash, in $out"

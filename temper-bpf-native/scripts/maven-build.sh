#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# Called by the Maven build: compiles the BPF object into the folder that is packed, where clang 19
# is; else the kept object, which Maven has copied there, is packed as it is.
set -eu

module=$(cd "$(dirname "$0")/.." && pwd)
packed=$1
kept=$module/src/main/resources/META-INF/temper/bpf/v1

if ! command -v "${CLANG:-clang-19}" > /dev/null ||
  ! command -v "${LLVM_STRIP:-llvm-strip-19}" > /dev/null ||
  ! command -v "${LLVM_OBJDUMP:-llvm-objdump-19}" > /dev/null; then
  echo "temper-bpf-native: clang-19 not found, the kept BPF object is packed (apt-get install clang-19 llvm-19)"
  exit 0
fi
"$module/scripts/build-bpf.sh" "$packed"
cmp -s "$packed/temper.bpf.o" "$kept/temper.bpf.o" ||
  echo "temper-bpf-native: the object differs from the kept one; before a commit run scripts/build-bpf.sh"

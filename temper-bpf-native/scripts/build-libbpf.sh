#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the bundled libbpf for linux-x86_64, with the libelf and zlib it needs, from Debian's
# source packages, into the kept files (src/main/resources/META-INF/temper/native/linux-x86_64).
#
#   scripts/build-libbpf.sh [DIR]
#
# The mirror is the host's own (its apt configuration), or $TEMPER_DEBIAN_MIRROR. The host's
# package lists and configuration are not touched. Build on the oldest system to be supported: the
# glibc it needs is measured at the end and written to GLIBC.
set -eu

suite=trixie
module=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$module/src/main/resources/META-INF/temper/native/linux-x86_64}
jobs=$(nproc)

for tool in gcc make m4 pkg-config dpkg-source objdump strip; do
  command -v "$tool" > /dev/null || {
    echo "build-libbpf: $tool not found; on Debian:" \
      "apt-get install gcc make m4 pkg-config dpkg-dev binutils" >&2
    exit 2
  }
done

mirror=${TEMPER_DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' \
  'Created-By: Packages' 'Origin: Debian' 2> /dev/null | grep -v security | sed -n 1p)}
[ -n "$mirror" ] || {
  echo "build-libbpf: no Debian mirror in this host's apt configuration;" \
    "set TEMPER_DEBIAN_MIRROR to one" >&2
  exit 2
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$work/lists/partial" "$work/cache/archives/partial" "$work/prefix"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb-src [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"

own_apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root \
    "$@"
}

fetch() {
  (cd "$work" && own_apt source --download-only "$1" > /dev/null &&
    dpkg-source --no-check -x "$1"_*.dsc "$work/$1" > /dev/null 2>&1)
}

own_apt update
for package in zlib elfutils libbpf; do fetch "$package"; done

# each library finds the others beside it; make turns $$ into $, the quotes keep the shell off it
origin="-Wl,-rpath,'\$\$ORIGIN' -Wl,--enable-new-dtags"
prefix=$work/prefix
flags="-O2 -g0 -fPIC -ffile-prefix-map=$work=. -I$prefix/include"

build_zlib() {
  cd "$work/zlib"
  CFLAGS="$flags" ./configure --prefix="$prefix" --libdir="$prefix/lib" > /dev/null
  make -s -j"$jobs" libz.so.1 > /dev/null 2>&1 || make -s -j"$jobs" > /dev/null
  make -s install > /dev/null
}

build_libelf() {
  cd "$work/elfutils"
  ./configure --prefix="$prefix" --libdir="$prefix/lib" --disable-nls --disable-debuginfod \
    --disable-libdebuginfod --without-bzlib --without-lzma --without-zstd \
    CFLAGS="$flags -Wno-error" LDFLAGS="-L$prefix/lib" > /dev/null
  make -s -j"$jobs" -C lib > /dev/null
  make -s -j"$jobs" -C libelf LDFLAGS="-L$prefix/lib $origin" > /dev/null
  make -s -C libelf install > /dev/null
}

build_libbpf() {
  cd "$work/libbpf/src"
  make -s -j"$jobs" BUILD_STATIC_ONLY= NO_PKG_CONFIG=1 CFLAGS="$flags" \
    LDFLAGS="-L$prefix/lib $origin" > /dev/null
}

(build_zlib)
(build_libelf)
(build_libbpf)

cp -L "$prefix/lib/libz.so.1" "$prefix/lib/libelf.so.1" "$work/libbpf/src/libbpf.so.1" "$out/"
strip --strip-unneeded "$out"/*.so.1

cp "$work/libbpf/LICENSE.BSD-2-Clause" "$out/LICENSE.libbpf.BSD-2-Clause"
cp "$work/libbpf/LICENSE.LGPL-2.1" "$out/LICENSE.libbpf.LGPL-2.1"
cp "$work/elfutils/COPYING-LGPLV3" "$out/LICENSE.libelf.LGPL-3.0"
cp "$work/elfutils/COPYING-GPLV2" "$out/LICENSE.libelf.GPL-2.0"
cp "$work/elfutils/COPYING" "$out/LICENSE.libelf.GPL-3.0"
cp "$work/zlib/LICENSE" "$out/LICENSE.zlib" 2> /dev/null ||
  sed -n '/Copyright (C)/,/\*\//p' "$work/zlib/zlib.h" | sed '/\*\//d' > "$out/LICENSE.zlib"

version() { sed -n 's/^Version: //p' "$work/$1"_*.dsc | sed -n 1p; }
version libbpf | sed 's/-.*//' > "$out/VERSION"
{
  echo "Source packages of Debian $suite that scripts/build-libbpf.sh built, unchanged:"
  for package in libbpf elfutils zlib; do
    echo "$package $(version "$package") ($(cd "$work" && sha256sum "$package"_*.dsc |
      sed -n '1s/ .*//p'))"
  done
} > "$out/SOURCES"
for library in libbpf libelf; do
  objdump -p "$out/$library.so.1" | grep -q 'RUNPATH *\$ORIGIN$' || {
    echo "build-libbpf: $library.so.1 has no RUNPATH \$ORIGIN" >&2
    exit 1
  }
done
objdump -T "$out"/*.so.1 | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1 | tr -d '\n' |
  sed 's/GLIBC_//' > "$out/GLIBC"
echo >> "$out/GLIBC"
(cd "$out" && sha256sum libbpf.so.1 libelf.so.1 libz.so.1 > SHA256SUMS)
echo "build-libbpf: libbpf $(cat "$out/VERSION"), glibc >= $(cat "$out/GLIBC"), in $out"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the bundled libbpf for linux, with the libelf and zlib it needs, from Debian's source
# packages, into the kept files (src/main/resources/META-INF/temper/native/linux-ARCHITECTURE).
#
#   scripts/build-libbpf.sh [ARCHITECTURE [DIR]]
#
# ARCHITECTURE is x86_64 or aarch64; default: this machine's. Another one takes its cross compiler.
# The mirror is the host's own (its apt configuration), or $TEMPER_DEBIAN_MIRROR. The host's
# package lists and configuration are not touched. Build on the oldest system to be supported: the
# glibc it needs is measured at the end and written to GLIBC.
set -eu

module=$(cd "$(dirname "$0")/.." && pwd)
architecture=${1:-$(uname -m)}
case "$architecture" in
  x86_64 | aarch64) ;;
  *)
    echo "build-libbpf: '$architecture' is no architecture of ours: x86_64 or aarch64" >&2
    exit 2
    ;;
esac
out=${2:-$module/src/main/resources/META-INF/temper/native/linux-$architecture}
jobs=$(nproc)
cross=
packages="gcc make m4 pkg-config dpkg-dev binutils"
if [ "$architecture" != "$(uname -m)" ]; then
  cross=$architecture-linux-gnu-
  name=$(echo "$architecture" | tr _ -)
  packages="$packages gcc-$name-linux-gnu binutils-$name-linux-gnu"
fi

for tool in "${cross}gcc" make m4 pkg-config dpkg-source "${cross}objdump" "${cross}strip"; do
  command -v "$tool" > /dev/null || {
    echo "build-libbpf: $tool not found; on Debian: apt-get install $packages" >&2
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

# What is built: name, version and the checksum of its .dsc, which names those of the other files.
# A newer version is a new line here; the kept files of all architectures are then to be renewed.
sources='
zlib     1.3.dfsg+really1.3.1-1 ede2791e29c1d3b422f9208bdd7edf040c20445ea1e7453a72037576e64fa197
elfutils 0.192-4                37d101658c45a25afc15d2053a1378df2381dadbb368e262ede2cea79241779f
libbpf   1.5.0-3                b8fdd3a9c58a13d13e9da0927062f1237303db3a804207e423ec4335119d3245
'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$work/prefix"

# from the pool, since the lists name one version only; apt compares the checksum. What the pool has
# dropped must be made a newer version above.
download() { # PACKAGE FILE CHECKSUM
  case "$1" in
    lib*) letters=${1%"${1#????}"} ;;
    *) letters=${1%"${1#?}"} ;;
  esac
  /usr/lib/apt/apt-helper -qq download-file "${mirror%/}/pool/main/$letters/$1/$2" "$work/$2" \
    "SHA256:$3" > /dev/null
}

fetch() { # PACKAGE VERSION CHECKSUM
  description=$1_$2.dsc
  download "$1" "$description" "$3" || return 1
  sed -n '/^Checksums-Sha256:/,/^[^ ]*:$/ s/^ //p' "$work/$description" |
    while read -r checksum _ file; do download "$1" "$file" "$checksum" || exit 1; done || return 1
  (cd "$work" && dpkg-source --no-check -x "$description" "$work/$1" > /dev/null 2>&1)
}

each_source() { # COMMAND, run with name, version and checksum
  echo "$sources" | while read -r name version checksum; do
    [ -z "$name" ] || "$@" "$name" "$version" "$checksum" || exit 1
  done
}

each_source fetch

# each library finds the others beside it; make turns $$ into $, the quotes keep the shell off it
origin="-Wl,-rpath,'\$\$ORIGIN' -Wl,--enable-new-dtags"
prefix=$work/prefix
flags="-O2 -g0 -fPIC -ffile-prefix-map=$work=. -I$prefix/include"

build_zlib() {
  cd "$work/zlib"
  CHOST=${cross%-} CFLAGS="$flags" ./configure --prefix="$prefix" --libdir="$prefix/lib" > /dev/null
  make -s -j"$jobs" libz.so.1 > /dev/null 2>&1 || make -s -j"$jobs" > /dev/null
  make -s install > /dev/null
}

build_libelf() {
  cd "$work/elfutils"
  ./configure ${cross:+--host="${cross%-}"} \
    --prefix="$prefix" --libdir="$prefix/lib" --disable-nls --disable-debuginfod \
    --disable-libdebuginfod --disable-demangler --without-bzlib --without-lzma --without-zstd \
    CFLAGS="$flags -Wno-error" LDFLAGS="-L$prefix/lib" > /dev/null
  make -s -j"$jobs" -C lib > /dev/null
  make -s -j"$jobs" -C libelf LDFLAGS="-L$prefix/lib $origin" > /dev/null
  make -s -C libelf install > /dev/null
}

build_libbpf() {
  cd "$work/libbpf/src"
  make -s -j"$jobs" CC="${cross}gcc" BUILD_STATIC_ONLY= NO_PKG_CONFIG=1 CFLAGS="$flags" \
    LDFLAGS="-L$prefix/lib $origin" > /dev/null
}

(build_zlib)
(build_libelf)
(build_libbpf)

cp -L "$prefix/lib/libz.so.1" "$prefix/lib/libelf.so.1" "$work/libbpf/src/libbpf.so.1" "$out/"
"${cross}strip" --strip-unneeded "$out"/*.so.1

cp "$work/libbpf/LICENSE.BSD-2-Clause" "$out/LICENSE.libbpf.BSD-2-Clause"
cp "$work/libbpf/LICENSE.LGPL-2.1" "$out/LICENSE.libbpf.LGPL-2.1"
cp "$work/elfutils/COPYING-LGPLV3" "$out/LICENSE.libelf.LGPL-3.0"
cp "$work/elfutils/COPYING-GPLV2" "$out/LICENSE.libelf.GPL-2.0"
cp "$work/elfutils/COPYING" "$out/LICENSE.libelf.GPL-3.0"
cp "$work/zlib/LICENSE" "$out/LICENSE.zlib" 2> /dev/null ||
  sed -n '/Copyright (C)/,/\*\//p' "$work/zlib/zlib.h" | sed '/\*\//d' > "$out/LICENSE.zlib"

describe() { echo "$1 $2 ($3)"; }
each_source describe | sed -n 's/^libbpf \(.*\)-[^-]* .*/\1/p' > "$out/VERSION"
{
  echo "Source packages of Debian that scripts/build-libbpf.sh built, unchanged:"
  each_source describe
} > "$out/SOURCES"
for library in libbpf libelf; do
  "${cross}objdump" -p "$out/$library.so.1" | grep -q 'RUNPATH *\$ORIGIN$' || {
    echo "build-libbpf: $library.so.1 has no RUNPATH \$ORIGIN" >&2
    exit 1
  }
done
"${cross}objdump" -T "$out"/*.so.1 | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1 | tr -d '\n' |
  sed 's/GLIBC_//' > "$out/GLIBC"
echo >> "$out/GLIBC"
(cd "$out" && sha256sum libbpf.so.1 libelf.so.1 libz.so.1 > SHA256SUMS)
echo "build-libbpf: libbpf $(cat "$out/VERSION") for $architecture, glibc >= $(cat "$out/GLIBC"), in $out"

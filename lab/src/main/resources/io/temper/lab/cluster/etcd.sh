#!/bin/sh
# Starts etcd with the C library that came with it.
here=$(dirname "$(readlink -f "$0")")/debian
libraries=$here/usr/lib/x86_64-linux-gnu
exec "$libraries/ld-linux-x86-64.so.2" --library-path "$libraries" "$here/usr/bin/etcd" "$@"

#!/usr/bin/env bash
# Builds commands of Kubernetes from its Go modules, which Go fetches as its environment says.
# usage: build-kubernetes.sh VERSION OUTPUT_FOLDER COMMAND...   (works in the current folder)
set -euo pipefail
version=$1 output=$2
shift 2
# Kubernetes 1.34.4 is made of staging modules of version 0.34.4.
staging=0.${version#*.}
minor=${version#*.} minor=${minor%%.*}

upstream=$(go mod download -json "k8s.io/kubernetes@v$version" \
  | sed -n 's/^[[:space:]]*"GoMod": "\(.*\)",\{0,1\}$/\1/p')

# Its own go.mod replaces the staging modules by folders that only its repository has, so 'go
# install' refuses it; a module around it replaces them by the published ones.
{
  echo "module temper.invalid/kubernetes"
  sed -n '/^go [0-9]/p; /^godebug (/,/^)/p; /^godebug [^(]/p; /^require (/,/^)/p' "$upstream"
  echo "require k8s.io/kubernetes v$version"
  sed -n 's|^[[:space:]]*\(k8s.io/[^ ]*\) => \./staging/.*|replace \1 => \1 v'"$staging"'|p' "$upstream"
} >go.mod
{
  printf '//go:build tools\n\npackage tools\n\nimport (\n'
  printf '\t_ "k8s.io/kubernetes/cmd/%s"\n' "$@"
  printf ')\n'
} >tools.go
# Tests of dependencies may not be to be had, and are not needed.
go mod tidy -e

# Clients and charts ask for the version, which the linker fills in.
of=k8s.io/component-base/version
for command in "$@"; do
  CGO_ENABLED=0 go build -trimpath -o "$output/$command" -ldflags "-s -w \
    -X $of.gitVersion=v$version -X $of.gitMajor=1 -X $of.gitMinor=$minor -X $of.gitTreeState=clean" \
    "k8s.io/kubernetes/cmd/$command"
done

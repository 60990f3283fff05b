#!/usr/bin/env bash
# Packs what a media host needs as one archive, from a built tree (npm run build).
#
#   infra/release/pack.sh [FOLDER]      FOLDER is ./release
#
# Prints the archive's name; its SHA-256 lies beside it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-release}
if [ ! -e "$root/agent/dist/main.js" ] || [ ! -e "$root/agent/dist/origin.js" ]; then
  echo 'pack.sh: build first: npm run build' >&2
  exit 1
fi
version=$(node -p "require('$root/package.json').version")
name=cashbacktv-host-$version
mkdir -p "$out"
# The same tree gives the same archive, however closed its files are here: a host's user reads them.
tar --create --gzip --file "$out/$name.tar.gz" --directory "$root" \
  --mode=u+rwX,go+rX,go-w --sort=name --owner=0 --group=0 --numeric-owner --mtime='2020-01-01 00:00Z' \
  --transform "s#^#$name/#" --exclude='*.test.ts' --exclude='*.map' --exclude='infra/*/test' \
  --files-from "$root/infra/release/contents"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
# What a control plane hands out beside it, with its own address and the sum filled in.
install -m 644 "$root/infra/host/bootstrap.sh" "$out/install.sh"
echo "$out/$name.tar.gz"

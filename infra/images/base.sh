#!/usr/bin/env bash
# Makes a base for the images out of Debian's packages and the Node of this machine, for where no registry
# of images can be reached: infra/images/base.sh [TAG]. As root; needs mmdebstrap and buildah.
set -euo pipefail
cd "$(dirname "$0")/../.."

tag=${1:-localhost/node:20-bookworm-slim}
export IMAGE_BUILDER=buildah
# shellcheck source=builder.sh
. infra/images/builder.sh
for program in mmdebstrap buildah node npm; do
  command -v "$program" >/dev/null || {
    echo "Install it first: sudo apt-get install mmdebstrap buildah (and Node 20 with npm)" >&2
    exit 1
  }
done

work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
# Where this machine has its packages from, and what else Node needs.
mmdebstrap --variant=essential --include=apt,ca-certificates,libstdc++6 bookworm "$work/base.tar" ${APT_MIRROR:+"$APT_MIRROR"}
# shellcheck disable=SC2154 # Of builder.sh.
container=$(buildah "${storage[@]}" from scratch)
trap 'buildah "${storage[@]}" rm "$container" >/dev/null; rm -rf "$work"' EXIT
buildah "${storage[@]}" add "$container" "$work/base.tar" / >/dev/null
buildah "${storage[@]}" copy "$container" "$(readlink --canonicalize "$(command -v node)")" /usr/local/bin/node >/dev/null
npm_folder=$(dirname "$(dirname "$(readlink --canonicalize "$(command -v npm)")")")
buildah "${storage[@]}" copy "$container" "$npm_folder" /usr/local/lib/node_modules/npm >/dev/null
buildah "${storage[@]}" run --isolation chroot "$container" -- \
  ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
buildah "${storage[@]}" config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --cmd node "$container"
buildah "${storage[@]}" commit --quiet "$container" "$tag"

#!/usr/bin/env bash
# Builds the images of a release: infra/pipeline/build-images.sh VERSION
# VERSION, with a v before it or not, has to be that of package.json, which is what all parts call themselves, and a host
# the folder of its release.
set -euo pipefail
cd "$(dirname "$0")/../.."
is=$(sed -n 's/^ *"version": *"\([^"]*\)".*/\1/p' package.json | head -1)
wanted=${1:?VERSION, such as 2.1.0}
if [ "${wanted#v}" != "$is" ]; then
  echo "build-images.sh: package.json is of $is, not of $wanted: set its version first, and tag that" >&2
  exit 1
fi
mapfile -t images <infra/pipeline/images
infra/images/build.sh "$wanted" "${images[@]}"

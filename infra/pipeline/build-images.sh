#!/usr/bin/env bash
# Builds the images of a release: infra/pipeline/build-images.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/../.."
mapfile -t images <infra/pipeline/images
infra/images/build.sh "${1:?VERSION, such as 2.1.0}" "${images[@]}"

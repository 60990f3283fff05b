#!/usr/bin/env bash
# Builds the stand-ins as cashbacktv/stand-in-NAME:test; DEBIAN_IMAGE is their base.
set -euo pipefail
cd "$(dirname "$0")/../../.."
# shellcheck source=../../images/builder.sh
. infra/images/builder.sh
for name in postgres redis prometheus alertmanager; do
  IMAGE_FILE=infra/compose/test/Dockerfile build_image "cashbacktv/stand-in-$name:test" "$name" \
    ${DEBIAN_IMAGE:+--build-arg "DEBIAN_IMAGE=$DEBIAN_IMAGE"}
done

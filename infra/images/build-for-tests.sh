#!/usr/bin/env bash
# Builds what the deployment tests run, tagged `test`: infra/images/build-for-tests.sh
# The images of the product, stand-ins for those of registries, and a machine for a host. Without an engine of Docker no
# registry of images is asked: NODE_IMAGE is then a base of Debian's packages, made where there is none yet.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=builder.sh
. infra/images/builder.sh

# shellcheck disable=SC2154 # Of builder.sh.
if [ "$builder" != docker ] && [ -z "${NODE_IMAGE:-}" ]; then
  export NODE_IMAGE=localhost/node:20-bookworm-slim
  images image exists "$NODE_IMAGE" || infra/images/base.sh "$NODE_IMAGE"
fi
if [ -n "${NODE_IMAGE:-}" ]; then export DEBIAN_IMAGE=${DEBIAN_IMAGE:-$NODE_IMAGE}; fi
# What Node has to trust on this machine, npm has to trust in an image.
export IMAGE_BUILD_CA=${IMAGE_BUILD_CA:-${NODE_EXTRA_CA_CERTS:-}}
infra/images/build.sh test
IMAGE_FILE=infra/compose/local.Dockerfile build_image cashbacktv/local:test local \
  ${NODE_IMAGE:+--build-arg "NODE_IMAGE=$NODE_IMAGE"}
infra/compose/test/build-stand-ins.sh
IMAGE_FILE=infra/host/test/Dockerfile build_image cashbacktv/machine:test machine \
  ${NODE_IMAGE:+--build-arg "DEBIAN_IMAGE=$NODE_IMAGE"}
# What was written is on the disk before the tests measure anything.
sync

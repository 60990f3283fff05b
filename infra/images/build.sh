#!/usr/bin/env bash
# Builds the images of control-plane, agent, origin, nginx and pgbouncer: infra/images/build.sh [VERSION] [TARGET...]
# NODE_IMAGE and DEBIAN_IMAGE are the bases, NPM_CONFIG_REGISTRY another registry of packages, and IMAGE_BUILD_CA a file with the
# certificates of a proxy that npm has to trust. Neither of the last two is kept in an image.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=builder.sh
. infra/images/builder.sh

# A machine that builds them in Docker alone has no Node.
version=${1:-$(sed -n 's/^ *"version": *"\([^"]*\)".*/\1/p' package.json | head -1)}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(control-plane agent origin nginx pgbouncer)

arguments=()
if [ -n "${NODE_IMAGE:-}" ]; then arguments+=(--build-arg "NODE_IMAGE=$NODE_IMAGE"); fi
if [ -n "${DEBIAN_IMAGE:-}" ]; then arguments+=(--build-arg "DEBIAN_IMAGE=$DEBIAN_IMAGE"); fi
if [ -n "${NPM_CONFIG_REGISTRY:-}" ]; then arguments+=(--build-arg "NPM_CONFIG_REGISTRY=$NPM_CONFIG_REGISTRY"); fi
if [ -n "${IMAGE_BUILD_CA:-}" ]; then arguments+=(--secret "id=ca,src=$IMAGE_BUILD_CA"); fi

for target in "${targets[@]}"; do
  build_image "cashbacktv/$target:$version" "$target" "${arguments[@]}"
done

#!/usr/bin/env bash
# Puts the images of a release into a registry: infra/pipeline/push-images.sh VERSION
# REGISTRY is where, such as ghcr.io/mycompany; REGISTRY_USER and REGISTRY_TOKEN log in there, where they are given.
# What is in the registry under this version stays: a version is one thing for ever.
set -euo pipefail
cd "$(dirname "$0")/../.."
mapfile -t images <infra/pipeline/images
version=${1:?VERSION, such as 2.1.0}
registry=${REGISTRY:?is where the images go, such as ghcr.io/mycompany}
registry=${registry,,}
if [ -n "${REGISTRY_TOKEN:-}" ]; then
  docker login "${registry%%/*}" --username "${REGISTRY_USER:?is who the token belongs to}" --password-stdin <<<"$REGISTRY_TOKEN"
fi
for image in "${images[@]}"; do
  to=$registry/cashbacktv/$image:$version
  if docker manifest inspect "$to" >/dev/null 2>&1; then
    echo "$to is there already."
    continue
  fi
  docker tag "cashbacktv/$image:$version" "$to"
  docker push "$to"
done

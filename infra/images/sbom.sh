#!/usr/bin/env bash
# Writes what each image of a release is made of, as CycloneDX: infra/images/sbom.sh VERSION [FOLDER]
# FOLDER (sbom) gets a file an image. They are read out of the images that build.sh has made, and out of the lock file.
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  sed -n '2,3s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
version=$1
mkdir -p "${2:-sbom}"
out=$(cd "${2:-sbom}" && pwd)
cd "$(dirname "$0")/../.."
# shellcheck source=/dev/null
. infra/images/builder.sh
mapfile -t names <infra/pipeline/images

work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
# Without --omit=dev, which leaves out what any part has for its tests, though another one runs with it; sbom.mjs goes by
# the mark that each package has.
packages() { npm sbom --package-lock-only --sbom-format=cyclonedx "$@"; }
packages >"$work/all"
packages --workspace agent >"$work/agent"
for name in "${names[@]}"; do
  image=cashbacktv/$name
  inside() { images run --rm --entrypoint "$1" "$image:$version" "${@:2}"; }
  # shellcheck disable=SC2016 # dpkg-query's own variables.
  inside dpkg-query --show --showformat='${Package}\t${Version}\t${Architecture}\n' >"$work/dpkg"
  : >"$work/node"
  npm=''
  case $name in
    control-plane) npm=$work/all ;;
    agent | origin) npm=$work/agent ;;
  esac
  if [ -n "$npm" ]; then inside node --version >"$work/node"; fi
  node infra/images/sbom.mjs "$image" "$version" "$work/dpkg" "$work/node" "$npm" >"$out/$name-$version.cdx.json"
  echo "$out/$name-$version.cdx.json"
done

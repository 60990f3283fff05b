#!/usr/bin/env bash
# Looks in the images of a release for known holes that an update would close: infra/pipeline/scan-images.sh VERSION
# By trivy, its own program where that is installed, else its image (TRIVY_IMAGE). Ends with 1 when there is one
# that is high or critical.
set -euo pipefail
cd "$(dirname "$0")/../.."
mapfile -t images <infra/pipeline/images
version=${1:?VERSION, such as 2.1.0}
scan=(image --exit-code 1 --severity 'HIGH,CRITICAL' --ignore-unfixed --scanners 'vuln,secret' --no-progress)
if command -v trivy >/dev/null; then
  trivy=(trivy)
else
  trivy=(docker run --rm --volume /var/run/docker.sock:/var/run/docker.sock --volume trivy:/root/.cache
    "${TRIVY_IMAGE:-docker.io/aquasec/trivy:0.57.0}")
fi
failed=()
for image in "${images[@]}"; do
  "${trivy[@]}" "${scan[@]}" "cashbacktv/$image:$version" || failed+=("$image")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "scan-images.sh: these have holes that an update closes, or could not be looked at: ${failed[*]}" >&2
  exit 1
fi

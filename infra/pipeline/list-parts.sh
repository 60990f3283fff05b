#!/usr/bin/env bash
# Writes what each image of a release is made of into sbom/: infra/pipeline/list-parts.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/../.."
infra/images/sbom.sh "${1:?VERSION, such as 2.1.0}"

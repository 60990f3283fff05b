#!/usr/bin/env bash
# FFmpeg, and the letters of slates, from Debian's packages: infra/host/install-ffmpeg.sh
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
# A machine that was just made has no list of packages, or one of the day of its image.
apt-get update --quiet
apt-get install --quiet --yes --no-install-recommends ffmpeg fonts-dejavu-core

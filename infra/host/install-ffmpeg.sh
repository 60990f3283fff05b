#!/usr/bin/env bash
# FFmpeg, the letters of slates, and what reads those of subtitles that are pictures, from Debian's packages: infra/host/install-ffmpeg.sh
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
# A machine that was just made has no list of packages, or one of the day of its image.
apt-get update --quiet
apt-get install --quiet --yes --no-install-recommends ffmpeg fonts-dejavu-core \
  tesseract-ocr tesseract-ocr-eng tesseract-ocr-tur

# What the checkout needs around it, without the checkout: compose.local.yml mounts that.
ARG NODE_IMAGE=docker.io/library/node:20-bookworm-slim
FROM ${NODE_IMAGE} AS local
RUN apt-get update \
  && apt-get install --yes --no-install-recommends \
    ca-certificates ffmpeg fonts-dejavu-core gcc git libc6-dev \
    tesseract-ocr tesseract-ocr-eng tesseract-ocr-tur \
  && rm -rf /var/lib/apt/lists/*

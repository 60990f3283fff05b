#!/usr/bin/env bash
# Sourced: which program builds and runs images here, and how. IMAGE_BUILDER names another.
# Without privileges of a container (or with a kernel that has no overlay) buildah works in a chroot on
# plain folders, and runs with runc: that is slower and needs nothing of the machine.

die() {
  echo "$*" >&2
  exit 1
}

builder=${IMAGE_BUILDER:-}
if [ -z "$builder" ]; then
  # Docker's client is often there without its engine.
  if docker info >/dev/null 2>&1; then
    builder=docker
  else
    for candidate in buildah podman; do
      if command -v "$candidate" >/dev/null; then
        builder=$candidate
        break
      fi
    done
  fi
fi
[ -n "$builder" ] || die 'Install docker, or buildah and podman: sudo apt-get install buildah podman runc'

# build_image TAG TARGET ARGUMENT..., of IMAGE_FILE where another than the product's is meant
build_image() {
  local tag=$1 target=$2 files file=${IMAGE_FILE:-infra/images/Dockerfile}
  shift 2
  # Bundling the web app opens some thousand files at once; podman and buildah allow 1024.
  files=$(ulimit -Hn)
  case $builder in
    docker) docker build --tag "$tag" --target "$target" --file "$file" "$@" . ;;
    podman) podman build --format docker --ulimit "nofile=$files:$files" --tag "$tag" --target "$target" --file "$file" "$@" . ;;
    buildah)
      buildah --storage-driver "${IMAGE_STORAGE:-vfs}" bud --isolation chroot --format docker --layers \
        --ulimit "nofile=$files:$files" --tag "$tag" --target "$target" --file "$file" "$@" .
      ;;
    *) die "IMAGE_BUILDER is one of docker, buildah and podman, not $builder." ;;
  esac
}

# images ARGUMENT...: the program that runs images and lists them, with what it has to be told.
images() {
  case $builder in
    docker) docker "$@" ;;
    podman) podman "$@" ;;
    *)
      podman --storage-driver "${IMAGE_STORAGE:-vfs}" --cgroup-manager cgroupfs --runtime /usr/sbin/runc "$@"
      ;;
  esac
}

#!/usr/bin/env bash
# Sourced: which program builds and runs images here, and how. IMAGE_BUILDER names another.
# buildah works in a chroot and runs with runc, which needs nothing of the machine, and keeps what it makes in a store of
# its own, IMAGE_STORE: podman's is tied for good to the driver that it was first used with. IMAGE_STORAGE is the driver:
# overlay where the kernel mounts one, as plain folders (vfs) copy each layer whole.

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

# Whether an overlay can be mounted here: a container without privileges may not, and some kernels have none.
overlay_mounts() {
  local work mounted=1
  work=$(mktemp --directory)
  mkdir "$work/lower" "$work/upper" "$work/work" "$work/all"
  if mount -t overlay -o "lowerdir=$work/lower,upperdir=$work/upper,workdir=$work/work" overlay "$work/all" 2>/dev/null; then
    umount "$work/all"
    mounted=0
  fi
  rm -rf "$work"
  return $mounted
}

storage=()
if [ "$builder" = buildah ]; then
  driver=${IMAGE_STORAGE:-}
  if [ -z "$driver" ]; then
    if overlay_mounts; then driver=overlay; else driver=vfs; fi
  fi
  kept=/var/lib/containers running=/run/containers
  if [ "$(id -u)" != 0 ]; then
    kept=${XDG_DATA_HOME:-$HOME/.local/share}/containers running=${XDG_RUNTIME_DIR:-/tmp}/containers
  fi
  storage=(
    --storage-driver "$driver"
    --root "${IMAGE_STORE:-$kept/cashbacktv-$driver}"
    --runroot "$running/cashbacktv-$driver"
  )
fi

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
      buildah "${storage[@]}" bud --isolation chroot --format docker --layers \
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
      podman "${storage[@]}" --cgroup-manager cgroupfs --runtime /usr/sbin/runc "$@"
      ;;
  esac
}

#!/usr/bin/env bash
# Prints how large the images are and how soon each program answers: infra/images/measure.sh [VERSION]
# The control plane needs a PostgreSQL it may use: DATABASE_URL, reachable on the network of this machine, or in a
# folder that MEASURE_VOLUME mounts (/from:/to).
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=builder.sh
. infra/images/builder.sh

version=${1:-$(node -p "require('./package.json').version")}
port=${MEASURE_PORT:-39080}
name=cashbacktv-measure-$$
trap 'images rm --force "$name" >/dev/null 2>&1 || true' EXIT

megabytes() {
  local bytes
  bytes=$(images image inspect --format '{{.Size}}' "$1")
  echo "$((bytes / 1000000)) MB"
}

# milliseconds_until ADDRESS: until anything answers there.
milliseconds_until() {
  local from
  from=$(date +%s%3N)
  until curl --silent --output /dev/null --max-time 1 "$1"; do
    [ $(($(date +%s%3N) - from)) -lt 60000 ] || {
      images logs "$name" >&2
      die "$1 did not answer within a minute."
    }
    sleep 0.02
  done
  echo "$(($(date +%s%3N) - from)) ms"
}

# started IMAGE VARIABLE...: as in production, with a root that cannot be written to.
started() {
  local image=$1 variables=()
  shift
  for variable in "$@"; do variables+=(--env "$variable"); done
  if [ -n "${MEASURE_VOLUME:-}" ]; then variables+=(--volume "$MEASURE_VOLUME"); fi
  images run --detach --name "$name" --network host --read-only --tmpfs /tmp --tmpfs /data \
    --tmpfs /media/channels --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 \
    "${variables[@]}" "$image" >/dev/null 2>&1
}

for target in control-plane agent origin nginx pgbouncer; do
  image=cashbacktv/$target:$version
  images image inspect "$image" >/dev/null 2>&1 || continue
  answers='-'
  case $target in
    control-plane)
      if [ -n "${DATABASE_URL:-}" ]; then
        started "$image" "DATABASE_URL=$DATABASE_URL" "PORT=$port" DEMO=off \
          "SECRETS_KEY=${SECRETS_KEY:-a key of secrets that nobody keeps, to measure with}"
        answers=$(milliseconds_until "http://127.0.0.1:$port/healthz")
      fi
      ;;
    origin)
      started "$image" "ORIGIN_PORT=$port" ORIGIN_HOST=127.0.0.1
      answers=$(milliseconds_until "http://127.0.0.1:$port/")
      ;;
  esac
  images rm --force "$name" >/dev/null 2>&1 || true
  printf '%-14s %8s  answers after %s\n' "$target" "$(megabytes "$image")" "$answers"
done

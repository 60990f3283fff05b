#!/usr/bin/env bash
# On the machine itself, called by deploy-compose.sh: takes the release that lies in FOLDER/NEXT, whose images are
# named on the standard input, or goes on with the one before. NEXT is gone in the end.
#
#   infra/pipeline/take-release.sh FOLDER SECONDS NEXT
#
# RELEASE_PAUSE_SECONDS (6) is how long the second control plane waits once the first is well.
set -euo pipefail
# What containers read of these files they read as other users; secrets set their own.
umask 022

say() { echo "take-release.sh: $*" >&2 || true; }

# The value of a variable that prod.env sets.
in_prod_env() { sed -n "s/^$1=//p" infra/compose/prod.env | tail -1; }

# Whether a host is on this machine, too: it has a token to join with, or has joined, be the token gone since.
has_host() {
  local token=infra/compose/secrets/join_token project volumes
  if [ -s "$token" ] && [ -n "$(tr -d '[:space:]' <"$token")" ]; then return; fi
  project=$(in_prod_env COMPOSE_PROJECT_NAME)
  volumes=$(docker volume ls --quiet --filter "label=com.docker.compose.project=${project:-compose}" \
    --filter label=com.docker.compose.volume=agent) || {
    say 'docker does not answer; nothing was changed'
    exit 1
  }
  [ -n "$volumes" ]
}

# Control planes one after the other, so that one always answers; then all the rest. nginx leaves out for five seconds
# one that was away (infra/nginx/render.sh), and has nobody to ask if the other goes meanwhile.
up() {
  local plane file files=(--file infra/compose/compose.prod.yml)
  if [ "$host" = yes ]; then files+=(--file infra/compose/compose.media.yml); fi
  # What this machine has otherwise: the last one has the say. With --file, compose asks no COMPOSE_FILE.
  file=infra/compose/compose.own.yml
  if [ -e "$file" ]; then files+=(--file "$file"); fi
  local compose=(docker compose --env-file infra/compose/prod.env --env-file release.env "${files[@]}")
  for plane in control-plane-1 control-plane-2 ''; do
    "${compose[@]}" up --detach --remove-orphans --wait --wait-timeout "$seconds" ${plane:+"$plane"} || return
    [ "$plane" != control-plane-1 ] || sleep "${RELEASE_PAUSE_SECONDS:-6}"
  done
  # Their files are mounted: a container whose image is as before goes on with what it read from them.
  "${compose[@]}" kill --signal HUP prometheus alertmanager ||
    say 'Prometheus and Alertmanager go on with what they watched before'
}

# The files and images of the release, in the place of those of the one before.
put_files() {
  local file
  # Where Prometheus reaches the hosts is for who has them to say.
  for file in infra/compose/hosts/*; do
    [ ! -e "$file" ] || rm -f "$next/$file"
  done
  cp -R "$next/infra" . && mv release.env.next release.env || return
  # A release may need a secret that the one before had not.
  if [ -x infra/compose/make-secrets.sh ]; then
    infra/compose/make-secrets.sh >/dev/null || say 'secrets could not be made'
  fi
}

# The files and images of the release before, and all of it up again.
give_back() {
  # Broken off, too, it would leave neither.
  trap '' INT TERM
  if [ ! -e before/release.env ]; then return; fi
  say "$1; the release before is taken again"
  cp -R before/infra .
  cp before/release.env release.env
  if up; then rm -f taking; else say 'nor is the release before'; fi
}

# Images of this release, of the one before and of prod.env stay; others lie on the disk that the database has.
remove_old_images() {
  local name image kept
  kept=$({ cat release.env before/release.env infra/compose/prod.env 2>/dev/null || true; } |
    sed -n 's/^[A-Z_]*_IMAGE=//p')
  while IFS= read -r name; do
    docker image ls --format '{{.Repository}}:{{.Tag}}' "${name%:*}" | while IFS= read -r image; do
      if grep --quiet --line-regexp --fixed-strings -- "$image" <<<"$kept"; then continue; fi
      docker image rm "$image" >/dev/null || say "the image $image could not be removed"
    done
  done < <(sed -n 's/^[A-Z_]*_IMAGE=//p' release.env)
}

# Read as a whole before it runs: the folder that it lies in goes.
main() {
  local file folder=${1:?FOLDER}
  seconds=${2:?SECONDS} next=${3:?NEXT}
  cd "$folder"
  # Whoever started this may be gone before it ends, which is no reason to end between two releases: what nobody reads
  # any more is in release.log.
  : >>release.log
  trap '' HUP PIPE INT TERM
  exec > >(exec tee -p -a release.log) 2> >(exec tee -p -a release.log >&2)
  trap - INT TERM
  trap 'rm -rf "$next"' EXIT
  exec 9>release.lock
  flock --nonblock 9 || {
    say "another release is being taken in $folder"
    exit 1
  }
  cat >release.env.next
  for file in prod.env secrets; do
    [ -e "infra/compose/$file" ] || {
      say "$folder/infra/compose/$file is missing: make it once, as docs/deployment.md says"
      exit 1
    }
  done
  if has_host; then host=yes; else host=no; fi

  # Files of the release that runs, for the way back; what was made by hand stays where it is. One that no pipeline has
  # brought has its images by prod.env. Where one was broken off, the last one that was well stays the way back.
  if [ ! -e taking ]; then
    rm -rf before
    mkdir before
    if [ -e infra/compose/compose.prod.yml ] && [ ! -e release.env ]; then : >release.env; fi
    [ ! -e release.env ] || cp release.env before/
    tar --create --exclude=infra/compose/secrets --exclude=infra/compose/prod.env --exclude=infra/compose/compose.own.yml \
      infra | tar --extract --directory before
    : >taking
  fi
  trap 'give_back "broken off"; exit 1' INT TERM
  if put_files && up; then
    trap '' INT TERM
    rm -f taking
    remove_old_images || say 'images of older releases lie on'
    echo 'The release runs.' || true
    exit 0
  fi
  give_back 'not all of it is well'
  exit 1
}
main "$@"

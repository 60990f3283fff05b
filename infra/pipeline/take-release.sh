#!/usr/bin/env bash
# On the machine itself, called by deploy-compose.sh: takes the release that lies in FOLDER/next, whose images are
# named on the standard input, or goes on with the one before.
#
#   infra/pipeline/take-release.sh FOLDER SECONDS
#
# RELEASE_PAUSE_SECONDS (6) is how long the second control plane waits once the first is well.
set -euo pipefail

# Control planes one after the other, so that one always answers; then all the rest. nginx leaves out for five seconds
# one that was away (infra/nginx/render.sh), and has nobody to ask if the other goes meanwhile.
up() {
  local plane file files=(--file infra/compose/compose.prod.yml)
  # A host on the same machine has a token to join with.
  if [ -s infra/compose/secrets/join_token ] && [ -n "$(tr -d '[:space:]' <infra/compose/secrets/join_token)" ]; then
    files+=(--file infra/compose/compose.media.yml)
  fi
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
    echo "take-release.sh: Prometheus and Alertmanager go on with what they watched before" >&2
}

# Read as a whole before it runs: the folder that it lies in goes.
main() {
  local file folder=${1:?FOLDER}
  seconds=${2:?SECONDS}
  cd "$folder"
  cat >release.env.next
  for file in prod.env secrets; do
    [ -e "infra/compose/$file" ] || {
      echo "take-release.sh: $folder/infra/compose/$file is missing: make it once, as docs/deployment.md says" >&2
      exit 1
    }
  done

  # Files of the release that runs, for the way back; what was made by hand stays where it is. One that no pipeline has
  # brought has its images by prod.env.
  rm -rf before
  mkdir before
  if [ -e infra/compose/compose.prod.yml ] && [ ! -e release.env ]; then : >release.env; fi
  [ ! -e release.env ] || cp release.env before/
  tar --create --exclude=infra/compose/secrets --exclude=infra/compose/prod.env --exclude=infra/compose/compose.own.yml \
    infra | tar --extract --directory before
  # Where Prometheus reaches the hosts is for who has them to say.
  for file in infra/compose/hosts/*; do
    [ ! -e "$file" ] || rm -f "next/$file"
  done
  cp -R next/infra .
  mv release.env.next release.env
  rm -rf next
  # A release may need a secret that the one before had not.
  if [ -x infra/compose/make-secrets.sh ]; then
    infra/compose/make-secrets.sh >/dev/null || echo "take-release.sh: secrets could not be made" >&2
  fi
  if up; then
    echo "The release runs."
    exit 0
  fi
  if [ -e before/release.env ]; then
    echo "take-release.sh: not all of it is well; the release before is taken again" >&2
    cp -R before/infra .
    cp before/release.env release.env
    up || echo "take-release.sh: nor is the release before" >&2
  fi
  exit 1
}
main "$@"

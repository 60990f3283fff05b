#!/usr/bin/env bash
# Brings a release to a machine that runs infra/compose/compose.prod.yml: infra/pipeline/deploy-compose.sh VERSION
#
# DEPLOY_TO is who and where for ssh, such as deploy@tv.example; DEPLOY_KEY a private key for it and
# DEPLOY_KNOWN_HOSTS its line of known_hosts where ssh has none; REGISTRY where the images are. DEPLOY_FOLDER
# (/opt/cashbacktv) there has prod.env and secrets in infra/compose, made once by hand. The release is taken when all
# of it is well within DEPLOY_SECONDS (300); else the one before is taken again, and this ends with 1.
set -euo pipefail
if [ $# -ne 1 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
cd "$(dirname "$0")/../.."
version=$1
[[ $version =~ ^[0-9A-Za-z._-]+$ ]] || {
  echo "deploy-compose.sh: '$version' is no version" >&2
  exit 2
}
to=${DEPLOY_TO:?is who and where for ssh, such as deploy@tv.example}
registry=${REGISTRY:?is where the images are, such as ghcr.io/mycompany}
registry=${registry,,}
folder=${DEPLOY_FOLDER:-/opt/cashbacktv}
seconds=${DEPLOY_SECONDS:-300}

ssh=(ssh -o BatchMode=yes)
if [ -n "${DEPLOY_KEY:-}" ]; then
  keys=$(mktemp --directory)
  trap 'rm -rf "$keys"' EXIT
  (umask 077 && printf '%s\n' "$DEPLOY_KEY" >"$keys/key")
  printf '%s\n' "${DEPLOY_KNOWN_HOSTS:?is the line of known_hosts for $to}" >"$keys/known_hosts"
  ssh+=(-i "$keys/key" -o "UserKnownHostsFile=$keys/known_hosts")
fi

release="CONTROL_PLANE_IMAGE=$registry/cashbacktv/control-plane:$version
NGINX_IMAGE=$registry/cashbacktv/nginx:$version
PGBOUNCER_IMAGE=$registry/cashbacktv/pgbouncer:$version
AGENT_IMAGE=$registry/cashbacktv/agent:$version
ORIGIN_IMAGE=$registry/cashbacktv/origin:$version"

# What compose mounts, and what backs that machine up and brings it back, is of the same release as the images.
# prod.env and secrets are not in the repository. In a folder of its own, so that nothing mixes with what another one
# brings at the same time.
next=$(mktemp --dry-run next-XXXXXXXXXX)
tar --create --gzip --exclude='*.ts' infra/compose/compose.prod.yml infra/compose/compose.media.yml \
  infra/compose/prod.env.example infra/compose/make-secrets.sh infra/compose/hosts infra/postgres infra/redis \
  infra/monitoring infra/scripts infra/pipeline/take-release.sh |
  "${ssh[@]}" "$to" "mkdir -p '$folder' && mkdir '$folder/$next' && tar --extract --gzip --directory '$folder/$next'"
"${ssh[@]}" "$to" "'$folder/$next/infra/pipeline/take-release.sh' '$folder' '$seconds' '$next'" <<<"$release"

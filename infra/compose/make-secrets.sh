#!/usr/bin/env bash
# Makes the secrets of compose.prod.yml that are not there yet, as files: infra/compose/make-secrets.sh [FOLDER]
# What is there stays as it is. Only root gets into the folder; the files in it are read by the programs of
# containers, which are other users.
set -euo pipefail
folder=${1:-$(cd "$(dirname "$0")" && pwd)/secrets}
umask 077
mkdir -p "$folder"

# keep NAME TEXT: where there is none.
keep() {
  [ -e "$folder/$1" ] || printf '%s\n' "$2" >"$folder/$1"
  chmod 444 "$folder/$1"
}
# Letters and digits alone: it stands in addresses.
random() { openssl rand -hex "$1"; }

keep postgres_password "$(random 24)"
keep database_url "postgres://cashbacktv:$(cat "$folder/postgres_password")@pgbouncer:6432/cashbacktv"
keep database_direct_url "postgres://cashbacktv:$(cat "$folder/postgres_password")@postgres:5432/cashbacktv"
keep redis_auth "requirepass $(random 24)"
password=$(sed -n 's/^requirepass //p' "$folder/redis_auth")
keep redis_url "redis://:$password@redis:6379"
keep jwt_secret "$(random 32)"
# Of what is secret in the database: nobody reads a backup without it.
keep secrets_key "$(random 32)"
keep admin_password "$(random 12)"
keep grafana_password "$(random 12)"
# From the web app, once it runs: Settings, API keys (a viewer's) for Prometheus, Hosts for compose.media.yml.
keep metrics_key ''
keep join_token ''
echo "The secrets are in $folder. The first admin's password is in admin_password."
